import fc from 'fast-check';
import { isRefusal } from '../refusal.js';
import { defaultSettings } from './default-settings.js';
import { parseSettings } from './settings-shape.js';

const DEFAULTS = defaultSettings('Westmere');
const OPTIONAL = [
  'concordances',
  'notifications',
  'overallGradeLimits',
  'independence',
  'leadersSeeAll',
  'responsibilities',
];
const body = (): Record<string, unknown> => structuredClone({ ...DEFAULTS }) as Record<string, unknown>;

describe('settings from outside', () => {
  it('are read as they were written', () => {
    expect(parseSettings(JSON.parse(JSON.stringify(DEFAULTS)))).toEqual(DEFAULTS);
  });

  it('may leave out what is optional', () => {
    const without = Object.fromEntries(Object.entries(body()).filter(([name]) => !OPTIONAL.includes(name)));
    expect(parseSettings(without)).toEqual(DEFAULTS);
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
    expect(parseSettings(value)).toMatchObject({
      refused: true,
      kind: 'invalid',
      code: 'settings-misshapen',
      sentence,
    });
  });

  it('are refused without any one of their required fields', () => {
    for (const field of Object.keys(DEFAULTS).filter((name) => !OPTIONAL.includes(name))) {
      const value = body();
      delete value[field];
      expect(isRefusal(parseSettings(value))).toBe(true);
    }
  });

  it('are read or refused, never a fault', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(DEFAULTS)), fc.jsonValue(), (field, value) => {
        const parsed = parseSettings({ ...body(), [field]: value });
        expect(isRefusal(parsed) || typeof parsed.council === 'string').toBe(true);
      }),
    );
  });
});
