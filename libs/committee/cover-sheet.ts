import type { CommitteePart } from './parts.js';
import { PARTS } from './parts.js';

/** What a council says of a report to its committee, besides the figures. Paragraphs are apart by an empty line. */
export interface CoverSheet {
  readonly title: string;
  readonly committee: string;
  /** As the agenda has it. */
  readonly meetingDate: string;
  readonly reportOf: string;
  readonly contact: string;
  /** Why the public may not read it; null where it may. */
  readonly exempt: string | null;
  readonly purpose: string;
  readonly recommendations: readonly string[];
  readonly implications: readonly Implication[];
  readonly consultation: string;
  readonly backgroundPapers: readonly string[];
  /** What the writer says of the whole, of each part, and at the end; nothing for what is left out. */
  readonly narrative: Readonly<Partial<Record<NarrativeBox, string>>>;
}

export interface Implication {
  /** `Legal`, `Financial`, … */
  readonly of: string;
  readonly text: string;
}

export const NARRATIVE_BOXES = ['introduction', ...PARTS, 'conclusion'] as const;
export type NarrativeBox = 'introduction' | CommitteePart | 'conclusion';

type Shape = 'line' | 'text' | 'lines' | 'implications' | 'narrative' | 'text or null';
interface CoverField {
  readonly shape: Shape;
  readonly required: boolean;
}

/** The fields of a cover sheet as it is written in a file. */
const FIELDS: Readonly<Record<keyof CoverSheet, CoverField>> = {
  title: { shape: 'line', required: true },
  committee: { shape: 'line', required: true },
  meetingDate: { shape: 'line', required: true },
  reportOf: { shape: 'line', required: true },
  contact: { shape: 'line', required: true },
  exempt: { shape: 'text or null', required: false },
  purpose: { shape: 'text', required: true },
  recommendations: { shape: 'lines', required: true },
  implications: { shape: 'implications', required: false },
  consultation: { shape: 'text', required: false },
  backgroundPapers: { shape: 'lines', required: false },
  narrative: { shape: 'narrative', required: false },
};

/** Characters of a line and of a text, at most. */
export const LONGEST = { line: 300, text: 10_000 } as const;
/** Lines, or implications. */
const MOST = 100;

/** What is wrong with one field of a cover sheet: `narrative.judgements` for a box. */
export interface CoverSheetProblem {
  readonly field: string;
  /** Follows the field's name: `is missing`. */
  readonly is: string;
}

/** Why something is no cover sheet. */
export class CoverSheetProblems {
  constructor(readonly problems: readonly CoverSheetProblem[]) {}
}

/** A cover sheet as it was parsed from JSON. What is left out is empty. */
export function coverSheetFrom(value: unknown): CoverSheet | CoverSheetProblems {
  if (!isRecord(value)) return new CoverSheetProblems([{ field: 'cover', is: 'is no object, as { "title": "…", … }' }]);
  const problems: CoverSheetProblem[] = Object.keys(value)
    .filter((field) => !(field in FIELDS))
    .map((field) => ({ field, is: `is no field of a cover sheet: they are ${Object.keys(FIELDS).join(', ')}` }));
  for (const [field, { shape, required }] of Object.entries(FIELDS)) {
    const said = value[field];
    if (said !== undefined) problems.push(...SHAPES[shape](field, said, required));
    else if (required) problems.push({ field, is: 'is missing' });
  }
  if (problems.length > 0) return new CoverSheetProblems(problems);
  return { ...EMPTY, ...value } as CoverSheet;
}

const EMPTY: Omit<CoverSheet, 'title' | 'committee' | 'meetingDate' | 'reportOf' | 'contact' | 'purpose'> = {
  exempt: null,
  recommendations: [],
  implications: [],
  consultation: '',
  backgroundPapers: [],
  narrative: {},
};

type Check = (field: string, said: unknown, required: boolean) => readonly CoverSheetProblem[];

const textOf =
  (most: number): Check =>
  (field, said, required) => {
    if (typeof said !== 'string') return [{ field, is: 'is no text' }];
    if (required && said.trim() === '') return [{ field, is: 'is empty' }];
    return said.length > most ? [{ field, is: `is longer than ${most} characters` }] : [];
  };

const listOf =
  (check: Check): Check =>
  (field, said, required) => {
    if (!Array.isArray(said)) return [{ field, is: 'is no list' }];
    if (required && said.length === 0) return [{ field, is: 'is empty' }];
    if (said.length > MOST) return [{ field, is: `has more than ${MOST}` }];
    return said.flatMap((item, index) => check(`${field}.${index + 1}`, item, true));
  };

const implication: Check = (field, said) => {
  if (!isRecord(said)) return [{ field, is: 'is no object, as { "of": "Legal", "text": "…" }' }];
  return [
    ...textOf(LONGEST.line)(`${field}.of`, said['of'], true),
    ...textOf(LONGEST.text)(`${field}.text`, said['text'], true),
  ];
};

const narrative: Check = (field, said) => {
  if (!isRecord(said)) return [{ field, is: 'is no object, with a text for each part it speaks of' }];
  return Object.entries(said).flatMap(([box, text]) =>
    NARRATIVE_BOXES.some((each) => each === box)
      ? textOf(LONGEST.text)(`${field}.${box}`, text, false)
      : [{ field: `${field}.${box}`, is: `is no part: they are ${NARRATIVE_BOXES.join(', ')}` }],
  );
};

const SHAPES: Readonly<Record<Shape, Check>> = {
  line: textOf(LONGEST.line),
  text: textOf(LONGEST.text),
  'text or null': (field, said) => (said === null ? [] : textOf(LONGEST.text)(field, said, true)),
  lines: listOf(textOf(LONGEST.text)),
  implications: listOf(implication),
  narrative,
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
