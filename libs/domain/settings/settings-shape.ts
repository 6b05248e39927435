import { isRefusal, refuse, type Refusal } from '../refusal.js';
import type { ProposedSettings } from './commands.js';
import { ROLES } from '../roles.js';
import { DEFAULT_FAMILY_VOICE, FAMILY_MEMBERS } from '../questions/family-voice.js';
import { YES_PARTLY_NO } from '../questions/questions.js';
import { sameValue } from './same-value.js';
import {
  DEFAULT_APPROVALS,
  DEFAULT_INDEPENDENCE,
  DEFAULT_NOTIFICATIONS,
  DEFAULT_RESPONSIBILITIES,
  NO_ACTION_DETAILS,
  NO_EXTENSIONS,
  NO_RETENTION,
} from './default-settings.js';
import {
  AUDITOR_GROUPS,
  OFFICES,
  ROUND_LENGTHS,
  SPREAD_OVER,
  SUBJECT_TYPES,
  type ProgrammeSettings,
} from './programme-settings.js';

/** Thrown inside the parser only: where the value is not what it should be. */
class Misshapen extends Error {}

/** A part of JSON Schema, as OpenAPI 3.1 takes it. */
export interface SettingsSchema {
  readonly type?: 'string' | 'number' | 'boolean' | 'array' | 'object' | 'null';
  readonly enum?: readonly string[];
  readonly items?: SettingsSchema;
  readonly properties?: Readonly<Record<string, SettingsSchema>>;
  readonly additionalProperties?: SettingsSchema | false;
  readonly anyOf?: readonly SettingsSchema[];
}

/** What a setting must be: as it is read and checked, and as it is described. One declaration makes both. */
interface Shape<Value> {
  /**
   * @param value undefined where it is left out
   * @param stands what is in force there; undefined where nothing is
   */
  readonly read: (value: unknown, path: string, stands?: unknown) => Value;
  readonly schema: SettingsSchema;
}
type ValueOf<S> = S extends Shape<infer Value> ? Value : never;
type Shapes = Readonly<Record<string, Shape<unknown>>>;
type FieldsOf<Each extends Shapes> = { [Field in keyof Each]: ValueOf<Each[Field]> };

/** Characters of a text, as of those that commands take. */
const LONGEST = 10_000;

const text: Shape<string> = {
  read: (value, path) => {
    if (typeof value !== 'string') return misshapen(path, 'must be text');
    return value.length <= LONGEST ? value : misshapen(path, `must be at most ${LONGEST} characters long`);
  },
  schema: { type: 'string' },
};

const number: Shape<number> = {
  read: (value, path) =>
    typeof value === 'number' && Number.isFinite(value) ? value : misshapen(path, 'must be a number'),
  schema: { type: 'number' },
};

const yesOrNo: Shape<boolean> = {
  read: (value, path) => (typeof value === 'boolean' ? value : misshapen(path, 'must be true or false')),
  schema: { type: 'boolean' },
};

function oneOf<const Words extends readonly string[]>(...words: Words): Shape<Words[number]> {
  return {
    read: (value, path) =>
      words.find((word) => word === value) ?? misshapen(path, `must be one of ${words.join(', ')}`),
    schema: { type: 'string', enum: words },
  };
}

const nullable = (schema: SettingsSchema): SettingsSchema => ({ anyOf: [schema, { type: 'null' }] });

/** A shape that may be null, or left out where nothing is in force, and what then stands there. */
function orElse<Value>({ read, schema }: Shape<Value>, otherwise: Value): Shape<Value> {
  return {
    read: (value, path, stands) => (value === null || value === undefined ? otherwise : read(value, path, stands)),
    schema: nullable(schema),
  };
}

const orNull = <Value>(shape: Shape<Value>): Shape<Value | null> => orElse<Value | null>(shape, null);

/** Nothing may be said of it by null alone: it is never left out where nothing is in force. */
const saidOrNull = <Value>({ read, schema }: Shape<Value>): Shape<Value | null> => ({
  read: (value, path, stands) => (value === null ? null : read(value, path, stands)),
  schema: nullable(schema),
});

/** A list with all its entries. What an entry with a known key leaves out stays as it stands. */
function listOf<Value>({ read, schema }: Shape<Value>): Shape<Value[]> {
  return {
    read: (value, path, stands) => {
      if (!Array.isArray(value)) return misshapen(path, 'must be a list');
      const standing = new Map(keyedIn(stands));
      return value.map((item: unknown, index) => read(item, `${path}[${index}]`, standing.get(keyOf(item))));
    },
    schema: { type: 'array', items: schema },
  };
}

const keyedIn = (stands: unknown): readonly (readonly [unknown, unknown])[] =>
  Array.isArray(stands)
    ? stands.flatMap((item: unknown) => (keyOf(item) === undefined ? [] : [[keyOf(item), item]]))
    : [];

const keyOf = (item: unknown): unknown => fieldsOf(item).get('key');

const fieldsOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);

