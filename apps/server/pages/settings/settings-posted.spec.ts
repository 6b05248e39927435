import fc from 'fast-check';
import { defaultSettings, isRefusal, parseSettings, settingsChanges, settingsSchema, wholeOf } from '#domain';
import type { ProposedSettings } from '#domain';
import { postedOf, type Posted } from '../forms/posted.js';
import { inOrder } from './in-order.js';
import { countIn, pathNamed, postedFrom, settingIn, withEntry, withoutEntry } from './settings-posted.js';
import { SECTIONS } from './settings-sections.js';
import { changedFieldWords, settingWords } from './settings-words.js';

const inForce = wholeOf({ ...defaultSettings('Northbridge'), version: 1 });
const fields = Object.entries(settingsSchema.properties ?? {});

/** What forms of all settings hold, through a browser and back. */
function throughForms(settings: ProposedSettings): ProposedSettings {
  const standing = new Map<string, unknown>(Object.entries(settings));
  const posted: Posted = Object.assign(
    {},
    ...fields.map(([path, schema]) => postedFrom(standing.get(path), path, schema)),
  );
  // A browser leaves out what is empty of a list of boxes, and sends one of a list as a text.
  const sent = postedOf(
    Object.fromEntries(
      Object.entries(posted).map(([name, value]) => [
        name,
        Array.isArray(value) && value.length === 1 ? value[0] : value,
      ]),
    ),
  );
  const said = Object.fromEntries(fields.map(([path, schema]) => [path, settingIn(sent, path, schema)]));
  const parsed = parseSettings(said, { ...settings, version: 1 });
  if (isRefusal(parsed)) throw new Error(parsed.sentence);
  return parsed;
}

