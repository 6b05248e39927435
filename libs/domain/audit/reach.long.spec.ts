import fc from 'fast-check';
import { ROLES } from '../roles.js';
import { readingOf } from './access.js';
import type { Stage } from '../workflow/stages.js';
import { keysOf, reachOf } from './reach.js';
import { councils } from './scenarios/bad-days.fixture.js';
import { contextFor } from './scenarios/council.fixture.js';
import { draws, run } from './scenarios/random-audits.fixture.js';
import { randomSettings } from './scenarios/random-settings.fixture.js';

/** Few random audits come far: those that do are looked at on more days. */
const daysFor = (stage: Stage): number =>
  ['closed', 'ended'].includes(stage) ? 30 : BEFORE_GRADED.includes(stage) ? 1 : 6;
const BEFORE_GRADED: readonly Stage[] = ['unselected', 'allocation', 'acceptance', 'conversation', 'grading'];
const days = fc.array(councils, { minLength: 30, maxLength: 30 });

describe('where somebody looks for audits', () => {
  it('misses none of which they may read anything, in any council, whatever they are signed in as', () => {
    let looked = 0;
    fc.assert(
      fc.property(draws, randomSettings, days, fc.subarray([...ROLES]), (all, asked, badDays, roles) => {
        const steps = new Map(run(all, false, { settings: asked }).map((step) => [step.after.stage, step]));
        for (const [step, bad] of [...steps.values()].flatMap((each) =>
          badDays.slice(0, daysFor(each.after.stage)).map((day) => [each, day] as const),
        )) {
          const given = {
            on: step.on,
            directory: bad.directory,
            settings: { ...asked, responsibilities: bad.responsibilities },
          };
          for (const person of bad.directory.people())
            for (const as of [person.roles, person.roles.filter((role) => roles.includes(role))]) {
              const standing = { ...contextFor(person.personId, { ...given, roles: as }), hasReadFirstGrade: false };
              const reach = reachOf(standing);
              if (reach === 'all' || readingOf(step.after, standing).level === 'none') continue;
              looked++;
              const keys = keysOf(step.after);
              expect([person.personId, step.after.stage, keys.some((key) => reach.includes(key))]).toEqual([
                person.personId,
                step.after.stage,
                true,
              ]);
            }
        }
      }),
      { numRuns: 100 },
    );
    expect(looked).toBeGreaterThan(200);
  });
});
