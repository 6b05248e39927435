import fc from 'fast-check';
import { drawDifferences } from './draw-differences.js';
import { EXCLUSION_LABELS, EXCLUSION_REASONS, type DrawEntry, type DrawInput, type DrawStrata } from './draw-input.js';
import { drawKey } from './draw-key.js';
import { drawProblems } from './draw-problems.js';
import { draw, type DrawOutcome } from './draw.js';
import { GOLDEN_DRAWS, GOLDEN_FRAME } from './golden-draws.fixture.js';
import { shareOut } from './share-out.js';

const positions = (drawn: DrawOutcome['selected']): number[] => drawn.map(({ position }) => position);

const STRATA = ['early_help', 'looked_after', 'care_leaver'];
const anyExclusion = fc.constantFrom<DrawEntry['exclusion']>(
  'closed',
  'missing_team',
  'cooldown',
  'live_audit',
  'exempt',
);
const entriesWith = (families: boolean): fc.Arbitrary<readonly DrawEntry[]> =>
  fc
    .array(
      fc.record({
        stratum: fc.constantFrom(...STRATA),
        family: families ? fc.option(fc.nat({ max: 6 })) : fc.constant(null),
        exclusion: fc.option(anyExclusion, { freq: 3 }),
      }),
      { maxLength: 60 },
    )
    .map((entries) => entries.map((entry, position) => ({ ...entry, position })));

const anyQuotas = fc.record({
  early_help: fc.nat({ max: 9 }),
  looked_after: fc.nat({ max: 9 }),
  absent: fc.constant(1),
});
const anyStrata = fc.oneof(
  fc.constant<DrawStrata>({ kind: 'none' }),
  fc.constant<DrawStrata>({ kind: 'proportional' }),
  anyQuotas.map((quotas): DrawStrata => ({ kind: 'quotas', quotas })),
);
const inputsWith = (entries: fc.Arbitrary<readonly DrawEntry[]>, strata = anyStrata): fc.Arbitrary<DrawInput> =>
  fc
    .record({
      entries,
      seed: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
      strata,
      count: fc.integer({ min: 1, max: 30 }),
      percent: fc.option(fc.integer({ min: 1, max: 1_000_000 }).map((parts) => parts / 10_000)),
      reservesPerSelected: fc.nat({ max: 3 }),
    })
    .map(({ count, percent, ...rest }) => {
      if (rest.strata.kind === 'quotas') {
        const sum = Object.values(rest.strata.quotas).reduce((total, quota) => total + quota, 0);
        return { ...rest, size: { kind: 'fixed', count: sum } };
      }
      return { ...rest, size: percent === null ? { kind: 'fixed', count } : { kind: 'percent', percent } };
    });
const anyInput = inputsWith(entriesWith(true));
const unrelated = inputsWith(entriesWith(false));

const eligibleOf = (input: DrawInput): readonly DrawEntry[] =>
  input.entries.filter(({ exclusion }) => exclusion === null);
const entryAt = (input: DrawInput, position: number): DrawEntry | undefined =>
  input.entries.find((entry) => entry.position === position);

