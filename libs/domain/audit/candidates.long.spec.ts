import fc from 'fast-check';
import { isRefusal } from '../refusal.js';
import { againstAuditing, againstModerator } from './candidates.js';
import { councils } from './scenarios/bad-days.fixture.js';
import { contextFor } from './scenarios/council.fixture.js';
import { decider, draws, run } from './scenarios/random-audits.fixture.js';
import { randomSettings } from './scenarios/random-settings.fixture.js';
import { isSelected } from './state.js';

/** Refusals of the step itself, whoever is named. */
const OF_THE_STEP = ['not-in-this-stage', 'not-entitled', 'grading-own', 'moderation-already-claimed'];

describe('whoever may be chosen for an audit', () => {
  it('is whom the commands take, for any audit, person and council', () => {
    fc.assert(
      fc.property(draws, randomSettings, councils, fc.nat(), (all, settings, { directory }, place) => {
        const steps = run(all, false, { settings });
        const step = steps[place % Math.max(1, steps.length)];
        if (step === undefined || !isSelected(step.after)) return;
        const audit = step.after;
        const given = { on: step.on, directory, settings };
        const coordinator = contextFor('chooser', { ...given, roles: ['coordinator'] });
        for (const { personId, roles } of directory.people()) {
          const named = { auditorId: personId, independenceNote: 'Asked.' };
          const allocated = decider.decide(
            audit.auditor === null
              ? { type: 'AllocateAuditor', ...named }
              : { type: 'ReallocateAuditor', reason: 'Leave.', ...named },
            audit,
            coordinator,
          );
          const code = isRefusal(allocated) ? allocated.code : null;
          const against = againstAuditing(personId, audit, coordinator);
          if (code === null) expect([personId, against]).toEqual([personId, []]);
          else if (!OF_THE_STEP.includes(code))
            expect([personId, against]).toEqual([personId, expect.arrayContaining([code])]);

          const hasReadFirstGrade = place % 2 === 0;
          const facts = { hasReadFirstGrade };
          const claimed = decider.decide(
            { type: 'ClaimModeration' },
            audit,
            contextFor(personId, { ...given, roles, facts }),
          );
          const claimCode = isRefusal(claimed) ? claimed.code : null;
          if (audit.stage !== 'moderation' || audit.moderation.claimedBy !== null || !roles.includes('moderator'))
            continue;
          if (!directory.inPost(personId, step.on)) continue;
          const reasons = againstModerator(personId, audit, coordinator, hasReadFirstGrade);
          // Who may not in their own right may yet have it fall to them.
          if (reasons.length === 0) expect([personId, claimCode]).toEqual([personId, null]);
          else if (claimCode !== null)
            expect([personId, reasons]).toEqual([personId, expect.arrayContaining([claimCode])]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
