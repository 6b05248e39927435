import { isRefusal } from '../refusal.js';
import { systemActor } from '../actor.js';
import type { ProposedSettings } from '../settings/commands.js';
import { settings } from '../settings/decide.js';
import { defaultSettings } from '../settings/default-settings.js';
import { NOTHING_PUBLISHED, currentSettings, type PublishedSettings } from '../settings/published-settings.js';
import { settingsChanges } from '../settings/settings-changes.js';
import { parseSettings, wholeOf } from '../settings/settings-shape.js';
import type { ReadyMadeProgramme } from './programme.js';
import { READY_MADE, readyMade } from './ready-made.js';
import { startFrom } from './start-from.js';

const context = {
  actor: systemActor('test'),
  now: '2026-11-29T10:00:00Z',
  today: '2026-11-29',
  newId: (of: string) => of,
};

function publish(said: object, before: PublishedSettings): PublishedSettings {
  const proposed = parseSettings(said, currentSettings(before));
  if (isRefusal(proposed)) throw new Error(proposed.sentence);
  const decision = settings.decide({ type: 'PublishSettings', settings: proposed, note: 'Why.' }, before, context);
  if (isRefusal(decision)) throw new Error(decision.sentence);
  return decision.reduce(settings.evolve, before);
}

const named = (name: string): ReadyMadeProgramme => {
  const programme = readyMade(name);
  if (isRefusal(programme)) throw new Error(programme.sentence);
  return programme;
};

const inForce = (published: PublishedSettings): ProposedSettings => {
  const current = currentSettings(published);
  if (current === null) throw new Error('Nothing is in force');
  return wholeOf(current);
};

const NEW = publish(defaultSettings('Westmere'), NOTHING_PUBLISHED);
const KEYS = READY_MADE.map(({ key }) => key);

describe('ready-made programmes', () => {
  it('are the five that councils are told of', () => {
    expect(KEYS).toEqual(['plain', 'sefton-2024', 'bury-2024', 'medway-2020', 'nottinghamshire-2014']);
  });

  it('refuse an unknown name, and list those there are', () => {
    expect(readyMade('camden')).toMatchObject({
      code: 'programme-unknown',
      sentence: `There is no ready-made programme of that name. There are: ${KEYS.join(', ')}.`,
    });
    expect(readyMade(' Sefton-2024 ')).toBe(named('sefton-2024'));
  });

  it.each(READY_MADE)('$key says what is filled in, and by whom it was published where anybody did', (programme) => {
    expect(programme.filledIn.length).toBeGreaterThan(0);
    expect(programme.report.length).toBeGreaterThan(0);
    expect(programme.published.length > 0).toBe(programme.source !== null);
  });

  it('plain is what a new programme has', () => {
    expect(publish(startFrom(named('plain'), NEW), NEW)).toBe(NEW);
  });

  const pairs = KEYS.flatMap((one) => KEYS.map((other) => [one, other] as const));
  it.each(pairs)('%s, then %s: what the second says holds, and nothing else changes', (one, other) => {
    const first = publish(startFrom(named(one), NEW), NEW);
    const own = { auditorCapacity: 9, smallNumber: 7, leadersSeeAll: true, caseLink: 'https://cases.example/{id}' };
    const before = publish(own, first);
    const after = publish(startFrom(named(other), before), before);
    const said = named(other).settings;
    const whole = inForce(after);
    expect(whole).toMatchObject({ council: 'Westmere', ...own, excludedMonths: said.excludedMonths, draw: said.draw });
    expect(whole.auditTypes.map(({ key }) => key)).toEqual(said.auditTypes.map(({ key }) => key));
    const asked = ({ tools }: Pick<ProposedSettings, 'tools'>) => tools.map((tool) => ({ ...tool, version: 0 }));
    expect(asked(whole)).toEqual(asked(said));
    const sayable = new Set(Object.keys(said));
    const changed = settingsChanges(inForce(before), whole).map(({ field }) => /^[a-zA-Z]+/.exec(field)?.[0] ?? '');
    expect(changed.filter((field) => !sayable.has(field))).toEqual([]);
    // and said again, there is nothing to publish
    expect(publish(startFrom(named(other), after), after)).toBe(after);
  });

  it('keep the scales that grades were given on, as the council calls them', () => {
    const { scales } = inForce(NEW);
    const own = scales.map((scale) => ({ ...scale, label: `Our ${scale.label}` }));
    const before = publish({ scales: own }, NEW);
    expect(inForce(publish(startFrom(named('medway-2020'), before), before)).scales.map(({ label }) => label)).toEqual([
      'Our Ofsted',
      'Our Good, adequate, inadequate',
    ]);
  });

  it('give a tool a version above every one that it ever had, also where it was away in between', () => {
    const sefton = publish(startFrom(named('sefton-2024'), NEW), NEW);
    const versionIn = (published: PublishedSettings) =>
      inForce(published).tools.find(({ key }) => key === 'deep-dive')?.version;
    expect(versionIn(sefton)).toBe(2);
    const medway = publish(startFrom(named('medway-2020'), sefton), sefton);
    expect(versionIn(medway)).toBeUndefined();
    expect(versionIn(publish(startFrom(named('plain'), medway), medway))).toBe(3);
  });

  it('hold what was published of each', () => {
    expect(named('bury-2024').settings).toMatchObject({ excludedMonths: [8, 12] });
    expect(named('medway-2020').settings).toMatchObject({
      moderation: { all: true },
      tools: [{ lookbackMonths: 6 }],
      auditTypes: [{ stages: { conversation: 'required', moderation: 'required' } }],
    });
    const { tools: ofSefton, excludedMonths } = named('sefton-2024').settings;
    expect([excludedMonths, ofSefton.map(({ pilot }) => pilot), ofSefton[0]?.domains.length]).toEqual([
      [],
      [false, true],
      5,
    ]);
    const { auditTypes, tools } = named('nottinghamshire-2014').settings;
    expect(auditTypes.map(({ graded }) => graded)).toEqual([true, true, true, false]);
    expect(tools.map(({ scale }) => scale)).toEqual(['good-adequate-inadequate', 'ofsted', 'ofsted', null]);
  });
});
