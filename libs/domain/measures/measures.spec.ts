import fc from 'fast-check';
import { isRefusal } from '../refusal.js';
import { isInBand, parseBand, type BandRange } from './band.js';
import { findingsOf } from './band-findings.js';
import { MEASURE_BANDS, type Measure, type MeasureBand, type MeasureEvent } from './events.js';
import { fractionOf, type Fraction } from './fraction.js';
import { judgeReading } from './judge-reading.js';
import { measuresDecider } from './measures.js';

const value = (text: string): Fraction => {
  const fraction = fractionOf(text);
  if (fraction === null) throw new Error(`${text} is no number`);
  return fraction;
};

/** Which of the numbers from 0 to 100, halves too, are in a band. */
const within = (printed: string, unit = ''): string => {
  const band = parseBand(printed, unit);
  if (band === null) return 'no band';
  if (band.is === 'trend') return band.trend;
  const all = Array.from({ length: 201 }, (_, half) => half / 2).filter((each) => isInBand(value(String(each)), band));
  return `${all[0]} to ${all.at(-1)}`;
};

describe('a band as printed', () => {
  it.each([
    ['25-20', '20 to 25'],
    ['25–20', '20 to 25'],
    ['25 — 20 %', '20 to 25'],
    ['25% − 20%', '20 to 25'],
    ['20 to 25', '20 to 25'],
    ['Between 20 and 25 per cent', '20 to 25'],
    ['20.5-25', '20.5 to 25'],
    ['<14', '0 to 13.5'],
    ['< 14%', '0 to 13.5'],
    ['Less than 14', '0 to 13.5'],
    ['≤14', '0 to 14'],
    ['<=14', '0 to 14'],
    ['up to 14', '0 to 14'],
    ['14 or fewer', '0 to 14'],
    ['14% and below', '0 to 14'],
    ['>24', '24.5 to 100'],
    ['over 24', '24.5 to 100'],
    ['≥ 24', '24 to 100'],
    ['at least 24', '24 to 100'],
    ['75+', '75 to 100'],
    ['75%+', '75 to 100'],
    ['75 +', '75 to 100'],
    ['75 and over', '75 to 100'],
    ['75 or more', '75 to 100'],
    ['65 to under 75', '65 to 74.5'],
    ['65-<75', '65 to 74.5'],
    ['>65 - 75', '65.5 to 75'],
    ['>=65, <75', '65 to 74.5'],
    ['<75 and >=65', '65 to 74.5'],
    ['100%', '100 to 100'],
    ['－７５＋', 'undefined to undefined'],
    ['Increase', 'increase'],
    ['  REDUCING ', 'decrease'],
    ['↑', 'increase'],
    ['No change', 'steady'],
  ])('%s is %s', (printed, numbers) => {
    expect(within(printed)).toBe(printed === '－７５＋' ? '0 to 100' : numbers);
  });

  it('may say its unit', () => {
    expect(within('10-15 days', 'days')).toBe('10 to 15');
    expect(within('75+ Children', 'children')).toBe('75 to 100');
    expect(within('10-15 weeks', 'days')).toBe('no band');
  });

  it('holds large numbers with commas, and numbers below 0', () => {
    expect(parseBand('1,000-1,200')).toEqual(parseBand('1000-1200'));
    expect(isInBand(value('-3'), parseBand('-5--2') ?? { is: 'trend', trend: 'steady' })).toBe(true);
    expect(isInBand(value('0'), parseBand('-5-5') ?? { is: 'trend', trend: 'steady' })).toBe(true);
  });

  it.each(['', 'tbc', 'see note', '20²', '①', '75++', '20,25', '>5-<5', '<20->30', '19-Oct', '10/12', '5-', '-', '+'])(
    'is not made of %p',
    (printed) => {
      expect(parseBand(printed)).toBeNull();
    },
  );
});