function byKey<Value>({ read, schema }: Shape<Value>): Shape<Record<string, Value>> {
  return {
    read: (value, path) =>
      Object.fromEntries(entriesOf(value, path).map(([key, item]) => [key, read(item, `${path}.${key}`)])),
    schema: { type: 'object', additionalProperties: schema },
  };
}

/** These fields and no others: an unknown one is a misspelt one. One that is left out stays as it stands. */
function fields<Each extends Shapes>(shapes: Each): Shape<FieldsOf<Each>> {
  return {
    read: (value, path, stands) => {
      const given = new Map(entriesOf(value, path));
      for (const field of given.keys()) {
        if (!Object.hasOwn(shapes, field)) misshapen(`${path}.${field}`, 'is not a setting');
      }
      const standing = fieldsOf(stands);
      const parsed = Object.entries(shapes).map(([field, shape]) => {
        const before = standing.get(field);
        const said = given.get(field);
        return [field, shape.read(said === undefined ? before : said, `${path}.${field}`, before)];
      });
      return Object.fromEntries(parsed) as FieldsOf<Each>;
    },
    schema: {
      type: 'object',
      properties: schemasOf(shapes),
      additionalProperties: false,
    },
  };
}

function entriesOf(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return misshapen(path, 'must be an object');
  return Object.entries(value);
}

function misshapen(path: string, should: string): never {
  throw new Misshapen(`${path} ${should}.`);
}

const fixedSize = fields({ kind: oneOf('fixed'), count: number });
const percentSize = fields({ kind: oneOf('percent'), percent: number });
const sizeKind = oneOf('fixed', 'percent');
const drawSize: Shape<ProposedSettings['draw']['size']> = {
  read: (value, path) => {
    const kind = sizeKind.read(new Map(entriesOf(value, path)).get('kind'), `${path}.kind`);
    return kind === 'fixed' ? fixedSize.read(value, path) : percentSize.read(value, path);
  },
  schema: { anyOf: [fixedSize.schema, percentSize.schema] },
};

/** A shape of which nothing is kept where it says nothing. */
const unless = <Value>(
  { read, schema }: Shape<Value>,
  saysNothing: (value: Value) => boolean,
): Shape<Value | null> => ({
  read: (value, path, stands) => {
    if (value === null || value === undefined) return null;
    const said = read(value, path, stands);
    return saysNothing(said) ? null : said;
  },
  schema: nullable(schema),
});

const unlessEmpty = <Value>(shape: Shape<Value[]>): Shape<Value[] | null> =>
  unless(shape, ({ length }) => length === 0);

type Kept<Value> = Exclude<Value, null>;

/** Fields, and others that are there only where they say something: null, or left out of a new one, there is no such field. */
function partly<Each extends Shapes, Some extends Shapes>(
  shapes: Each,
  some: Some,
): Shape<FieldsOf<Each> & { [Field in keyof Some]?: Kept<ValueOf<Some[Field]>> }> {
  const always = fields(shapes);
  return {
    read: (value, path, stands) => {
      const standing = fieldsOf(stands);
      const given = entriesOf(value, path);
      const kept = Object.entries(some).flatMap(([field, shape]) => {
        const before = standing.get(field);
        const said = given.find(([name]) => name === field)?.[1];
        const read = shape.read(said === undefined ? before : said, `${path}.${field}`, before);
        return read === null ? [] : [[field, read]];
      });
      const others = Object.fromEntries(given.filter(([name]) => !Object.hasOwn(some, name)));
      return {
        ...always.read(others, path, stands),
        ...(Object.fromEntries(kept) as Partial<FieldsOf<Some>>),
      } as FieldsOf<Each> & { [Field in keyof Some]?: Kept<ValueOf<Some[Field]>> };
    },
    schema: { ...always.schema, properties: { ...always.schema.properties, ...schemasOf(some) } },
  };
}

function schemasOf(shapes: Shapes): Readonly<Record<string, SettingsSchema>> {
  return Object.fromEntries(Object.entries(shapes).map(([field, { schema }]) => [field, schema]));
}

const aliases = orNull(listOf(text));

/** Fields of something that may go by other names. */
const named = <Each extends Shapes>(shapes: Each) => partly(shapes, { aliases });

const stageUse = oneOf('required', 'optional', 'skipped');
const keyAndLabel = named({ key: text, label: text });
const word = fields({ key: text, label: text });

