import { EXPECTED_STREAM, expectedFold } from '#application';
import { addDays, expectedId, expectedOf, expectedPeriod, responsibilitiesOf, roundPeriodOf } from '#domain';
import { KEPT, waitUntil, type Process } from './process.js';

/**
 * On the first day of each period of an expectation, records of whom how many audits are expected in it, by the settings and
 * the people of that day; again whenever either changes within it. What the settings expect no longer, nobody is expected to do.
 */
export const expectAudits: Process = {
  name: 'expect-audits',
  routes: {
    'programme-settings-published': { start: () => EXPECTED_STREAM },
    'person-registered': { continueAll: true },
    'person-changed': { continueAll: true },
    'person-change-confirmed': { continueAll: true },
    'absence-recorded': { continueAll: true },
    'absence-ended': { continueAll: true },
  },
  async advance(_, steps) {
    const { settings, directory } = await steps.references();
    const known = await steps.stateOf(EXPECTED_STREAM, expectedFold);
    if (settings === null) return KEPT;
    const { expectations = [] } = settings;
    const council = { directory, responsibilities: responsibilitiesOf(settings) };
    const asked = expectations.flatMap(({ key, label, every, audits, round, ...whom }) => {
      const period = expectedPeriod(every, steps.today, settings);
      if (period === null) return [];
      const of = expectedOf(whom, period, council);
      return [{ expectation: key, period: period.key, label, every, audits, round, of }];
    });
    const ids = new Set(asked.map(({ expectation, period }) => expectedId(expectation, period)));
    const dropped = [...known.values()]
      .filter(({ id, every, period }) => !ids.has(id) && roundPeriodOf(every, steps.today).key === period)
      .map(({ id: _id, excused: _excused, ...one }) => ({ ...one, of: [] }));
    for (const body of [...asked, ...dropped]) {
      const { expectation, period } = body;
      await steps.take(`expect:${expectation}:${period}:${steps.today}`, { name: 'ExpectAudits', body });
    }
    const next = expectations
      .map(({ every }) => addDays(roundPeriodOf(every, steps.today).to, 1))
      .reduce<string | null>((first, day) => (first === null || day < first ? day : first), null);
    return next === null ? KEPT : waitUntil(next);
  },
};