describe('the draw', () => {
  it.each(GOLDEN_DRAWS)('is the recorded one: $name', ({ order, selected, reserves, excluded }) => {
    const outcome = draw({ ...order, entries: GOLDEN_FRAME });
    expect(outcome.algorithm).toBe('plumbline-draw-1');
    expect({
      selected: positions(outcome.selected),
      reserves: positions(outcome.reserves),
      excluded: outcome.excluded,
    }).toEqual({ selected, reserves, excluded });
  });

  it('orders by the hash anyone can make: printf 2024-05:17 | sha256sum', () => {
    expect(drawKey('2024-05', 17)).toBe('2425670943702c3b2678c1ffe70c7b35876f02c8fa4ac2a8144479d545ba46a0');
  });

  it('is the same again, however the frame is listed', () => {
    fc.assert(
      fc.property(anyInput, fc.infiniteStream(fc.nat()), (input, shuffle) => {
        const shuffled = input.entries
          .map((entry) => ({ entry, by: shuffle.next().value }))
          .sort((one, other) => one.by - other.by)
          .map(({ entry }) => entry);
        const again = draw({ ...input, entries: shuffled });
        expect(again).toEqual(draw(input));
        expect(drawDifferences(draw(input), again)).toEqual([]);
      }),
    );
  });

  it('puts nobody in two lists, draws nobody excluded and counts everybody it excludes', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { selected, reserves, excluded, excludedPositions } = draw(input);
        const all = [
          ...positions(selected),
          ...positions(reserves),
          ...excludedPositions.map(({ position }) => position),
        ];
        expect(new Set(all).size).toBe(all.length);
        for (const { position, stratum } of [...selected, ...reserves]) {
          expect(entryAt(input, position)).toMatchObject({ stratum, exclusion: null });
        }
        for (const { position, reason } of excludedPositions) {
          expect(entryAt(input, position)?.exclusion ?? 'sibling_selected').toBe(reason);
        }
        expect(excluded.reduce((sum, { count }) => sum + count, 0)).toBe(excludedPositions.length);
        expect(excludedPositions.filter(({ reason }) => reason !== 'sibling_selected').length).toBe(
          input.entries.length - eligibleOf(input).length,
        );
      }),
    );
  });

  it('draws one of a family at most, and excludes exactly the siblings of the selected', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { selected, reserves, excludedPositions } = draw(input);
        const familiesOf = (drawn: DrawOutcome['selected']): number[] =>
          drawn.flatMap(({ position }) => entryAt(input, position)?.family ?? []);
        const families = [...familiesOf(selected), ...familiesOf(reserves)];
        expect(new Set(families).size).toBe(families.length);
        const siblings = eligibleOf(input)
          .filter(({ position, family }) => {
            return !positions(selected).includes(position) && familiesOf(selected).some((other) => other === family);
          })
          .map(({ position }) => position);
        expect(
          excludedPositions.filter(({ reason }) => reason === 'sibling_selected').map(({ position }) => position),
        ).toEqual(siblings);
      }),
    );
  });

  it('draws the number asked for, or everybody eligible, where there are no families', () => {
    fc.assert(
      fc.property(
        inputsWith(entriesWith(false), fc.constantFrom({ kind: 'none' }, { kind: 'proportional' })),
        (input) => {
          const { selected, reserves, asked } = draw(input);
          const eligible = eligibleOf(input).length;
          expect(selected).toHaveLength(Math.min(asked, eligible));
          const most = selected.length * (input.reservesPerSelected ?? 1);
          expect(reserves).toHaveLength(Math.min(most, eligible - selected.length));
        },
      ),
    );
  });

  it('never draws more than asked for', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { selected, asked, strata } = draw(input);
        expect(selected.length).toBeLessThanOrEqual(asked);
        expect(strata.reduce((sum, row) => sum + row.selected, 0)).toBe(selected.length);
        expect(strata.reduce((sum, row) => sum + row.eligible, 0)).toBe(eligibleOf(input).length);
      }),
    );
  });

  it('gives each stratum its share, within one case, where there are no families', () => {
    const proportional = inputsWith(entriesWith(false), fc.constant({ kind: 'proportional' }));
    fc.assert(
      fc.property(proportional, (input) => {
        const { selected, strata } = draw(input);
        const eligible = eligibleOf(input).length;
        for (const row of strata) {
          expect(row.selected).toBe(row.asked);
          expect(Math.abs(row.selected * eligible - selected.length * row.eligible)).toBeLessThan(
            Math.max(eligible, 1),
          );
        }
      }),
    );
  });

  it('meets each quota as far as the stratum goes, and draws nobody of the others', () => {
    const byQuota = fc.oneof(
      inputsWith(
        entriesWith(false),
        anyQuotas.map((quotas) => ({ kind: 'quotas', quotas })),
      ),
      inputsWith(
        entriesWith(true),
        anyQuotas.map((quotas) => ({ kind: 'quotas', quotas })),
      ),
    );
    fc.assert(
      fc.property(byQuota, (input) => {
        const related = input.entries.some(({ family }) => family !== null);
        const { reserves, strata } = draw(input);
        const quotas = input.strata.kind === 'quotas' ? input.strata.quotas : {};
        for (const { stratum, eligible, asked, selected } of strata) {
          expect(asked).toBe(quotas[stratum] ?? 0);
          if (related) expect(selected).toBeLessThanOrEqual(Math.min(asked ?? 0, eligible));
          else expect(selected).toBe(Math.min(asked ?? 0, eligible));
        }
        for (const { stratum } of reserves) expect(quotas[stratum]).toBeGreaterThan(0);
      }),
    );
  });

  it('makes a proportional sample up from other strata when siblings leave one short', () => {
    const entries: DrawEntry[] = [0, 1, 2, 3, 4, 5, 6, 7].map((position) => ({
      position,
      stratum: position < 4 ? 'looked_after' : 'child_in_need',
      family: position < 4 ? 1 : null,
    }));
    const order = { entries, seed: '2024-05', size: { kind: 'fixed', count: 4 } } as const;
    const proportional = draw({ ...order, strata: { kind: 'proportional' } });
    expect(proportional.strata).toEqual([
      { stratum: 'child_in_need', eligible: 4, asked: 2, selected: 3 },
      { stratum: 'looked_after', eligible: 4, asked: 2, selected: 1 },
    ]);
    const quotas = draw({ ...order, strata: { kind: 'quotas', quotas: { looked_after: 2, child_in_need: 2 } } });
    expect(quotas.strata).toEqual([
      { stratum: 'child_in_need', eligible: 4, asked: 2, selected: 2 },
      { stratum: 'looked_after', eligible: 4, asked: 2, selected: 1 },
    ]);
    expect(quotas.excluded).toEqual([{ reason: 'sibling_selected', count: 3 }]);
  });

  it('has a reserve for each selected case of its stratum', () => {
    const entries = Array.from({ length: 40 }, (_, position) => ({
      position,
      stratum: position < 10 ? 'few' : 'many',
    }));
    const outcome = draw({ entries, seed: 'x', size: { kind: 'fixed', count: 8 }, strata: { kind: 'proportional' } });
    const few = (drawn: DrawOutcome['selected']): number => drawn.filter(({ stratum }) => stratum === 'few').length;
    expect([few(outcome.selected), few(outcome.reserves)]).toEqual([2, 2]);
    expect(outcome.reserves).toHaveLength(8);
  });

  it('is not moved by excluding a case it did not draw', () => {
    const plain = inputsWith(entriesWith(false), fc.constant({ kind: 'none' })).filter(
      ({ size }) => size.kind === 'fixed',
    );
    fc.assert(
      fc.property(plain, fc.nat(), (input, pick) => {
        const before = draw(input);
        const drawn = new Set([...positions(before.selected), ...positions(before.reserves)]);
        const undrawn = eligibleOf(input).filter(({ position }) => !drawn.has(position));
        const excluded = undrawn[pick % Math.max(undrawn.length, 1)]?.position;
        fc.pre(excluded !== undefined);
        const after = draw({ ...input, entries: excluding(input.entries, excluded) });
        expect([after.selected, after.reserves]).toEqual([before.selected, before.reserves]);
      }),
    );
  });

  it('moves everybody below up by one when a selected case is excluded', () => {
    const plain = inputsWith(entriesWith(false), fc.constant({ kind: 'none' })).filter(
      ({ size }) => size.kind === 'fixed',
    );
    fc.assert(
      fc.property(plain, fc.nat(), (input, pick) => {
        const before = draw(input);
        const excluded = before.selected[pick % Math.max(before.selected.length, 1)]?.position;
        fc.pre(excluded !== undefined);
        const after = draw({ ...input, entries: excluding(input.entries, excluded) });
        const all = [...positions(before.selected), ...positions(before.reserves)].filter(
          (other) => other !== excluded,
        );
        const now = [...positions(after.selected), ...positions(after.reserves)];
        expect(now.slice(0, all.length)).toEqual(all.slice(0, now.length));
        expect(drawDifferences(before, after)).not.toEqual([]);
      }),
    );
  });

  it('does not look at the stratum of an unstratified sample', () => {
    fc.assert(
      fc.property(inputsWith(entriesWith(true), fc.constant({ kind: 'none' })), (input) => {
        const elsewhere = draw({ ...input, entries: input.entries.map((entry) => ({ ...entry, stratum: 'all' })) });
        const outcome = draw(input);
        expect(positions(elsewhere.selected)).toEqual(positions(outcome.selected));
        expect(positions(elsewhere.reserves)).toEqual(positions(outcome.reserves));
      }),
    );
  });

  it.each([
    [10, 110, 11],
    [5, 41, 3],
    [5, 40, 2],
    [0.1, 1000, 1],
    [0.0001, 1, 1],
    [7, 100, 7],
    [100, 13, 13],
    [33.3333, 3, 1],
    [50, 0, 0],
  ])('takes %d%% of %i as %i, rounding up only what is over', (percent, eligible, expected) => {
    const entries = Array.from({ length: eligible }, (_, position) => ({ position, stratum: '' }));
    const outcome = draw({ entries, seed: 's', size: { kind: 'percent', percent }, strata: { kind: 'none' } });
    expect([outcome.asked, outcome.selected.length]).toEqual([expected, expected]);
  });

  it('has as many reserves as selected cases unless told otherwise', () => {
    const entries = Array.from({ length: 9 }, (_, position) => ({ position, stratum: '' }));
    const order = { entries, seed: 's', size: { kind: 'fixed', count: 3 }, strata: { kind: 'none' } } as const;
    expect(draw(order).reserves).toHaveLength(3);
    expect(draw({ ...order, reservesPerSelected: 0 }).reserves).toHaveLength(0);
    expect(draw({ ...order, reservesPerSelected: 4 }).reserves).toHaveLength(6);
  });

  it('refuses a frame in which two entries have one position', () => {
    const order = { seed: 's', size: { kind: 'fixed', count: 1 }, strata: { kind: 'none' } } as const;
    const entry = { position: 1, stratum: '' };
    expect(() => draw({ ...order, entries: [entry, entry] })).toThrow(RangeError);
    expect(() => draw({ ...order, entries: [{ position: -1, stratum: '' }] })).toThrow(RangeError);
    expect(() => draw({ ...order, entries: [{ position: 0.5, stratum: '' }] })).toThrow(RangeError);
  });

  it('has a label for every reason', () => {
    expect(
      EXCLUSION_REASONS.map((reason) => EXCLUSION_LABELS[reason]).filter((label) => label.length > 3),
    ).toHaveLength(7);
  });
});

