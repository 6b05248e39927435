import fc from 'fast-check';
import { entry, frame, sealed } from '../caseload/caseload.fixture.js';
import type { FrameEntry } from '../caseload/events.js';
import { redraw } from './redraw.js';
import { drawn, NO_HISTORY, TWENTY } from './sample.fixture.js';

const stored = frame(sealed(TWENTY));
const recorded = drawn({}, { frame: stored }).data;

function whatDiffers(change: (entry: FrameEntry) => FrameEntry): string[] {
  const result = redraw(recorded, { ...stored, entries: stored.entries.map(change) });
  return result.confirmed ? [] : [...new Set(result.differences.map(({ what }) => what))];
}

describe('a redraw', () => {
  it('confirms the draw from the frame as it is stored', () => {
    expect(redraw(recorded, stored)).toEqual({ confirmed: true });
  });

  const anyEntries = fc
    .array(
      fc.record({
        open: fc.boolean(),
        team: fc.constantFrom('North', 'South', null),
        worker: fc.constantFrom('matched' as const, 'missing' as const),
        family: fc.option(fc.nat(3)),
      }),
      { maxLength: 30 },
    )
    .map((rows) =>
      rows.map((row, position) =>
        entry(position, {
          ...row,
          status: row.open ? 'looked_after' : null,
          practitionerId: row.worker === 'matched' ? 'p1' : null,
        }),
      ),
    );

  it('equals the draw, whatever the frame, rules, seed and history', () => {
    fc.assert(
      fc.property(
        anyEntries,
        fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
        fc.constantFrom('team' as const, 'status' as const, null),
        fc.integer({ min: 1, max: 10 }),
        fc.uniqueArray(fc.nat(29)),
        (entries, seed, stratum, count, live) => {
          const history = () => ({ ...NO_HISTORY, isLive: (id: string) => live.includes(Number(id.slice(1))) });
          const whole = frame(sealed(entries));
          const { data } = drawn(
            { seed, choices: { size: { kind: 'fixed', count }, stratum } },
            { frame: whole, history },
          );
          expect(redraw(data, whole)).toEqual({ confirmed: true });
        },
      ),
    );
  });

  it('finds any change to any entry', () => {
    const changes: ((entry: FrameEntry) => FrameEntry)[] = [
      (each) => ({ ...each, service: 'Other' }),
      (each) => ({ ...each, subjectId: 'other' }),
      (each) => ({ ...each, importedId: 'clear text' }),
      (each) => ({ ...each, open: false, status: null }),
    ];
    fc.assert(
      fc.property(fc.nat(19), fc.constantFrom(...changes), (position, change) => {
        expect(whatDiffers((each) => (each.position === position ? change(each) : each))).toContain('frame');
      }),
    );
  });

  it('says which lists another frame would give', () => {
    const selected = recorded.selected[0]?.position;
    expect(whatDiffers((each) => (each.position === selected ? { ...each, open: false, status: null } : each))).toEqual(
      ['frame', 'selected', 'reserves', 'excluded'],
    );
    expect(whatDiffers((each) => (each.position === selected ? { ...each, subjectId: 'other' } : each))).toEqual([
      'frame',
      'selected',
    ]);
  });

  it('finds an entry too few and a manifest that does not fit', () => {
    const short = redraw(recorded, { ...stored, entries: stored.entries.slice(0, -1) });
    expect(short).toMatchObject({
      confirmed: false,
      differences: [{ sentence: 'The draw was made from a frame of 20 entries, and there are 19.' }, { what: 'frame' }],
    });
    const forged = redraw(recorded, { ...stored, manifest: { ...stored.manifest, root: '0'.repeat(64) } });
    expect(forged).toMatchObject({ confirmed: false, differences: [{ what: 'frame' }] });
  });

  it('finds lists that were not drawn by these rules', () => {
    const forged = redraw({ ...recorded, selected: recorded.reserves, reserves: recorded.selected }, stored);
    expect(forged).toMatchObject({ confirmed: false });
    const miscounted = redraw({ ...recorded, excluded: [{ reason: 'closed', count: 1 }] }, stored);
    expect(miscounted).toMatchObject({ confirmed: false, differences: [{ what: 'excluded' }] });
    const hidden = {
      ...recorded,
      excludedByHistory: { live_audit: recorded.selected.map(({ position }) => position) },
    };
    expect(redraw(hidden, stored).confirmed).toBe(false);
  });

  it('does not compare with a draw of another algorithm or a frame out of order', () => {
    expect(redraw({ ...recorded, algorithm: 'older' }, stored)).toMatchObject({
      confirmed: false,
      differences: [{ what: 'algorithm' }],
    });
    const shuffled = redraw(recorded, { ...stored, entries: [...stored.entries].reverse() });
    expect(shuffled).toMatchObject({ confirmed: false, differences: [{ what: 'frame' }] });
  });
});
