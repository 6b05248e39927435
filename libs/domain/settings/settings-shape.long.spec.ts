import fc from 'fast-check';
import { planningLeads } from '../audit/scenarios/council.fixture.js';
import { isRefusal } from '../refusal.js';
import type { ProposedSettings } from './commands.js';
import {
  DEFAULT_INDEPENDENCE,
  DEFAULT_NOTIFICATIONS,
  DEFAULT_RESPONSIBILITIES,
  defaultSettings,
} from './default-settings.js';
import type { AuditTool, ProgrammeSettings } from './programme-settings.js';
import type { ToolQuestion } from '../questions/questions.js';
import { settingsChanges } from './settings-changes.js';
import { parseSettings, settingsSchema, wholeOf } from './settings-shape.js';
import type { SettingsSchema } from './settings-shape.js';

const DEFAULTS = defaultSettings('Westmere');
const OPTIONAL = [
  'concordances',
  'notifications',
  'overallGradeLimits',
  'independence',
  'leadersSeeAll',
  'secondFactorOptional',
  'trainingRequired',
  'responsibilities',
  'responseByGrade',
  'reaudit',
  'actionDetails',
  'fileWithinWorkingDays',
  'retention',
  'approvals',
  'extensions',
  'rounds',
  'expectations',
];
const body = (): Record<string, unknown> => structuredClone({ ...DEFAULTS }) as Record<string, unknown>;

describe('settings from outside', () => {
  it('are read as they were written', () => {
    expect(parseSettings(JSON.parse(JSON.stringify(DEFAULTS)), null)).toEqual(DEFAULTS);
  });

  it('may leave out what has a default, while none are in force', () => {
    const without = Object.fromEntries(Object.entries(body()).filter(([name]) => !OPTIONAL.includes(name)));
    expect(parseSettings(without, null)).toEqual(DEFAULTS);
  });

  it.each([
    ['settings must be an object.', null],
    ['settings must be an object.', []],
    ['settings must be an object.', 'settings'],
    ['settings.council must be text.', { ...body(), council: 5 }],
    ['settings.version is not a setting.', { ...body(), version: 3 }],
    ['settings.tools must be a list.', { ...body(), tools: {} }],
    ['settings.tools[0].key must be text.', { ...body(), tools: [{}] }],
    ['settings.excludedMonths[1] must be a number.', { ...body(), excludedMonths: [8, 'December'] }],
    ['settings.draw.size.kind must be one of fixed, percent.', { ...body(), draw: { size: { kind: 'all' } } }],
    ['settings.draw.size.count must be a number.', { ...body(), draw: { size: { kind: 'fixed', count: null } } }],
    ['settings.auditorCapacity must be a number.', { ...body(), auditorCapacity: undefined }],
    [
      'settings.independence.sameTeam must be true or false.',
      { ...body(), independence: { caseHolder: true, manager: true } },
    ],
    ['settings.smallNumber must be a number.', { ...body(), smallNumber: Number.NaN }],
    [
      'settings.moderation.blind must be true or false.',
      { ...body(), moderation: { ...DEFAULTS.moderation, blind: 'no' } },
    ],
  ])('are refused with "%s"', (sentence, value) => {
    expect(parseSettings(value, null)).toMatchObject({
      refused: true,
      kind: 'invalid',
      code: 'settings-misshapen',
      sentence,
    });
  });

  it('are refused without any one of their required fields, while none are in force', () => {
    for (const field of Object.keys(DEFAULTS).filter((name) => !OPTIONAL.includes(name))) {
      const value = body();
      delete value[field];
      expect(isRefusal(parseSettings(value, null))).toBe(true);
    }
  });

  it('are read or refused, never a fault', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(DEFAULTS)), fc.jsonValue(), (field, value) => {
        const parsed = parseSettings({ ...body(), [field]: value }, null);
        expect(isRefusal(parsed) || typeof parsed.council === 'string').toBe(true);
      }),
    );
  });
});

const QUESTION: ToolQuestion = {
  key: 'seen',
  text: 'Was the child seen?',
  guidance: 'Alone.',
  answers: 'how-often',
  required: true,
  critical: true,
  domainNoBetterThan: 'good',
  overallNoBetterThan: 'requires_improvement',
  exception: 'with-reason',
  weight: 3,
};
const ASKED: Pick<AuditTool, 'answerScales' | 'statements' | 'family'> = {
  answerScales: [
    {
      key: 'how-often',
      label: 'How often',
      words: [
        { key: 'always', label: 'Always' },
        { key: 'never', label: 'Never' },
      ],
    },
  ],
  statements: [{ key: 'life', text: 'What is life like?', guidance: '', required: true, scale: 'how-often' }],
  family: {
    ratings: [
      { key: 'helpful', label: 'Helpful' },
      { key: 'not-helpful', label: 'Not helpful' },
    ],
    tooEarlyToSay: true,
    noRating: true,
    attempts: 3,
    late: true,
    askedApart: ['child'],
  },
};