describe('rules of a draw', () => {
  const order = { seed: '2024-05', size: { kind: 'fixed', count: 10 }, strata: { kind: 'none' } } as const;

  it.each([
    ['seed-length', { ...order, seed: '' }],
    ['seed-length', { ...order, seed: 'x'.repeat(201) }],
    ['seed-not-text', { ...order, seed: 'a\ud800' }],
    ['sample-size', { ...order, size: { kind: 'fixed', count: 0 } }],
    ['sample-size', { ...order, size: { kind: 'fixed', count: 2.5 } }],
    ['sample-size', { ...order, size: { kind: 'fixed', count: Number.NaN } }],
    ['sample-percentage', { ...order, size: { kind: 'percent', percent: 0 } }],
    ['sample-percentage', { ...order, size: { kind: 'percent', percent: 100.1 } }],
    ['sample-percentage', { ...order, size: { kind: 'percent', percent: 0.00001 } }],
    ['sample-percentage', { ...order, size: { kind: 'percent', percent: Number.NaN } }],
    ['quotas', { ...order, strata: { kind: 'quotas', quotas: {} } }],
    ['quotas', { ...order, strata: { kind: 'quotas', quotas: { a: -1 } } }],
    ['quotas-and-size', { ...order, strata: { kind: 'quotas', quotas: { a: 4, b: 5 } } }],
    [
      'quotas-and-size',
      { ...order, size: { kind: 'percent', percent: 5 }, strata: { kind: 'quotas', quotas: { a: 5 } } },
    ],
    ['reserves-per-selected', { ...order, reservesPerSelected: 0.5 }],
    ['reserves-per-selected', { ...order, reservesPerSelected: 21 }],
  ] as const)('are refused with %s', (code, rules) => {
    expect(drawProblems(rules).map((problem) => problem.code)).toEqual([code]);
    expect(() => draw({ ...rules, entries: [] })).toThrow(RangeError);
  });

  it('are accepted when a draw can be made by them', () => {
    fc.assert(fc.property(unrelated, (input) => expect(drawProblems(input)).toEqual([])));
  });
});

