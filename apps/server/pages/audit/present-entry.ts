import type { Entry } from '#projections';
import {
  OPERATOR,
  YES_PARTLY_NO,
  auditReference,
  familyVoiceOf,
  isIsoDate,
  questionsOf,
  ratingsOf,
  wordsOf,
} from '#domain';
import type { AuditTool } from '#domain';
import { CODE_WORDS } from '../words/codes.js';
import { isMonth, plainDate, plainMonth } from '../words/dates.js';
import { humanised, listed } from '../words/humanised.js';
import { plainInstant } from '../words/instants.js';
import { ENTRY_TITLES, FIELD_LABELS } from './entry-words.js';
import type { OpenedAudit } from './opened-audit.js';

/** What happened, in words. */
export interface EntryShown {
  readonly eventId: string;
  readonly title: string;
  readonly when: string;
  /** Who did it; the service itself where nobody did. */
  readonly who: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** What is kept from the reader. */
  readonly withheld: string | null;
}

/** What the people, grades and questions of an audit are called. */
export type Words = Pick<OpenedAudit, 'nameOf' | 'grades' | 'tool' | 'directory'>;

/** An entry of an audit's history: dates, people, grades and codes as people call them. */
export function presentEntry({ eventId, type, recordedAt, by, data, withheld }: Entry, words: Words): EntryShown {
  return {
    eventId,
    title: ENTRY_TITLES[type],
    when: plainInstant(recordedAt),
    who: whoDid(by, words),
    facts: factsOf(data, words),
    withheld: withheld.length === 0 ? null : listed(withheld.map((field) => labelOf(field).toLowerCase())),
  };
}

export const whoDid = ({ id, through }: Entry['by'], words: Words): string => {
  const name = words.directory.person(id) === undefined ? (NO_PERSON[id] ?? 'Plumbline') : words.nameOf(id);
  return through === undefined ? name : `${name}, through the ${through}`;
};

/** Who acts and is no person of the council. */
const NO_PERSON: Readonly<Record<string, string>> = { [OPERATOR.id]: 'The operator' };

const labelOf = (field: string): string => FIELD_LABELS[field] ?? humanised(field);

/** @param data of an event: what is empty, and what is for programs alone, is left out */
export function factsOf(data: object, words: Words): EntryShown['facts'] {
  return Object.entries(data).flatMap(([field, value]) => {
    const label = FIELD_LABELS[field];
    if (label === undefined || value === null || value === undefined) return [];
    const text = inWords(field, value, words);
    return text === '' ? [] : [{ label, value: text }];
  });
}

/** Fields in a person's own words: shown as they were written. */
const WRITTEN = new Set(
  'reason summary words rationale note text plan comment grounds evidence evidenceReference theme team service outcome found recordReference'.split(
    ' ',
  ),
);

/** What a field of an event says, in words; empty where it says nothing to people. */
export function inWords(field: string, value: unknown, words: Words): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) return value.map((each) => inWords(field, each, words)).join('\n');
  if (typeof value === 'object' && value !== null) {
    if (isErased(value)) return 'Erased';
    if (field === 'participants') return participantInWords(value, words);
    return factsOf(value, words)
      .map(({ label, value: text }) => `${label}: ${text}`)
      .join(', ');
  }
  if (typeof value !== 'string') return String(value);
  if (isIsoDate(value)) return plainDate(value);
  if (isMonth(value)) return plainMonth(value);
  if (words.directory.person(value) !== undefined) return words.nameOf(value);
  const known = named(field, value, words);
  if (known !== undefined) return known;
  return WRITTEN.has(field) && /[\s.]|^[A-Z]/.test(value) ? value : (CODE_WORDS[value] ?? humanised(value));
}

/** Whether something stands there, or in it, whose words were erased. */
export const hasErased = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (isErased(value) || Object.values(value).some(hasErased));

export const isErased = (value: object | null): boolean => value !== null && 'erased' in value && value.erased === true;

/** `Mina Oakshott (practitioner)`; the part alone where it was nobody of the council. */
function participantInWords(participant: object, { nameOf }: Words): string {
  const [as, personId] = ['as', 'personId'].map((key): unknown => Reflect.get(participant, key));
  const part = humanised(String(as));
  return typeof personId === 'string' ? `${nameOf(personId)} (${part.toLowerCase()})` : part;
}

function named(field: string, value: string, { grades, tool }: Words): string | undefined {
  if (field === 'obligation') return wordsOf(value).task;
  if (field === 'toAudit') return auditReference(value);
  if (field === 'domain') return tool?.domains.find(({ key }) => key === value)?.label;
  if (field === 'standard') return tool?.standards.find(({ key }) => key === value)?.label;
  const asked = tool && namedByQuestions(field, value, tool);
  if (asked !== undefined) return asked;
  if (WRITTEN.has(field)) return undefined;
  return grades.find(({ key }) => key === value)?.label;
}

/** As the tool words what it asks besides grades, and what can be answered. */
function namedByQuestions(field: string, value: string, tool: AuditTool): string | undefined {
  switch (field) {
    case 'question':
      return questionsOf(tool).find(({ key }) => key === value)?.text;
    case 'statement':
      return tool.statements?.find(({ key }) => key === value)?.text;
    case 'rating':
      return ratingsOf(familyVoiceOf(tool)).find(({ key }) => key === value)?.label;
    case 'answer':
    case 'value':
      return [YES_PARTLY_NO, ...(tool.answerScales ?? [])]
        .flatMap(({ words }) => words)
        .find(({ key }) => key === value)?.label;
    default:
      return undefined;
  }
}
