import fc from 'fast-check';
import { LIVE } from '../workflow/stages.js';
import { isAppointment, obligationsOf, systemObligationsOf } from './obligations.js';
import { decider, draws, run, type Step } from './scenarios/random-audits.fixture.js';
import { randomSettings } from './scenarios/random-settings.fixture.js';
import { isSelected, type AuditState } from './state.js';

const eachRun = (law: (steps: readonly Step[]) => void) =>
  fc.assert(
    fc.property(draws, randomSettings, (all, settings) => law(run(all, false, { settings }))),
    { numRuns: 60 },
  );

describe('whatever is commanded, in whatever order', () => {
  it('is not idle: runs reach every stage', () => {
    const seen = new Set<string>();
    const all = [...LIVE, 'closed', 'ended'];
    for (let times = 0; times < 6 && seen.size < all.length; times++)
      eachRun((steps) => steps.forEach(({ after }) => seen.add(after.stage)));
    expect([...seen].sort()).toEqual(all.sort());
  });

  it('a state folded from its events equals the state that was kept', () => {
    eachRun((steps) => {
      const folded = steps.flatMap(({ events }) => events).reduce<AuditState>(decider.evolve, decider.initial);
      expect(folded).toEqual(steps.at(-1)?.after ?? decider.initial);
    });
  });

  it('a moderation has one claim at a time, and no claimant is the auditor', () => {
    eachRun((steps) => {
      for (const { before, events, after } of steps)
        if (events.some(({ type }) => type === 'moderation-claimed')) {
          expect(isSelected(before) ? before.moderation?.claimedBy : null).toBeNull();
          expect(isSelected(after) ? after.moderation?.claimedBy : null).not.toBe(
            isSelected(after) ? after.auditor?.auditorId : null,
          );
        }
    });
  });

  it('an audit is closed only when its loops are', () => {
    eachRun((steps) => {
      for (const { after } of steps)
        if (after.stage === 'closed') {
          expect(after.actions.filter(({ status }) => status === 'open' || status === 'completed')).toEqual([]);
          expect(after.concerns.filter(({ status }) => status !== 'resolved')).toEqual([]);
          expect(after.response?.recorded ?? true).toBe(true);
          expect([after.response?.signOff, after.response?.review]).not.toContain('due');
          expect(after.deadlines).toEqual({});
        }
    });
  });

  it('the first grade stands for good once it is submitted', () => {
    eachRun((steps) => {
      for (const { before, after } of steps)
        if (isSelected(before) && before.graded !== null)
          expect(isSelected(after) && after.graded?.first).toEqual(before.graded.first);
    });
  });

  it('calendars hold the conversation of who is invited to one, each change numbered above all before', () => {
    eachRun((steps) => {
      for (const { before, after } of steps) {
        if (!isSelected(after)) continue;
        const invited = Object.entries(after.calendars).filter(([, { standing }]) => standing === 'invited');
        const prepares = obligationsOf(after).flatMap(({ key }) =>
          key.startsWith('prepare:') ? [key.slice('prepare:'.length)] : [],
        );
        const holds = after.conversation?.outcome === 'held' ? after.conversation.on : null;
        const ahead = invited.filter(([, { on }]) => on !== holds);
        if (prepares.length > 0)
          expect(ahead.map(([personId]) => personId)).toEqual(expect.arrayContaining([...prepares]));
        for (const [, { on }] of ahead) expect(on).toBe(after.conversation?.on);
        const known = isSelected(before) ? before.calendars : {};
        const highest = Math.max(-1, ...Object.values(known).map(({ sequence }) => sequence));
        for (const [personId, entry] of Object.entries(after.calendars))
          if (known[personId] !== entry) expect(entry.sequence).toBe(highest + 1);
      }
    });
  });

  it('nothing is owed by nobody', () => {
    eachRun((steps) => {
      for (const { after } of steps)
        if (isSelected(after)) {
          const owed = [...obligationsOf(after), ...systemObligationsOf(after)].map(({ key }) => key);
          expect(owed.filter((key) => !isAppointment(key)).sort()).toEqual(Object.keys(after.deadlines).sort());
        }
    });
  });
});