const IN_FORCE: ProgrammeSettings = {
  ...DEFAULTS,
  version: 4,
  auditTypes: DEFAULTS.auditTypes.map((type) => ({ ...type, aliases: [`Former ${type.label}`] })),
  tools: DEFAULTS.tools.map((tool, index) => ({
    ...tool,
    domains: tool.domains.map((domain) => ({
      ...domain,
      aliases: [`Former ${domain.label}`],
      ...(index === 0 && {
        descriptors: [{ grade: 'good', text: 'It says what life is like.' }],
        questions: [{ ...QUESTION, key: `${domain.key}-seen` }],
      }),
    })),
    ...(index === 0 && ASKED),
  })),
  concordances: [{ from: 'ofsted', to: 'good-adequate-inadequate', source: 'A paper', grades: { good: 'good' } }],
  overallGradeLimits: [planningLeads],
  moderation: { ...DEFAULTS.moderation, risk: { ...DEFAULTS.moderation.risk, disagreement: false }, blind: true },
  independence: { caseHolder: true, manager: true, sameTeam: false, lineReport: false },
  notifications: { ...DEFAULT_NOTIFICATIONS, digest: 'always', mayTurnOff: false },
  responsibilities: {
    headsOfService: [{ service: 'Safeguarding', personId: 'hana' }],
    programmeLead: 'lena',
    disputesPanel: { roles: ['leader'], people: ['pia'] },
  },
  draw: { ...DEFAULTS.draw, size: { kind: 'fixed', count: 5 }, stratum: 'service', quotas: { North: 2, South: 3 } },
  auditorCapacity: 3,
  leadersSeeAll: true,
  secondFactorOptional: true,
  trainingRequired: true,
  responseByGrade: [
    {
      grade: 'inadequate',
      moderatedBy: ['head_of_service'],
      planDueInWorkingDays: 3,
      signedOffBy: 'programme_lead',
      reviewAfterWorkingDays: 20,
      copiesTo: { roles: ['leader'], people: ['pia'] },
    },
  ],
  reaudit: [{ grade: 'good', share: 10, afterMonths: 6 }],
  actionDetails: { urgency: true, finding: false, scope: true },
  fileWithinWorkingDays: 5,
  retention: { childAudits: 300, carerAudits: 120, supervisionAudits: null, people: 72 },
  extensions: { offered: true, managerUpToWorkingDays: 3, decidedBy: ['leader'], decideWithinWorkingDays: 1 },
  approvals: { substitution: [], exemption: ['head_of_service'], withdrawal: ['leader', 'coordinator'] },
  rounds: [
    {
      key: 'monthly',
      label: 'Monthly audits',
      activity: 'deep-dive',
      every: 'month',
      months: [],
      size: { kind: 'fixed', count: 12 },
      quotas: null,
      stratum: 'team',
      theme: null,
      targetPerYear: 100,
      replaces: null,
    },
  ],
  expectations: [
    {
      key: 'managers',
      label: 'Team managers',
      audits: 1,
      every: 'month',
      role: 'team_manager',
      group: null,
      personId: null,
      round: 'monthly',
    },
  ],
};
const WHOLE = wholeOf(IN_FORCE);

/** Lists and amounts without names of their own, which are given whole. */
const GIVEN_WHOLE = ['actionByGrade', 'quotas', 'size', 'grades', 'descriptors'];

/** Takes fields away, wherever one may be left out: `left` says for each in turn whether it stays. */
function without(value: unknown, left: () => boolean): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown) => (isKeyed(item) ? { ...Object(without(item, left)), key: item.key } : item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(left)
      .map(([field, part]) => [field, GIVEN_WHOLE.includes(field) ? part : without(part, left)]),
  );
}

const isKeyed = (item: unknown): item is { readonly key: string } =>
  typeof item === 'object' && item !== null && 'key' in item && !('grades' in item);

