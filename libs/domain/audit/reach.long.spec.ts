import fc from 'fast-check';
import { ROLES } from '../roles.js';
import { readingOf } from './access.js';
import { keysOf, reachOf } from './reach.js';
import { councils } from './scenarios/bad-days.fixture.js';
import { contextFor } from './scenarios/council.fixture.js';
import { draws, run } from './scenarios/random-audits.fixture.js';
import { randomSettings } from './scenarios/random-settings.fixture.js';

describe('where somebody looks for audits', () => {
  it('misses none of which they may read anything, in any council, whatever they are signed in as', () => {
    let looked = 0;
    fc.assert(
      fc.property(draws, randomSettings, councils, fc.subarray([...ROLES]), (all, asked, bad, roles) => {
        const steps = run(all, false, { settings: asked });
        for (const step of steps.filter((_, index) => index % 7 === 0)) {
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