const edge = fc.integer({ min: 0, max: 24 });
/** How a range is printed, and whether a number is in it. */
interface Printed {
  readonly text: string;
  readonly holds: (number: number) => boolean;
}
const printedRange: fc.Arbitrary<Printed> = fc.oneof(
  fc
    .tuple(edge, edge, fc.constantFrom('-', '–', ' to ', ' - ', '%-'), fc.boolean())
    .map(([one, other, dash, down]): Printed => {
      const [low, high] = one < other ? [one, other] : [other, one];
      const text = down ? `${high}${dash}${low}` : `${low}${dash}${high}`;
      return { text, holds: (number) => number >= low && number <= high };
    }),
  edge.map((at): Printed => ({ text: `<${at}`, holds: (number) => number < at })),
  edge.map((at): Printed => ({ text: `≤ ${at}%`, holds: (number) => number <= at })),
  edge.map((at): Printed => ({ text: `>${at}`, holds: (number) => number > at })),
  edge.map((at): Printed => ({ text: `${at}+`, holds: (number) => number >= at })),
);

/** Quarters, from well below every edge to well above: each stands for all numbers between its neighbours. */
const QUARTERS = Array.from({ length: 4 * 34 + 1 }, (_, index) => index / 4 - 5);

describe('findings', () => {
  it('are what counting number by number finds', () => {
    const bands = fc.record({
      requires_improvement: fc.option(printedRange),
      good: fc.option(printedRange),
      outstanding: fc.option(printedRange),
    });
    fc.assert(
      fc.property(bands, fc.constantFrom('higher' as const, 'lower' as const), (printed, direction) => {
        const there = MEASURE_BANDS.flatMap((key) => printed[key] ?? []);
        const said = (key: MeasureBand): string | null => printed[key]?.text ?? null;
        const texts = {
          requires_improvement: said('requires_improvement'),
          good: said('good'),
          outstanding: said('outstanding'),
        };
        const kinds = new Set(findingsOf({ unit: 'cases', direction, bands: texts }).map(({ kind }) => kind));
        const holding = QUARTERS.map((number) => ({ number, bands: there.filter(({ holds }) => holds(number)) }));
        expect(kinds.has('overlap')).toBe(holding.some(({ bands: in_ }) => in_.length > 1));
        // Between bands is what is in none and has a band below and above it.
        const first = holding.findIndex(({ bands: in_ }) => in_.length > 0);
        const last = holding.findLastIndex(({ bands: in_ }) => in_.length > 0);
        const uncovered = holding.slice(first, last).filter(({ bands: in_ }) => in_.length === 0);
        const stretches = uncovered.map(({ number }) => Number.isInteger(number));
        expect(kinds.has('gap')).toBe(first >= 0 && stretches.some(Boolean));
        const alone = uncovered.filter(({ number }) => {
          const [below, above] = [Math.floor(number), Math.ceil(number)];
          return below !== above && there.some(({ holds }) => holds(below)) && there.some(({ holds }) => holds(above));
        });
        expect(kinds.has('integer-edge')).toBe(alone.length > 0);
        const best = direction === 'higher' ? QUARTERS.at(-1) : QUARTERS[0];
        const atZero = direction === 'lower' && there.some(({ holds }) => holds(0) && !holds(-1));
        const reached = there.length === 0 || there.some(({ holds }) => best !== undefined && holds(best));
        expect(kinds.has('open-end')).toBe(!reached && !atZero);
      }),
      { numRuns: 2_000 },
    );
  });

  it('of a wrong way are that somewhere the worse of two bands reaches further', () => {
    fc.assert(
      fc.property(
        printedRange,
        printedRange,
        fc.constantFrom('higher' as const, 'lower' as const),
        (one, other, direction) => {
          const bands = { requires_improvement: one.text, good: other.text, outstanding: null };
          const kinds = findingsOf({ unit: 'cases', direction, bands }).map(({ kind }) => kind);
          const order = direction === 'higher' ? QUARTERS : [...QUARTERS].reverse();
          const inOne = order.map((number) => one.holds(number));
          const inOther = order.map((number) => other.holds(number));
          const isEmpty = !inOne.includes(true) || !inOther.includes(true);
          const behind =
            inOther.indexOf(true) < inOne.indexOf(true) || inOther.lastIndexOf(true) < inOne.lastIndexOf(true);
          const openWrong = inOne.at(-1) === true;
          expect(kinds.includes('wrong-way')).toBe(!isEmpty && (behind || openWrong));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  const kinds = (direction: Measure['direction'], ...printed: (string | null)[]): readonly string[] => {
    const [requires_improvement = null, good = null, outstanding = null] = printed;
    return findingsOf({ unit: '%', direction, bands: { requires_improvement, good, outstanding } }).map(
      ({ kind, text }) => `${kind}: ${text}`,
    );
  };

  it('say what a council printed', () => {
    expect(kinds('higher', '65-75', '75-84', '85+')).toEqual([
      'overlap: 75 is in two bands: Requires improvement (65-75) and Good (75-84).',
      'integer-edge: 84.5 is in no band: Good (75-84) ends just below where Outstanding (85+) begins.',
    ]);
    expect(kinds('higher', '65-74', '75-80', '85+')).toEqual([
      'integer-edge: 74.5 is in no band: Requires improvement (65-74) ends just below where Good (75-80) begins.',
      'gap: More than 80 and less than 85 is in no band, between Good (75-80) and Outstanding (85+).',
    ]);
    expect(kinds('lower', '25-20', '19-15', '<14')).toEqual([
      'gap: 14 or more and less than 15 is in no band, between Outstanding (<14) and Good (19-15).',
      'integer-edge: 19.5 is in no band: Good (19-15) ends just below where Requires improvement (25-20) begins.',
    ]);
    expect(kinds('lower', '40-50', '49-25', '>24')).toEqual([
      'overlap: 40 to 49 is in two bands: Requires improvement (40-50) and Good (49-25).',
      'overlap: 40 to 50 is in two bands: Requires improvement (40-50) and Outstanding (>24).',
      'overlap: 25 to 49 is in two bands: Good (49-25) and Outstanding (>24).',
      'wrong-way: Outstanding (>24) is not better than Good (49-25) at both ends, though lower is better.',
      'open-end: 24 or less is in no band, though it is better than all of them.',
    ]);
    expect(kinds('lower', '25-21')).toEqual([
      'open-end: Less than 21 is in no band, though it is better than all of them.',
    ]);
    expect(kinds('higher', '50-60', '61-80', '81-100')).toHaveLength(2);
    expect(kinds('lower', '20-24.9', '16-19.9', '<16')).toEqual([
      'integer-edge: 19.95 is in no band: Good (16-19.9) ends just below where Requires improvement (20-24.9) begins.',
    ]);
  });

  it('are none where the bands meet, or where only a direction is printed', () => {
    expect(kinds('higher', '65-<75', '75-<85', '85+')).toEqual([]);
    expect(kinds('lower', '20 to 25', '15 to under 20', '<15')).toEqual([]);
    expect(kinds('increase', 'Increase', 'Increase', 'Increase')).toEqual([]);
    expect(kinds('direction_only')).toEqual([]);
  });

  it('tell a word that runs against the direction', () => {
    expect(kinds('lower', null, 'Increase')).toEqual([
      'wrong-way: Good (Increase) runs the wrong way, since lower is better.',
    ]);
  });
});

const seen: Measure = {
  measure: 'Children seen within 10 days',
  meaning: null,
  unit: '%',
  direction: 'higher',
  bands: { requires_improvement: '65-75', good: '75-84', outstanding: '85+' },
  source: null,
};

describe('a reading in its bands', () => {
  const counts = (numerator: number, denominator: number) =>
    judgeReading(seen, { numerator, denominator, value: null });
  it('is in one, in none or in more than one, by its exact value', () => {
    expect(counts(16, 20)).toEqual({ value: 80, band: 'good', ambiguous: false, fits: ['good'] });
    expect(counts(15, 20)).toEqual({
      value: 75,
      band: null,
      ambiguous: true,
      fits: ['requires_improvement', 'good'],
    });
    expect(counts(169, 200)).toEqual({ value: 84.5, band: null, ambiguous: false, fits: [] });
    expect(counts(84_004, 100_000)).toMatchObject({ value: 84, band: null });
    expect(counts(0, 0)).toEqual({ value: null, band: null, ambiguous: false, fits: [] });
    expect(judgeReading(seen, { numerator: null, denominator: null, value: 91.5 })).toMatchObject({
      band: 'outstanding',
    });
  });

  it('is of counts by themselves where the unit is no percentage', () => {
    expect(judgeReading({ ...seen, unit: 'children' }, { numerator: 400, denominator: 5, value: null }).value).toBe(80);
  });

  it('agrees with a comparison of whole numbers', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 500 }), edge, edge, (n, d, one, other) => {
        const band = parseBand(`${one}-${other}`);
        const [low, high] = [Math.min(one, other) * d, Math.max(one, other) * d];
        const fits = judgeReading(
          { unit: '%', bands: { requires_improvement: null, good: `${one}-${other}`, outstanding: null } },
          { numerator: n, denominator: d, value: null },
        ).fits;
        expect(band?.is).toBe<BandRange['is']>('range');
        expect(fits.length === 1).toBe(n * 100 >= low && n * 100 <= high);
      }),
    );
  });
});