describe('what settings leave out', () => {
  it('is as those in force have it, at any depth', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.boolean()), (choices) => {
        const said = without(WHOLE, () => choices.next().value === true);
        expect(parseSettings(said, IN_FORCE)).toEqual(WHOLE);
      }),
      { numRuns: 300 },
    );
  });

  it('stays beside what is said', () => {
    const said = {
      smallNumber: 7,
      deadlines: { grade: 20 },
      moderation: { risk: { newAuditorFirst: 1 } },
      notifications: { digestAt: '10:00' },
      responsibilities: { disputesPanel: { people: ['max'] } },
      tools: IN_FORCE.tools.map(({ key, version }, index) => ({ key, version, ...(index === 0 && { label: 'New' }) })),
    };
    expect(parseSettings(said, IN_FORCE)).toEqual({
      ...WHOLE,
      smallNumber: 7,
      deadlines: { ...WHOLE.deadlines, grade: 20 },
      moderation: { ...WHOLE.moderation, risk: { ...WHOLE.moderation.risk, newAuditorFirst: 1 } },
      notifications: { ...WHOLE.notifications, digestAt: '10:00' },
      responsibilities: { ...WHOLE.responsibilities, disputesPanel: { roles: ['leader'], people: ['max'] } },
      tools: WHOLE.tools.map((tool, index) => (index === 0 ? { ...tool, label: 'New' } : tool)),
    });
  });

  it.each<[string, object, object]>([
    ['a list', { overallGradeLimits: [], responseGrades: [] }, { overallGradeLimits: [], responseGrades: [] }],
    ['a list that may be null', { concordances: null }, { concordances: [] }],
    ['a limit', { auditorCapacity: null }, { auditorCapacity: null }],
    ['a choice', { leadersSeeAll: null }, { leadersSeeAll: false }],
    ['people', { responsibilities: null }, { responsibilities: DEFAULT_RESPONSIBILITIES }],
    [
      'a person',
      { responsibilities: { programmeLead: null } },
      { responsibilities: { ...WHOLE.responsibilities, programmeLead: null } },
    ],
    ['the rules', { independence: null }, { independence: DEFAULT_INDEPENDENCE }],
    ['quotas', { draw: { quotas: null } }, { draw: { ...WHOLE.draw, quotas: null } }],
  ])('is taken away where that is said: %s', (_, said, then) => {
    expect(parseSettings(said, IN_FORCE)).toEqual({ ...WHOLE, ...then });
  });

  it('is taken from an entry, or an entry from its list, where that is said', () => {
    const [first, ...others] = IN_FORCE.auditTypes;
    const parsed = parseSettings({ auditTypes: [{ key: first?.key, aliases: null }, ...others.slice(1)] }, IN_FORCE);
    const { aliases: _, ...bare } = { aliases: undefined, ...first };
    expect(parsed).toEqual({ ...WHOLE, auditTypes: [bare, ...others.slice(1)] });
  });

  it('is taken from a tool where that is said, and leaves no trace there', () => {
    const [tool, ...others] = IN_FORCE.tools;
    const said = {
      key: tool?.key,
      answerScales: [],
      statements: null,
      family: null,
      domains: [{ key: 'planning', questions: [], descriptors: null }],
    };
    const parsed = parseSettings({ tools: [said, ...others] }, IN_FORCE);
    const first = isRefusal(parsed) ? undefined : parsed.tools[0];
    expect(Object.keys(first ?? {}).filter((name) => name in ASKED)).toEqual([]);
    expect(Object.keys(first?.domains[0] ?? {})).toEqual(['key', 'label', 'prompt', 'required', 'aliases']);
  });

  it('is none of a tool that never asked: what its family says by default is not kept', () => {
    const family = { attempts: 0, late: false };
    const parsed = parseSettings(
      { tools: DEFAULTS.tools.map((tool) => ({ ...tool, family, statements: [] })) },
      { ...DEFAULTS, version: 1 },
    );
    expect(parsed).toEqual(DEFAULTS);
  });

  it('is not taken from an entry of another key', () => {
    expect(parseSettings({ auditTypes: [{ key: 'new', label: 'New' }] }, IN_FORCE)).toMatchObject({
      sentence: expect.stringMatching(/^settings\.auditTypes\[0\]\./),
    });
  });
});

