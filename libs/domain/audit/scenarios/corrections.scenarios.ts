import type { OverallGradeLimit } from '../../grading/overall-grade-limit.js';
import type { AuditCommand, CorrectedContact, CorrectedFinding } from '../../audit-language/commands.js';
import type { AuditEventType, Correction } from '../../audit-language/events.js';
import { planningLeads, settings, type Circumstances } from './council.fixture.js';
import { until, was } from './history.fixture.js';
import type { Scenario } from './scenario.fixture.js';

const finding = { field: 'finding', kind: 'strength', theme: 'planning', text: 'The plan is new.' } as const;
const contact = {
  field: 'familyContact',
  with: 'parent_or_carer',
  outcome: 'spoken',
  rating: 'good',
  words: 'She listens.',
} as const;
const correct = (
  change: Correction | CorrectedFinding | CorrectedContact,
  exceptionReason: string | null = null,
): AuditCommand => ({ type: 'CorrectRecord', corrects: 'event-1', change, reason: 'A slip.', exceptionReason });
const of = (type: AuditEventType, more: Circumstances = {}): Circumstances => ({
  ...more,
  facts: { recordedEvent: () => type, recordedItem: () => 'item-1', submittedOn: () => '2026-05-19' },
});
const correctedFinding = [
  {
    type: 'finding-corrected',
    data: { corrects: 'event-1', findingId: 'item-1', kind: 'strength', text: 'The plan is new.', reason: 'A slip.' },
  },
] as const;
const correctedContact = [
  {
    type: 'family-contact-corrected',
    data: { corrects: 'event-1', contactId: 'item-1', with: 'parent_or_carer', words: 'She listens.' },
  },
] as const;
const undisputed = until.closed.filter(({ type }) => type !== 'outcome-disputed' && type !== 'dispute-resolved');
const blind = [...until.grading, was.submitted(), was.moderationRequired({ blind: true })];
const auditedOn = (to: string) => correct({ field: 'auditedOn', from: '2026-05-18', to });
const finalGrade = { field: 'finalGrade', from: 'inadequate', to: 'good' } as const;
const limited = (limit: OverallGradeLimit) => ({ settings: { ...settings, overallGradeLimits: [limit] } });
const unlessSaid: OverallGradeLimit = { ...planningLeads, exception: 'with-reason' };

/** What was recorded wrongly is put right by the rules by which it was recorded. */
export const correctionScenarios: readonly Scenario[] = [
  ...(['sharing', 'action-tracking', 'closed'] as const).flatMap((stage): readonly Scenario[] => [
    {
      name: `a finding is put right, ${stage}`,
      given: until[stage],
      when: correct(finding),
      by: 'cora',
      in: of('finding-recorded'),
      then: correctedFinding,
      stage,
    },
    {
      name: `a contact with the family is put right, ${stage}`,
      given: until[stage],
      when: correct(contact),
      by: 'cora',
      in: of('family-contact-recorded'),
      then: correctedContact,
      stage,
    },
  ]),
  {
    name: 'once more, where the correction was wrong',
    given: undisputed,
    when: correct(finding),
    by: 'cora',
    in: of('finding-corrected'),
    then: correctedFinding,
  },
  {
    name: 'a contact before anything is submitted, since it is no draft',
    given: until.conversation,
    when: correct(contact),
    by: 'cora',
    in: of('family-contact-corrected'),
    then: correctedContact,
  },
  {
    name: 'a finding that is not submitted is the auditor’s draft',
    given: until.grading,
    when: correct(finding),
    by: 'cora',
    in: of('finding-recorded'),
    then: 'nothing-to-correct',
  },
  {
    name: 'a finding is not put right in another entry',
    given: undisputed,
    when: correct(finding),
    by: 'cora',
    in: of('domain-graded'),
    then: 'correction-elsewhere',
  },
  {
    name: 'nor by whoever could moderate it blind',
    given: blind,
    when: correct(finding),
    by: 'mona',
    in: of('finding-recorded', { roles: ['coordinator', 'moderator'] }),
    then: 'first-grade-withheld',
  },
  {
    name: 'a finding has a theme of the tool',
    given: undisputed,
    when: correct({ ...finding, theme: 'weather' }),
    by: 'cora',
    in: of('finding-recorded'),
    then: 'theme-unknown',
  },
  {
    name: 'words are given only where somebody was spoken to',
    given: undisputed,
    when: correct({ ...contact, outcome: 'declined' }),
    by: 'cora',
    in: of('family-contact-recorded'),
    then: 'rating-unasked',
  },
  {
    name: 'an imported audit has no findings of its own',
    given: until.imported,
    when: correct(finding),
    by: 'cora',
    in: of('audit-imported'),
    then: 'correction-elsewhere',
  },
  {
    name: 'the audit date does not come before selection and period',
    given: until.sharing,
    when: auditedOn('2026-04-30'),
    by: 'cora',
    in: of('first-grade-submitted'),
    then: 'audited-before-period',
  },
  {
    name: 'nor after the day it was submitted',
    given: until.sharing,
    when: auditedOn('2026-05-20'),
    by: 'cora',
    in: of('first-grade-submitted'),
    then: 'date-in-future',
  },
  {
    name: 'a domain is one of the tool’s',
    given: until['action-tracking'],
    when: correct({ field: 'domainGrade', domain: 'weather', from: 'good', to: 'inadequate' }),
    by: 'cora',
    in: of('audit-finalised'),
    then: 'domain-unknown',
  },
  {
    name: 'a standard too',
    given: until.sharing,
    when: correct({ field: 'standard', standard: 'weather', from: 'met', to: 'na' }),
    by: 'cora',
    in: of('first-grade-submitted'),
    then: 'standard-unknown',
  },
  {
    name: 'a final grade is corrected to one that the settings permit',
    given: until['action-tracking'],
    when: correct(finalGrade),
    by: 'cora',
    in: of('audit-finalised', limited(planningLeads)),
    then: 'overall-grade-limited',
  },
  {
    name: 'or a reason is asked for',
    given: until['action-tracking'],
    when: correct(finalGrade),
    by: 'cora',
    in: of('audit-finalised', limited(unlessSaid)),
    then: 'exception-reason-missing',
  },
  ...([until['action-tracking'], undisputed] as const).map((given): Scenario => ({
    name: `which is recorded, ${given === undisputed ? 'of a closed one too' : 'while actions go on'}`,
    given,
    when: correct(finalGrade, 'The plan was there.'),
    by: 'cora',
    in: of('audit-finalised', limited(unlessSaid)),
    then: [
      { type: 'record-corrected' },
      { type: 'overall-grade-excepted', data: { grade: 'good', limits: ['planning'], givenBy: 'cora' } },
    ],
  })),
  {
    name: 'no reason is given where none is asked for',
    given: until.sharing,
    when: { ...correct({ field: 'note' }, 'The plan was there.') },
    by: 'cora',
    in: of('first-grade-submitted'),
    then: 'exception-reason-unasked',
  },
];
