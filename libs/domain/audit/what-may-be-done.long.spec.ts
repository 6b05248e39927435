import fc from 'fast-check';
import type { AuditCommandName } from '../audit-language/commands.js';
import { isRefusal } from '../refusal.js';
import { auditWorkflow } from '../workflow/table.js';
import { councils } from './scenarios/bad-days.fixture.js';
import { contextFor } from './scenarios/council.fixture.js';
import { commandFrom, decider, draws, run } from './scenarios/random-audits.fixture.js';
import { randomSettings } from './scenarios/random-settings.fixture.js';
import { itemOf } from './scenarios/scenario.fixture.js';
import { everybody } from './scenarios/who-may-what.fixture.js';

const commands = [...new Set<AuditCommandName>(auditWorkflow.map(({ command }) => command))];

/** Refusals of what a command says: another body might be taken. Every other one is of the audit or of who asks. */
const OF_THE_BODY =
  /^(grade-not-of-scale|grade-missing|grade-not-final|audit-not-graded|domain-\w+(-\w+)?|nothing-changed|overall-grade-limited|exception-reason-\w+|person-\w+(-\w+)*|not-an-auditor|same-auditor|not-independent-[\w-]+|independence-check-\w+|approver-[\w-]+|other-grade-not-yours|correct\w+-(?!own)[\w-]+|nothing-to-correct|first-grade-withheld|practitioner-unchanged|team-unchanged|breaks-independence|resolution-grade-unasked|audited-[\w-]+|action-(urgency|scope|finding)-[\w-]+|manager-[\w-]+|finding-unknown|linked-action-[\w-]+|action-already-linked|next-review-unasked|date-[\w-]+|due-date-unchanged|standard-unknown|answers?-[\w-]+|question-[\w-]+|statement-[\w-]+|value-[\w-]+|rating-[\w-]+|attempts-[\w-]+|extension-not-(yours|later)|audit-type-unknown)$/;

describe('what somebody is told they may do on an audit', () => {
  it('is what is then decided, for any audit, person and council, whatever the command says', () => {
    fc.assert(
      fc.property(draws, randomSettings, councils, fc.nat(), (all, asked, council, place) => {
        const steps = run(all, false, { settings: asked });
        const step = steps[place % Math.max(1, steps.length)];
        if (step === undefined) return;
        const { after: state, on } = step;
        for (const by of everybody.filter((_, person) => (person + place) % 4 === 0))
          for (const [index, name] of commands.entries()) {
            const draw = all[(place + index) % all.length];
            if (draw === undefined) continue;
            const command = commandFrom(name, draw, state);
            const facts = { hasReadFirstGrade: draw.yes, recordedEvent: () => 'audit-finalised' as const };
            const responsibilities = draw.wild ? council.responsibilities : asked.responsibilities;
            const context = contextFor(by, {
              on,
              directory: draw.wild ? council.directory : undefined,
              settings: { ...asked, responsibilities },
              facts,
            });
            const told = decider.against(name, itemOf(command), state, context);
            const decided = decider.decide(command, state, context);
            if (told !== null) expect(decided).toEqual(told);
            else if (isRefusal(decided))
              expect([name, decided.code]).toEqual([name, expect.stringMatching(OF_THE_BODY)]);
          }
      }),
      { numRuns: 60 },
    );
  });
});