describe('what settings change', () => {
  const parsed = (said: object): ProposedSettings => {
    const settings = parseSettings(said, IN_FORCE);
    if (isRefusal(settings)) throw new Error(settings.sentence);
    return settings;
  };

  it('is nothing where nothing is said', () => expect(settingsChanges(WHOLE, parsed({}))).toEqual([]));

  it('is told field by field, and entry by entry', () => {
    const [first, second, ...others] = IN_FORCE.auditTypes;
    const changes = settingsChanges(
      WHOLE,
      parsed({
        council: 'Eastmere',
        deadlines: { grade: 20 },
        auditorCapacity: null,
        excludedMonths: [8],
        auditTypes: [{ key: second?.key, label: 'Files' }, first, ...others.slice(1)],
      }),
    );
    expect(changes).toEqual([
      { field: 'council', is: 'Westmere', becomes: 'Eastmere' },
      { field: 'auditTypes[case-file].label', is: second?.label, becomes: 'Files' },
      { field: `auditTypes[${others[0]?.key}]`, is: JSON.stringify(others[0]), becomes: null },
      {
        field: 'auditTypes',
        is: ['deep-dive', 'case-file', ...others.slice(1).map(({ key }) => key)].join(', '),
        becomes: ['case-file', 'deep-dive', ...others.slice(1).map(({ key }) => key)].join(', '),
      },
      { field: 'deadlines.grade', is: '15', becomes: '20' },
      { field: 'excludedMonths', is: JSON.stringify(DEFAULTS.excludedMonths), becomes: '[8]' },
      { field: 'auditorCapacity', is: '3', becomes: null },
    ]);
  });

  it('is all of the first that are published', () => {
    expect(settingsChanges(null, WHOLE).map(({ field, is }) => [field, is])).toEqual(
      Object.keys(WHOLE).map((field) => [field, null]),
    );
  });
});

describe('the schema of settings', () => {
  const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

  /** Whether a value is what a schema says: of JSON Schema as much as is used. */
  function fits(value: unknown, schema: SettingsSchema): boolean {
    const { type, enum: words, items, properties, additionalProperties, anyOf } = schema;
    if (anyOf !== undefined) return anyOf.some((each) => fits(value, each));
    if (type !== kindOf(value) || (words !== undefined && !words.includes(String(value)))) return false;
    if (Array.isArray(value)) return items === undefined || value.every((item) => fits(item, items));
    if (type !== 'object') return true;
    return Object.entries(Object(value)).every(([name, inner]) => {
      const known = Object.hasOwn(properties ?? {}, name) ? properties?.[name] : additionalProperties;
      return known !== undefined && known !== false && fits(inner, known);
    });
  }

  /** Every place in a value: the names that lead there. */
  function* placesIn(value: unknown, at: readonly string[] = []): Generator<readonly string[]> {
    yield at;
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) yield* placesIn(inner, [...at, name]);
  }

  function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
    if (name === undefined) return by;
    const entries = Object.entries(Object(value)).map(([key, inner]) =>
      key === name ? [key, replaced(inner, rest, by)] : [key, inner],
    );
    return Array.isArray(value) ? entries.map(([, inner]) => inner as unknown) : Object.fromEntries(entries);
  }

  const whole = {
    ...DEFAULTS,
    tools: IN_FORCE.tools,
    overallGradeLimits: [planningLeads],
    draw: { ...DEFAULTS.draw, quotas: { North: 2 } },
  };
  const places = [...placesIn(JSON.parse(JSON.stringify(whole)))];

  it('says of every place what the parser says: the same is let in and kept out', () => {
    const other = fc.oneof(
      fc.constantFrom<unknown>(null, true, 5, 'another', 'required', 'percent', [], {}, [5], ['x'], [{}], { key: 'x' }),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), other, (place, by) => {
        const changed = replaced(JSON.parse(JSON.stringify(whole)), place, by);
        const answer = parseSettings(changed, { ...whole, version: 1 });
        // What an entry must have and leaves out is the parser's to say: it knows what is in force.
        const isLeftOut = isRefusal(answer) && !fits(by, schemaAt(place));
        if (isRefusal(answer) && isWhole(by)) expect(isLeftOut).toBe(true);
        if (!isRefusal(answer)) expect(fits(changed, settingsSchema)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  /** Nothing within it could be left out. */
  const isWhole = (value: unknown): boolean => typeof value !== 'object' || value === null;

  function schemaAt(place: readonly string[]): SettingsSchema {
    let schemas: readonly SettingsSchema[] = [settingsSchema];
    for (const name of place) {
      schemas = schemas
        .flatMap((schema) => [schema, ...(schema.anyOf ?? [])])
        .flatMap(({ items, properties, additionalProperties }) => {
          const found =
            properties?.[name] ?? (additionalProperties === false ? undefined : additionalProperties) ?? items;
          return found === undefined ? [] : [found];
        });
    }
    return { anyOf: schemas };
  }
});
