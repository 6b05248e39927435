import { capital, inWords } from './wording.js';
import type { Wording } from './wording.js';
import { asMap } from '../pack-events.js';
import type { ToldEvent } from '../pack-events.js';

/** What the register says of an audit, in the order of its columns. */
const COLUMNS = [
  'reference',
  'date',
  'type',
  'team',
  'first grade',
  'moderated grade',
  'final grade',
  'moderated by',
  'actions open',
  'actions done',
  're-audit',
] as const;
type Column = (typeof COLUMNS)[number];

export const HEADINGS: readonly string[] = COLUMNS.map((column) => capital(column));

type Facts = Partial<Record<Column, unknown>>;
type Data = ToldEvent['data'];

/** What each event makes of the facts before it. Those that name no column here change none. */
const MADE_BY: Readonly<Record<string, (data: Data, before: Facts) => Facts>> = {
  'audit-selected': ({ reference, activity, team }) => ({ reference, type: activity, team }),
  'audit-imported': ({ reference, activity, team, auditedOn, firstGrade, finalGrade }) => ({
    reference,
    type: activity,
    team,
    date: auditedOn,
    'first grade': firstGrade,
    'final grade': finalGrade,
  }),
  'first-grade-submitted': ({ auditedOn, grade }) => ({ date: auditedOn, 'first grade': grade }),
  'grade-upheld': ({ grade, moderatorId }) => ({ 'moderated grade': grade, 'moderated by': moderatorId }),
  'grade-changed': ({ to, moderatorId }) => ({ 'moderated grade': to, 'moderated by': moderatorId }),
  'audit-finalised': ({ auditedOn, finalGrade }) => ({ date: auditedOn, 'final grade': finalGrade }),
  'audit-team-changed': ({ team }) => ({ team }),
  'reaudit-scheduled': ({ dueOn }) => ({ 're-audit': dueOn }),
  'record-corrected': ({ change }, before) => {
    const { field, to } = asMap(change);
    if (field === 'auditedOn') return { date: to };
    return field === 'finalGrade' && before['final grade'] !== undefined ? { 'final grade': to } : {};
  },
};

const AFTER: Readonly<Record<string, string>> = {
  'action-agreed': 'open',
  'action-reopened': 'open',
  'action-completed': 'done',
  'action-verified': 'done',
  'action-cancelled': 'cancelled',
};

const AS_WRITTEN: readonly Column[] = ['reference', 'date', 'team', 're-audit'];

/** The row of an audit. */
export function rowOf(events: readonly ToldEvent[], wording: Wording): readonly string[] {
  let facts: Facts = {};
  const actions = new Map<unknown, string>();
  for (const { type, data } of events) {
    const made = Object.entries(MADE_BY[type]?.(data, facts) ?? {}).filter(([, value]) => typeof value === 'string');
    facts = { ...facts, ...Object.fromEntries(made) };
    const after = AFTER[type];
    if (after !== undefined) actions.set(data['actionId'], after);
  }
  const howMany = (standing: string): string => `${[...actions.values()].filter((one) => one === standing).length}`;
  const counted: Facts = { 'actions open': howMany('open'), 'actions done': howMany('done') };
  return COLUMNS.map((column) => {
    const value = counted[column] ?? facts[column];
    if (typeof value !== 'string') return '';
    if (column === 'moderated by') return wording.who(value);
    return AS_WRITTEN.includes(column) ? value : wording.word(value);
  });
}

/** A line of a CSV (RFC 4180); no cell is taken for a formula. */
export function csvOf(cells: readonly string[]): string {
  const written = cells.map((cell) => {
    const safe = ['=', '+', '-', '@', '\t', '\r'].includes(cell.charAt(0)) ? `'${cell}` : cell;
    return /["\n\r,]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${written.join(',')}\r\n`;
}

export const typeInWords = (type: string): string => capital(inWords(type));
