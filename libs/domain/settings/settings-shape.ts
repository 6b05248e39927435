import { refuse, type Refusal } from '../refusal.js';
import type { ProposedSettings } from './commands.js';
import { ROLES } from '../people/events.js';
import { DEFAULT_INDEPENDENCE, DEFAULT_NOTIFICATIONS, DEFAULT_RESPONSIBILITIES } from './default-settings.js';
import { SPREAD_OVER, SUBJECT_TYPES } from './programme-settings.js';

/** Thrown inside the parser only: where the value is not what it should be. */
class Misshapen extends Error {}

type Shape<Value> = (value: unknown, path: string) => Value;
type ValueOf<S> = S extends Shape<infer Value> ? Value : never;

const text: Shape<string> = (value, path) => (typeof value === 'string' ? value : misshapen(path, 'must be text'));

const number: Shape<number> = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? value : misshapen(path, 'must be a number');

const yesOrNo: Shape<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : misshapen(path, 'must be true or false');

function oneOf<const Words extends readonly string[]>(...words: Words): Shape<Words[number]> {
  return (value, path) => words.find((word) => word === value) ?? misshapen(path, `must be one of ${words.join(', ')}`);
}

/** A shape that may be left out, and what then stands there. */
function orElse<Value>(shape: Shape<Value>, otherwise: Value): Shape<Value> {
  return (value, path) => (value === null || value === undefined ? otherwise : shape(value, path));
}

const orNull = <Value>(shape: Shape<Value>): Shape<Value | null> => orElse<Value | null>(shape, null);

function listOf<Value>(shape: Shape<Value>): Shape<Value[]> {
  return (value, path) =>
    Array.isArray(value)
      ? value.map((item: unknown, index) => shape(item, `${path}[${index}]`))
      : misshapen(path, 'must be a list');
}

function byKey<Value>(shape: Shape<Value>): Shape<Record<string, Value>> {
  return (value, path) =>
    Object.fromEntries(entriesOf(value, path).map(([key, item]) => [key, shape(item, `${path}.${key}`)]));
}

/** Exactly these fields: one that nobody knows is a misspelt one. */
function fields<Shapes extends Readonly<Record<string, Shape<unknown>>>>(
  shapes: Shapes,
): Shape<{ [Field in keyof Shapes]: ValueOf<Shapes[Field]> }> {
  return (value, path) => {
    const given = new Map(entriesOf(value, path));
    for (const field of given.keys()) {
      if (!Object.hasOwn(shapes, field)) misshapen(`${path}.${field}`, 'is not a setting');
    }
    const parsed = Object.entries(shapes).map(([field, shape]) => [field, shape(given.get(field), `${path}.${field}`)]);
    return Object.fromEntries(parsed) as { [Field in keyof Shapes]: ValueOf<Shapes[Field]> };
  };
}

function entriesOf(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return misshapen(path, 'must be an object');
  return Object.entries(value);
}

function misshapen(path: string, should: string): never {
  throw new Misshapen(`${path} ${should}.`);
}

const drawSize: Shape<ProposedSettings['draw']['size']> = (value, path) => {
  const kind = oneOf('fixed', 'percent')(new Map(entriesOf(value, path)).get('kind'), `${path}.kind`);
  return kind === 'fixed'
    ? fields({ kind: oneOf('fixed'), count: number })(value, path)
    : fields({ kind: oneOf('percent'), percent: number })(value, path);
};

/** Fields of something that may go by aliases; left out, there is no such field. */
function named<Shapes extends Readonly<Record<string, Shape<unknown>>>>(
  shapes: Shapes,
): Shape<{ [Field in keyof Shapes]: ValueOf<Shapes[Field]> } & { aliases?: string[] }> {
  const others = fields(shapes);
  return (value, path) => {
    const { aliases, ...rest } = Object.fromEntries(entriesOf(value, path));
    const named = orNull(listOf(text))(aliases, `${path}.aliases`);
    return { ...others(rest, path), ...(named !== null && { aliases: named }) };
  };
}

const stageUse = oneOf('required', 'optional', 'skipped');
const keyAndLabel = named({ key: text, label: text });

