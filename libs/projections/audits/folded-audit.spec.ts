import { initialAudit } from '#domain';
import { asAuditEvent } from '../domain-events.js';
import type { RecordedAuditEvent } from '../domain-events.js';
import { GivenLog } from '../views/given.fixture.js';
import { AuditStory } from './audit-story.fixture.js';
import { evolveState, foldAudit } from './folded-audit.js';
import type { FoldedAudit } from './folded-audit.js';

const events = (): readonly RecordedAuditEvent[] =>
  new AuditStory(new GivenLog(), 'a-1').upToGrading().domain('help', 'good').submitted().events.map(asAuditEvent);

const folded = (of: readonly RecordedAuditEvent[]): FoldedAudit | undefined =>
  of.reduce<FoldedAudit | undefined>((audit, event) => foldAudit(audit, event), undefined);

describe('an audit folded by several views', () => {
  it('is worked out once where they fold the same events onto the same audit', () => {
    const told = events();
    const first = folded(told);
    expect(folded(told)).toBe(first);
    const state = told.reduce(evolveState, initialAudit);
    expect(state).toBe(first?.state);
  });

  it('is that of each view where one has read its audit back', () => {
    const told = events();
    const [last, before] = [told.at(-1), folded(told.slice(0, -1))];
    if (last === undefined || before === undefined) throw new Error('The story is too short');
    const after = foldAudit(before, last);
    const readBack: FoldedAudit = JSON.parse(JSON.stringify(before));
    expect(foldAudit(readBack, last)).toEqual(after);
    const elsewhere = foldAudit({ ...readBack, facts: { ...readBack.facts, team: 'Elsewhere' } }, last);
    expect(elsewhere?.facts.team).toBe('Elsewhere');
    const other = foldAudit(
      { ...before, state: { ...before.state, reference: 'Another' } as FoldedAudit['state'] },
      last,
    );
    expect(other?.state).toMatchObject({ reference: 'Another' });
    expect(foldAudit(before, last)).toEqual(after);
  });
});
