import { STANDARD_ANSWERS, type AuditOrigin, type StandardAnswer } from '#domain';

/**
 * Facts are kept by column, not by row: a report over many audits reads a few columns of each, and as numbers.
 * A column is cut into blocks of this many facts, each a row of the table `fact_column`: longer blocks are read faster,
 * shorter ones are sooner rewritten when one audit moves on.
 */
export const FACTS_PER_BLOCK = 2048;

/** Known answers are kept as their place in the list, from 1; 0 says that nothing is known. */
export const ANSWERS = {
  /** How far the audit had come. `graded` says nothing of the grade: that is recorded here only once it is final. */
  stage: ['selected', 'graded', 'final', 'exempted', 'withdrawn', 'substituted'],
  origin: ['imported', 'sample', 'directed', 'substitute', 'reaudit'],
  pilot: ['no', 'yes'],
  moderated: ['no', 'yes'],
  /** Which rule sent the first grade to a moderator. A random draw stays random where a risk rule agreed with it. */
  stratum: ['random', 'risk', 'all', 'not_recorded'],
  conversation: ['held', 'not_held'],
  /** Whether the record was put right after the grade was final. */
  corrected: ['no', 'yes'],
} as const satisfies {
  origin: readonly ('imported' | AuditOrigin)[];
} & Record<string, readonly string[]>;

export type AnswerColumn = keyof typeof ANSWERS;
export type Answer<Column extends AnswerColumn> = (typeof ANSWERS)[Column][number];

/** Steps of an audit that have a deadline. */
export const TIMED_STAGES = [
  'allocate',
  'accept',
  'grade',
  'moderate',
  'share',
  'respond',
  'sign-off',
  'review',
  'file',
] as const;
export type TimedStage = (typeof TIMED_STAGES)[number];

export const NAME_COLUMNS = [
  'activity',
  'service',
  'team',
  'scale',
  'auditor_group',
  /** Who audits it, by id: who was allocated last. */
  'auditor',
  'reason',
  'conversation_reason',
  'sample',
  /** The import that brought it. */
  'import',
  /** The id of whoever holds the case. */
  'practitioner',
] as const;
export type NameColumn = (typeof NAME_COLUMNS)[number];

export type DayColumn = 'audited_on' | 'planned_on' | 'closed_on' | `${TimedStage}_${'from' | 'due' | 'done'}`;
export type GradeColumn = 'first' | 'final' | `domain:${string}`;
export type StandardColumn = `standard:${string}`;
/** A word of an answer scale, numbered with the grades. */
export type WordColumn = `question:${string}` | `statement:${string}`;
export type InstantColumn = 'recorded_from' | 'recorded_to';
/** Whether a theme was found in an audit, as a strength or as an area for improvement. */
export const THEME_PREFIXES = ['strength:', 'improvement:'] as const;
/** What stands in the cell of a theme that was found. */
export const FOUND = 1;
export type ThemeColumn = `${(typeof THEME_PREFIXES)[number]}${string}`;
export const COLUMN_PREFIXES = ['domain:', 'standard:', 'question:', 'statement:', ...THEME_PREFIXES] as const;
export type ColumnPrefix = (typeof COLUMN_PREFIXES)[number];
export type Column =
  InstantColumn | AnswerColumn | NameColumn | DayColumn | GradeColumn | StandardColumn | WordColumn | ThemeColumn;

export type Cells = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;
type CellsConstructor = {
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): Cells;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): Cells;
};

function isOneOf<Item extends string>(items: readonly Item[], text: string): text is Item {
  return (items as readonly string[]).includes(text);
}

const isTheme = (column: string): boolean => THEME_PREFIXES.some((prefix) => column.startsWith(prefix));

function cellsOf(column: string): CellsConstructor {
  if (column === 'recorded_from' || column === 'recorded_to') return Float64Array;
  if (column in ANSWERS || column.startsWith('standard:') || isTheme(column)) return Uint8Array;
  if (column === 'first' || column === 'final') return Uint16Array;
  if (COLUMN_PREFIXES.some((prefix) => column.startsWith(prefix))) return Uint16Array;
  return isOneOf(NAME_COLUMNS, column) ? Uint32Array : Int32Array;
}

export function emptyCells(column: string): Cells {
  return new (cellsOf(column))(FACTS_PER_BLOCK);
}

/** The stored bytes as numbers. A file of views is made and read on one machine, so the order of bytes is its own. */
export function cellsFromBytes(column: string, bytes: Uint8Array): Cells {
  const kind = cellsOf(column);
  const aligned = bytes.byteOffset % kind.BYTES_PER_ELEMENT === 0 ? bytes : new Uint8Array(bytes);
  return new kind(aligned.buffer, aligned.byteOffset, aligned.byteLength / kind.BYTES_PER_ELEMENT);
}

export function bytesOfCells(cells: Cells): Buffer {
  return Buffer.from(cells.buffer, cells.byteOffset, cells.byteLength);
}

/** 1900-01-01 is day 1 here, so that 0 can say that there is no day. */
const DAY_ONE = -25_568;

export function cellOfDayNumber(dayNumber: number): number {
  return dayNumber - DAY_ONE;
}

export function dayNumberOfCell(cell: number): number {
  return cell + DAY_ONE;
}

const answerCells = new Map(
  Object.entries<readonly string[]>(ANSWERS).map(([column, answers]) => [
    column,
    new Map(answers.map((answer, index) => [answer, index + 1])),
  ]),
);

/** 0 for what is not one of the column's answers. */
export function cellOfAnswer(column: string, answer: string): number {
  return answerCells.get(column)?.get(answer) ?? 0;
}

/** Its place in the domain's list, from 1: with that list the view's version changes. */
export function cellOfStandardAnswer(answer: StandardAnswer): number {
  return STANDARD_ANSWERS.indexOf(answer) + 1;
}

/** `FOUND` where any of some columns of themes holds it. */
export function anyOf(columns: readonly Cells[]): Uint8Array {
  const any = new Uint8Array(FACTS_PER_BLOCK);
  for (const cells of columns)
    for (let place = 0; place < FACTS_PER_BLOCK; place += 1) if (cells[place] === FOUND) any[place] = FOUND;
  return any;
}