const context = { actor: { id: 'p1', roles: ['coordinator' as const] }, responsibilities: { headsOfService: [] } };
const given = (...events: MeasureEvent[]) => events.reduce(measuresDecider.evolve, measuresDecider.initial);
const publish = (acceptFindings: boolean, ...measures: Measure[]) => ({
  type: 'PublishMeasures' as const,
  measures,
  acceptFindings,
});
const clean: Measure = { ...seen, bands: { ...seen.bands, requires_improvement: '65-<75', good: '75-<85' } };
const published = (measure: Measure, version = 1): MeasureEvent => ({
  type: 'measure-published',
  data: { ...measure, version, accepted: findingsOf(measure) },
});

describe('publishing measures', () => {
  it('leaves out what does not hold together, until that is accepted', () => {
    const other = { ...clean, measure: 'Another' };
    expect(measuresDecider.decide(publish(false, seen, other), given(), context)).toEqual([published(other)]);
    expect(measuresDecider.decide(publish(true, seen), given(), context)).toEqual([published(seen)]);
    expect(published(seen).data).toMatchObject({ accepted: [{ kind: 'overlap' }, { kind: 'integer-edge' }] });
  });

  it('publishes once, and another version where something is said otherwise', () => {
    const before = given(published(clean));
    expect(measuresDecider.decide(publish(false, clean), before, context)).toEqual([]);
    const changed = { ...clean, measure: 'CHILDREN seen  within 10 days', source: 'Board' };
    expect(measuresDecider.decide(publish(false, changed), before, context)).toEqual([published(changed, 2)]);
  });

  it('is for coordinators and heads of service', () => {
    const leader = { id: 'p2', roles: ['leader' as const] };
    const refused = measuresDecider.decide(publish(false, clean), given(), { ...context, actor: leader });
    expect(refused).toMatchObject({
      sentence: 'Only a coordinator or a head of service may enter measures and their readings.',
    });
    const responsibilities = { headsOfService: [{ personId: 'p2' }] };
    expect(measuresDecider.decide(publish(false, clean), given(), { actor: leader, responsibilities })).toHaveLength(1);
  });
});

describe('recording readings', () => {
  const reading = { measure: clean.measure, period: '2017-06', numerator: 16, denominator: 20, value: null };
  const record = (...readings: (typeof reading)[]) => ({ type: 'RecordReadings' as const, readings });
  const before = given(published(clean));

  it('records what is new and corrects what is said otherwise', () => {
    expect(measuresDecider.decide(record(reading), before, context)).toEqual([
      { type: 'reading-recorded', data: reading },
    ]);
    const known = measuresDecider.evolve(before, { type: 'reading-recorded', data: reading });
    expect(measuresDecider.decide(record(reading), known, context)).toEqual([]);
    expect(measuresDecider.decide(record({ ...reading, numerator: 17 }), known, context)).toEqual([
      {
        type: 'reading-corrected',
        data: { ...reading, numerator: 17, was: { numerator: 16, denominator: 20, value: null } },
      },
    ]);
  });

  it('is refused of a measure that is not published', () => {
    const refused = measuresDecider.decide(record(reading), given(), context);
    expect(isRefusal(refused) && refused.code).toBe('measure-unknown');
  });
});