describe('settings by form', () => {
  it('are the same when nothing is changed in any form', () => {
    expect(settingsChanges(inForce, throughForms(inForce))).toEqual([]);
  });

  it('are the same whatever they say: no form alters what nobody touched', () => {
    const number = fc.integer({ min: 0, max: 500 });
    const word = fc.stringMatching(/^[A-Za-z][A-Za-z' -]{0,12}[a-z]$/);
    const size = fc.oneof(
      fc.record({ kind: fc.constant('fixed' as const), count: number }),
      fc.record({ kind: fc.constant('percent' as const), percent: fc.constantFrom(1, 2.5, 100) }),
    );
    const changed: fc.Arbitrary<Partial<ProposedSettings>> = fc.record(
      {
        council: word,
        auditorCapacity: fc.option(number, { nil: null }),
        excludedMonths: fc.uniqueArray(fc.integer({ min: 1, max: 12 })),
        reminderOffsets: fc.uniqueArray(fc.integer({ min: -30, max: 30 })),
        responseGrades: fc.subarray(['inadequate', 'requires_improvement']),
        leadersSeeAll: fc.boolean(),
        rounds: fc.array(
          fc.record({
            key: word,
            label: word,
            activity: fc.constant('deep-dive'),
            every: fc.constantFrom('month' as const, 'once' as const),
            months: fc.subarray([1, 4, 12]),
            size: fc.option(size, { nil: null }),
            quotas: fc.option(fc.dictionary(word, number, { minKeys: 1, maxKeys: 2 }), { nil: null }),
            stratum: fc.constantFrom(null, 'team' as const),
            theme: fc.option(word, { nil: null }),
            targetPerYear: fc.option(number, { nil: null }),
            replaces: fc.option(word, { nil: null }),
          }),
          { maxLength: 2 },
        ),
        draw: fc.record({
          size,
          stratum: fc.constantFrom(null, 'team' as const),
          quotas: fc.option(fc.dictionary(word, number, { minKeys: 1, maxKeys: 3 }), { nil: null }),
          reservesPerSelected: number,
          cooldownMonths: number,
          activity: fc.constant('deep-dive'),
        }),
        responsibilities: fc.record({
          headsOfService: fc.array(fc.record({ service: word, personId: word }), { maxLength: 3 }),
          programmeLead: fc.option(word, { nil: null }),
          disputesPanel: fc.record({
            roles: fc.subarray(['leader', 'coordinator'] as const),
            people: fc.uniqueArray(word, { maxLength: 3 }),
          }),
        }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(changed, (change) => {
        const settings = { ...inForce, ...change };
        expect(settingsChanges(settings, throughForms(settings))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('stand each in one section, none in two', () => {
    const sections = SECTIONS.flatMap((section) => section.fields);
    expect([...sections].sort()).toEqual(fields.map(([name]) => name).sort());
  });

  it('are the same in whatever order a page has its boxes, and keep the order where it says something', () => {
    const panel = { disputesPanel: { roles: ['leader', 'coordinator'], people: [] } };
    const sent = { disputesPanel: { roles: ['coordinator', 'moderator', 'leader'], people: [] } };
    expect(inOrder(sent, panel, 'responsibilities')).toEqual({
      disputesPanel: { roles: ['leader', 'coordinator', 'moderator'], people: [] },
    });
    expect(inOrder([12, 8], [8, 12], 'excludedMonths')).toEqual([8, 12]);
    expect(inOrder([1, -5], [-5, 1], 'reminderOffsets')).toEqual([1, -5]);
  });

  it('leave what cannot be read as it was written, for the check to name', () => {
    const posted = { 'deadlines.grade': 'ten', auditorCapacity: ' ' };
    const said = settingIn(posted, 'deadlines', settingsSchema.properties?.['deadlines'] ?? {});
    expect(said).toMatchObject({ grade: 'ten', accept: undefined });
    expect(settingIn(posted, 'auditorCapacity', settingsSchema.properties?.['auditorCapacity'] ?? {})).toBeNull();
    const refused = parseSettings({ deadlines: said }, { ...inForce, version: 1 });
    expect(isRefusal(refused) && pathNamed(refused.sentence)).toBe('deadlines.grade');
    expect(pathNamed('settings.tools[0].domains[12].label must be text.')).toBe('tools.0.domains.12.label');
    expect(pathNamed('The first scale has no grades.')).toBeNull();
  });
});

describe('entries of a list', () => {
  const path = 'escalationLadder';
  const rungs = [1, 5, 10].map((workingDaysOverdue) => ({ workingDaysOverdue, to: 'owner' }));
  const schema = settingsSchema.properties?.[path] ?? {};
  const posted = postedFrom(rungs, path, schema);

  it.each([
    [0, [5, 10]],
    [1, [1, 10]],
    [2, [1, 5]],
  ])('are taken out one at a time, and the others move up: %i', (gone, left) => {
    const without = withoutEntry({ ...posted, other: 'x' }, path, gone);
    expect(settingIn(without, path, schema)).toEqual(
      left.map((workingDaysOverdue) => ({ workingDaysOverdue, to: 'owner' })),
    );
    expect(without).toMatchObject({ other: 'x' });
  });

  it('are added at the end, empty', () => {
    const more = withEntry(posted, path);
    expect(countIn(more, path)).toBe(4);
    expect(settingIn(more, path, schema)).toEqual([...rungs, { workingDaysOverdue: undefined, to: '' }]);
  });

  it('are not read by the thousand', () => {
    expect(countIn({ 'tools.count': '99999999' }, 'tools')).toBe(0);
  });
});

describe('what settings are called', () => {
  it('is by words, however deep they stand', () => {
    expect(settingWords('deadlines.grade').label).toBe('To grade and submit');
    expect(settingWords('tools.3.domains.11.prompt').label).toBe('What the auditor is asked');
    expect(settingWords('some.newSettingOfOurs').label).toBe('New setting of ours');
    expect(changedFieldWords('tools[deep-dive].domains[planning].label')).toBe(
      'Audit tools: deep-dive: Domains: planning: Name',
    );
  });
});