const no = orElse(yesOrNo, false);
const question = fields({
  key: text,
  text,
  guidance: orElse(text, ''),
  answers: orElse(text, YES_PARTLY_NO.key),
  required: no,
  critical: no,
  domainNoBetterThan: orNull(text),
  overallNoBetterThan: orNull(text),
  exception: orElse(oneOf('none', 'with-reason'), 'none'),
  weight: orNull(number),
});
const statement = fields({ key: text, text, guidance: orElse(text, ''), required: no, scale: orNull(text) });
const family = fields({
  ratings: orElse(listOf(word), []),
  tooEarlyToSay: no,
  noRating: no,
  attempts: orElse(number, 0),
  late: no,
  askedApart: orElse(listOf(oneOf(...FAMILY_MEMBERS)), []),
});
const offices = orElse(listOf(oneOf(...OFFICES)), []);

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
    partly(
      {
        key: text,
        version: number,
        label: text,
        scale: orNull(text),
        lookbackMonths: number,
        domains: listOf(
          partly(
            { key: text, label: text, prompt: text, required: yesOrNo },
            {
              aliases,
              descriptors: unlessEmpty(listOf(fields({ grade: text, text }))),
              questions: unlessEmpty(listOf(question)),
            },
          ),
        ),
        standards: listOf(keyAndLabel),
        themes: listOf(text),
        pilot: yesOrNo,
      },
      {
        answerScales: unlessEmpty(listOf(fields({ key: text, label: text, words: listOf(word) }))),
        statements: unlessEmpty(listOf(statement)),
        family: unless(family, (said) => sameValue(said, DEFAULT_FAMILY_VOICE)),
      },
    ),
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
  responseByGrade: orElse(
    listOf(
      fields({
        grade: text,
        moderatedBy: offices,
        planDueInWorkingDays: orNull(number),
        signedOffBy: orNull(oneOf(...OFFICES)),
        reviewAfterWorkingDays: orNull(number),
        copiesTo: orElse(fields({ roles: offices, people: orElse(listOf(text), []) }), { roles: [], people: [] }),
      }),
    ),
    [],
  ),
  reaudit: orElse(listOf(fields({ grade: text, share: number, afterMonths: number })), []),
  actionDetails: orElse(fields({ urgency: yesOrNo, finding: yesOrNo, scope: yesOrNo }), NO_ACTION_DETAILS),
  fileWithinWorkingDays: orNull(number),
  retention: orElse(
    fields({
      childAudits: orNull(number),
      carerAudits: orNull(number),
      supervisionAudits: orNull(number),
      people: orNull(number),
    }),
    NO_RETENTION,
  ),
  approvals: orElse(fields({ substitution: offices, exemption: offices, withdrawal: offices }), DEFAULT_APPROVALS),
  extensions: orElse(
    fields({
      offered: yesOrNo,
      managerUpToWorkingDays: number,
      decidedBy: offices,
      decideWithinWorkingDays: number,
    }),
    NO_EXTENSIONS,
  ),
  draw: fields({
    size: drawSize,
    stratum: orNull(oneOf(...SPREAD_OVER)),
    quotas: orNull(byKey(number)),
    reservesPerSelected: number,
    cooldownMonths: number,
    activity: text,
  }),
  rounds: orElse(
    listOf(
      fields({
        key: text,
        label: text,
        activity: text,
        every: oneOf(...ROUND_LENGTHS),
        months: orElse(listOf(number), []),
        size: orNull(drawSize),
        quotas: orNull(byKey(number)),
        stratum: orNull(oneOf(...SPREAD_OVER)),
        theme: orNull(text),
        targetPerYear: orNull(number),
        replaces: orNull(text),
      }),
    ),
    [],
  ),
  expectations: orElse(
    listOf(
      fields({
        key: text,
        label: text,
        audits: number,
        every: oneOf(...ROUND_LENGTHS),
        role: orNull(oneOf(...ROLES)),
        group: orNull(oneOf(...AUDITOR_GROUPS)),
        personId: orNull(text),
        round: orNull(text),
      }),
    ),
    [],
  ),
  excludedMonths: listOf(number),
  independence: orElse(
    fields({ caseHolder: yesOrNo, manager: yesOrNo, sameTeam: yesOrNo, lineReport: yesOrNo }),
    DEFAULT_INDEPENDENCE,
  ),
  // Lifting the limit is said, never left out.
  auditorCapacity: saidOrNull(number),
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
  secondFactorOptional: orElse(yesOrNo, false),
  trainingRequired: orElse(yesOrNo, false),
  caseLink: text,
});

/** Settings as they may be sent, for the description of the API and for forms. What is left out is as it stands. */
export const settingsSchema: SettingsSchema = proposedSettings.schema;

/**
 * Settings from outside, such as the body of a request: every field of the right kind, and no other. What is left out is as
 * the settings in force have it, at any depth; null, or an empty list, says that there is none, or that the default holds.
 * A list is given whole, and so are amounts by grade or by stratum and the size of a draw; what an entry with a known `key`
 * leaves out is as that entry has it. Whether the whole makes sense is `settingsProblems`' to say, when it is published.
 * @param inForce null where none have been published: then only what has a default may be left out
 */
export function parseSettings(value: unknown, inForce: ProgrammeSettings | null): ProposedSettings | Refusal {
  try {
    return proposedSettings.read(value, 'settings', inForce ?? undefined);
  } catch (error) {
    if (error instanceof Misshapen) return refuse('invalid', 'settings-misshapen', error.message);
    throw error;
  }
}

/** Settings as they hold, with every default that they leave out. */
export function wholeOf(inForce: ProgrammeSettings): ProposedSettings {
  const whole = parseSettings({}, inForce);
  return isRefusal(whole) ? inForce : whole;
}