const proposedSettings: Shape<ProposedSettings> = fields({
  council: text,
  scales: listOf(
    fields({
      key: text,
      label: text,
      grades: listOf(keyAndLabel),
    }),
  ),
  concordances: orElse(listOf(fields({ from: text, to: text, source: text, grades: byKey(text) })), []),
  auditTypes: listOf(
    named({
      key: text,
      label: text,
      subjectType: oneOf(...SUBJECT_TYPES),
      tool: text,
      stages: fields({ conversation: stageUse, familyContact: stageUse, moderation: stageUse, dispute: stageUse }),
      graded: yesOrNo,
    }),
  ),
  tools: listOf(
    fields({
      key: text,
      version: number,
      label: text,
      scale: orNull(text),
      lookbackMonths: number,
      domains: listOf(named({ key: text, label: text, prompt: text, required: yesOrNo })),
      standards: listOf(keyAndLabel),
      themes: listOf(text),
      pilot: yesOrNo,
    }),
  ),
  overallGradeLimits: orElse(
    listOf(
      fields({
        key: text,
        label: text,
        scale: text,
        noBetterThan: text,
        atLeast: number,
        ofDomains: orNull(listOf(text)),
        gradedAtBest: text,
        exception: oneOf('none', 'with-reason'),
      }),
    ),
    [],
  ),
  deadlines: fields({
    allocate: number,
    accept: number,
    grade: number,
    moderate: number,
    share: number,
    dispute: number,
    resolveDispute: number,
    respond: number,
    actionByGrade: byKey(number),
    actionOtherwise: number,
    verify: number,
    reaudit: number,
  }),
  moderation: fields({
    all: yesOrNo,
    percentage: number,
    risk: fields({
      grades: listOf(text),
      newAuditorFirst: number,
      disagreement: orElse(yesOrNo, true),
    }),
    blind: yesOrNo,
  }),
  responseGrades: listOf(text),
  reauditGrades: listOf(text),
  draw: fields({
    size: drawSize,
    stratum: orNull(oneOf(...SPREAD_OVER)),
    quotas: orNull(byKey(number)),
    reservesPerSelected: number,
    cooldownMonths: number,
    activity: text,
  }),
  excludedMonths: listOf(number),
  independence: orElse(
    fields({ caseHolder: yesOrNo, manager: yesOrNo, sameTeam: yesOrNo, lineReport: yesOrNo }),
    DEFAULT_INDEPENDENCE,
  ),
  // Lifting the limit is said, never left out.
  auditorCapacity: (value, path) => (value === null ? null : number(value, path)),
  reminderOffsets: listOf(number),
  escalationLadder: listOf(
    fields({
      workingDaysOverdue: number,
      to: oneOf('owner', 'manager', 'head_of_service', 'assistant_director'),
    }),
  ),
  notifications: orElse(
    fields({
      quietHours: fields({ from: text, to: text }),
      digest: oneOf('never', 'offered', 'always'),
      digestAt: text,
      mayTurnOff: yesOrNo,
    }),
    DEFAULT_NOTIFICATIONS,
  ),
  responsibilities: orElse(
    fields({
      headsOfService: orElse(listOf(fields({ service: text, personId: text })), []),
      programmeLead: orNull(text),
      disputesPanel: orElse(
        fields({ roles: orElse(listOf(oneOf(...ROLES)), []), people: orElse(listOf(text), []) }),
        DEFAULT_RESPONSIBILITIES.disputesPanel,
      ),
    }),
    DEFAULT_RESPONSIBILITIES,
  ),
  smallNumber: number,
  leadersSeeAll: orElse(yesOrNo, false),
  caseLink: text,
});

/**
 * Settings from outside, such as the body of a request: every field there, of the right kind, and no other. Whether they
 * make sense is `settingsProblems`' to say, when they are published.
 */
export function parseSettings(value: unknown): ProposedSettings | Refusal {
  try {
    return proposedSettings(value, 'settings');
  } catch (error) {
    if (error instanceof Misshapen) return refuse('invalid', 'settings-misshapen', error.message);
    throw error;
  }
}
