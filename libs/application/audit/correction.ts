import { STANDARD_ANSWERS, refuse } from '#domain';
import type { CorrectedContact, CorrectedFinding, Correction, Refusal, SaidCorrection } from '#domain';

type Change = Correction | CorrectedFinding | CorrectedContact;

/** Each thing that can be put right needs to be told in its own words. */
export function correctionOf(said: SaidCorrection): Change | Refusal {
  const { field, domain, standard, question, statement, from, to, finding, familyContact } = said;
  if (field === 'note') return { field };
  if (field === 'finding') return finding ? { field, ...finding } : incomplete('the finding as it should have been');
  if (field === 'familyContact') {
    return familyContact
      ? { field, ...familyContact }
      : incomplete('the contact with the family as it should have been');
  }
  if (!from || !to) return incomplete('what was recorded (from) and what it should have been (to)');
  switch (field) {
    case 'auditedOn':
    case 'finalGrade':
      return { field, from, to };
    case 'domainGrade':
      return domain ? { field, domain, from, to } : incomplete('which domain');
    case 'answer':
      return question ? { field, question, from, to } : incomplete('which question');
    case 'statement':
      return statement ? { field, statement, from, to } : incomplete('which statement');
    case 'standard': {
      const [was, is] = [from, to].map((text) => STANDARD_ANSWERS.find((answer) => answer === text));
      if (!standard) return incomplete('which standard');
      return was && is ? { field, standard, from: was, to: is } : incomplete('answers that are met, not_met or na');
    }
  }
}

const incomplete = (what: string): Refusal =>
  refuse('invalid', 'incomplete-correction', `A correction of this needs to say ${what}.`);
