import type { Decider } from '../decider.js';
import { hasRole, type DecisionContext } from '../decision-context.js';
import { decideBy } from '../decision-table.js';
import { isDutyOf, notTheirDuty } from '../duties.js';
import { refuse, type Refusal } from '../refusal.js';
import type { ExpectedCommand } from './commands.js';
import type { ExpectedEvent } from './events.js';
import {
  evolveExpected,
  expectedId,
  NOTHING_EXPECTED,
  sameExpected,
  type ExpectedAudits,
  type ExpectedInPeriod,
} from './expected.js';

/** The decider of the stream `expected-audits`. The engine's own command says the same again without effect. */
export const expectedAudits: Decider<ExpectedAudits, ExpectedCommand, ExpectedEvent, DecisionContext> = {
  initial: NOTHING_EXPECTED,
  evolve: evolveExpected,
  decide: decideBy({
    ExpectAudits({ type: _, ...expected }, known, { actor }) {
      if (!hasRole(actor, 'system'))
        return refuse(
          'not-allowed',
          'engine-only',
          'Only the engine itself says how many audits are expected of whom.',
        );
      const before = known.get(expectedId(expected.expectation, expected.period));
      const isNothingNew = before === undefined ? expected.of.length === 0 : sameExpected(before, expected);
      return isNothingNew ? [] : [{ type: 'audits-expected', data: expected }];
    },

    ExcuseFromAudits: (command, known, context) =>
      mended(command, known, context, ({ excused, of }) => {
        if (!of.some(({ personId }) => personId === command.personId))
          return refuse('rule', 'audits-not-expected', 'No audits are expected of this person in this period.');
        if (excused.has(command.personId))
          return refuse('rule', 'audits-excused', 'This person is excused in this period already.');
        return 'expected-audits-excused';
      }),

    LiftAuditsExcuse: (command, known, context) =>
      mended(command, known, context, ({ excused }) =>
        excused.has(command.personId)
          ? 'expected-audits-excuse-lifted'
          : refuse('rule', 'audits-not-excused', 'This person is not excused in this period.'),
      ),
  }),
};

/** Nobody decides on what is expected of themselves. */
function mended(
  {
    expectedId: id,
    personId,
    reason,
  }: { readonly expectedId: string; readonly personId: string; readonly reason: string },
  known: ExpectedAudits,
  { actor }: DecisionContext,
  decided: (inPeriod: ExpectedInPeriod) => 'expected-audits-excused' | 'expected-audits-excuse-lifted' | Refusal,
): readonly ExpectedEvent[] | Refusal {
  if (!isDutyOf(actor, 'expected-audits')) return notTheirDuty('expected-audits');
  const inPeriod = known.get(id);
  if (inPeriod === undefined)
    return refuse('not-found', 'expectation-unknown', 'Nothing is recorded of these expected audits.');
  if (personId === actor.id)
    return refuse('not-allowed', 'own-affair', 'Somebody else decides on the audits expected of you.');
  if (reason.trim() === '') return refuse('invalid', 'reason-missing', 'Say why.');
  const type = decided(inPeriod);
  if (typeof type !== 'string') return type;
  const { expectation, period } = inPeriod;
  return [{ type, data: { expectation, period, personId, reason: reason.trim() } }];
}
