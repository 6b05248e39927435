import type { CommandRefusal } from '#application';
import { withRevealed, type Field } from './field.js';

/** Which question a refusal of the rules is about, by its code: the first of these that the form has, or of a kind of them. */
const BLAMED: readonly (readonly [code: RegExp, fields: readonly string[]])[] = [
  [/^answers?-|^question-/, ['question-']],
  [/^value-|^statement-/, ['value']],
  [/^rating-/, ['rating']],
  [/^attempts-/, ['outcome']],
  [/^text-/, ['reason', 'rationale', 'text', 'summary', 'plan', 'grounds', 'note', 'evidence', 'outcome']],
  [/^(date-|audited-|due-date-)/, ['on', 'due', 'auditedOn', 'respondBy', 'dueOn', 'to']],
  [/^(grade-|resolution-grade)/, ['grade', 'to']],
  [/^overall-grade-limited|^exception-reason/, ['exceptionReason', 'grade']],
  [/^nothing-changed|^domain-/, ['grade', 'blackOut']],
  [/^ground-/, ['because']],
  [/^called-/, ['called']],
  [/^family-of-case/, ['about']],
  [/^received-/, ['receivedOn']],
  [/^(not-later|too-late)$/, ['to']],
  [/^reason-missing/, ['reason']],
  [/^risk-reason-/, ['riskReason']],
  [/^(not-an-auditor|not-independent-|same-auditor)/, ['auditorId']],
  [/^independence-check-/, ['independenceNote', 'auditorId']],
  [/^approver-/, ['approvedBy']],
  [/^person-/, ['auditorId', 'ownerId', 'to', 'participants', 'approvedBy']],
  [/^(participants|practitioner)-missing/, ['participants']],
  [/^practitioner-unchanged|^breaks-independence/, ['to', 'teamId']],
  [/^email-/, ['email']],
  [/^ref-/, ['ref']],
  [/^team-name-/, ['name']],
  [/^blank$/, ['name']],
  [/^manager-/, ['managerId']],
  [/^deputy-/, ['deputyId']],
  [/^dates-reversed/, ['to']],
  [/^administrator-role/, ['roles']],
  [/^team-/, ['teamId']],
  [/^theme-/, ['theme']],
  [/^incomplete-correction/, ['to', 'grade']],
  [/^audits-/, ['auditIds']],
  [/^nothing-(held|to-hold)/, ['id']],
  [/^period-/, ['period']],
  [/^no-mail|^halves-/, ['secondId']],
  [/^absence-overlaps/, ['from']],
  [/^preference-/, ['email']],
  [/^agency-/, ['agency']],
  [/^code-malformed/, ['reasonCode', 'rating', 'agency']],
];

/** A refusal of the rules, told by the question it is about; as it came where it is about none. */
export function blamed(
  refusal: CommandRefusal,
  fields: readonly Field[],
): Pick<CommandRefusal, 'sentence' | 'problems'> {
  if (refusal.problems !== undefined) return refusal;
  const names = BLAMED.find(([code]) => code.test(refusal.code))?.[1] ?? [];
  const all = fields.flatMap(withRevealed);
  const field = quotedReason(refusal, all) ?? names.flatMap((name) => all.find(isCalled(name)) ?? [])[0];
  if (field === undefined) return refusal;
  return { sentence: refusal.sentence, problems: [{ property: field.name, sentence: refusal.sentence }] };
}

/** By its name, or by how the names of its kind begin. */
const isCalled =
  (name: string) =>
  (field: Field): boolean =>
    name.endsWith('-') ? field.name.startsWith(name) : field.name === name;

/** Of the question that a refusal quotes, the reason that its answer needs. */
function quotedReason({ code, sentence }: CommandRefusal, all: readonly Field[]): Field | undefined {
  if (code !== 'answer-reason-missing') return undefined;
  const question = all.find(({ name, label }) => name.startsWith('question-') && sentence.includes(`“${label}”`));
  return all.find(({ name }) => name === question?.name.replace('question-', 'reason-'));
}