describe('a redraw that does not confirm the draw', () => {
  const before = {
    selected: [
      { position: 4, stratum: 'team a' },
      { position: 9, stratum: 'team b' },
    ],
    reserves: [{ position: 1, stratum: 'team a' }],
    excluded: [{ reason: 'closed', count: 2 }],
  };

  it('says what differs, place by place', () => {
    const now = {
      selected: [before.selected[0] ?? { position: 0, stratum: '' }, { position: 2, stratum: 'team b' }],
      reserves: [],
      excluded: [
        { reason: 'closed', count: 1 },
        { reason: 'cooldown', count: 3 },
      ],
    };
    expect(drawDifferences(before, now)).toEqual([
      {
        list: 'selected',
        sentence:
          'Selected, place 2: the draw recorded position 9 of stratum "team b", the redraw gives position 2 of stratum "team b".',
      },
      {
        list: 'reserves',
        sentence: 'Reserves, place 1: the draw recorded position 1 of stratum "team a", the redraw gives nobody.',
      },
      { list: 'excluded', sentence: 'Excluded as closed: the draw recorded 2, the redraw gives 1.' },
      { list: 'excluded', sentence: 'Excluded as cooldown: the draw recorded 0, the redraw gives 3.' },
    ]);
  });
});

describe('sharing out', () => {
  it.each([
    [10, { a: 50, b: 30, c: 20 }, { a: 5, b: 3, c: 2 }],
    [7, { a: 50, b: 30, c: 20 }, { a: 4, b: 2, c: 1 }],
    // Equal remainders: the larger stratum first, then by name.
    [1, { b: 5, a: 5 }, { a: 1, b: 0 }],
    [2, { small: 1, large: 3 }, { small: 0, large: 2 }],
    [0, { a: 3 }, { a: 0 }],
    [0, {}, {}],
  ])('%i by largest remainder among %j', (total, sizes, expected) => {
    expect(Object.fromEntries(shareOut(total, new Map(Object.entries(sizes))))).toEqual(expected);
  });

  it('adds to the total, within one of the exact share, and never more than there is', () => {
    const sizes = fc.dictionary(fc.string(), fc.nat({ max: 500 }), { minKeys: 1, maxKeys: 12 });
    fc.assert(
      fc.property(sizes, fc.nat(), (bySize, any) => {
        const map = new Map(Object.entries(bySize));
        const sum = [...map.values()].reduce((total, size) => total + size, 0);
        const total = any % (sum + 1);
        const shares = shareOut(total, map);
        expect([...shares.values()].reduce((all, share) => all + share, 0)).toBe(total);
        for (const [stratum, share] of shares) {
          const size = map.get(stratum) ?? 0;
          expect(share).toBeLessThanOrEqual(size);
          expect(Math.abs(share * sum - total * size)).toBeLessThan(sum);
        }
      }),
    );
  });

  it('does not share out more than there is', () => {
    expect(() => shareOut(4, new Map([['a', 3]]))).toThrow(RangeError);
  });
});

function excluding(entries: readonly DrawEntry[], position: number | undefined): readonly DrawEntry[] {
  return entries.map((entry) => (entry.position === position ? { ...entry, exclusion: 'exempt' } : entry));
}
