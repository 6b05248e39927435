import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { reauditDrawOf, redrawnReaudit } from './reaudit-draw.js';
import { auditDecider } from './decider.js';
import { askingSettings } from './scenarios/council.fixture.js';
import { until } from './scenarios/history.fixture.js';
import type { AuditState, StateIn } from './state.js';

const { evolve, initial } = auditDecider();
const last = until['action-tracking'].reduce<AuditState>(evolve, initial);
if (last.stage !== 'action-tracking') throw new Error('The audit is not final');
const final: StateIn<'action-tracking'> = last;
const shares = fc.array(
  fc.record({ share: fc.integer({ min: 1, max: 30 }), afterMonths: fc.integer({ min: 1, max: 36 }) }),
  {
    minLength: 1,
    maxLength: 3,
  },
);
const drawOf = (auditId: string, some: readonly { readonly share: number; readonly afterMonths: number }[]) =>
  reauditDrawOf(
    { ...final, auditId },
    {
      ...askingSettings,
      reaudit: some.map((one) => ({ grade: 'inadequate', ...one })),
    },
  );

describe('the draw of which audits are audited again', () => {
  it('drawn again gives the same, and can be checked by hand', () => {
    fc.assert(
      fc.property(fc.uuid(), shares, (auditId, some) => {
        const drawn = drawOf(auditId, some);
        if (drawn === null) throw new Error('Nothing was drawn');
        expect(redrawnReaudit(auditId, drawn)).toEqual(drawn);
        expect(drawn.key).toBe(createHash('sha256').update(`${drawn.seed}:1`).digest('hex'));
      }),
    );
  });

  it('another choice than was drawn is found', () => {
    const drawn = drawOf('audit-1', [{ share: 50, afterMonths: 3 }]);
    if (drawn === null) throw new Error('Nothing was drawn');
    expect(redrawnReaudit('audit-1', { ...drawn, afterMonths: null })).not.toEqual({ ...drawn, afterMonths: null });
  });

  it('falls on the share that was asked for, each length on its own audits', () => {
    const found = new Map<number | null, number>();
    for (let number = 0; number < 4000; number++) {
      const after = drawOf(`audit-${number}`, [
        { share: 20, afterMonths: 3 },
        { share: 10, afterMonths: 9 },
      ])?.afterMonths;
      found.set(after ?? null, (found.get(after ?? null) ?? 0) + 1);
    }
    expect(Math.round((found.get(3) ?? 0) / 400)).toBe(2);
    expect(Math.round((found.get(9) ?? 0) / 400)).toBe(1);
    expect(Math.round((found.get(null) ?? 0) / 400)).toBe(7);
  });

  it('is none for a grade of which no share is asked for', () => {
    expect(reauditDrawOf(final, { ...askingSettings, reaudit: [] })).toBeNull();
  });
});
