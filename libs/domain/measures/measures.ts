import type { Decider } from '../decider.js';
import type { DecisionContext } from '../decision-context.js';
import { decideBy } from '../decision-table.js';
import { isDutyOf, notTheirDuty, type Heads } from '../duties.js';
import { refuse } from '../refusal.js';
import { findingsOf } from './band-findings.js';
import {
  MEASURE_BANDS,
  type Measure,
  type MeasureEvent,
  type MeasureReading,
  type PublishMeasures,
  type ReadingNumbers,
  type RecordReadings,
} from './events.js';

/** What is measured, by `measureKey`, and each reading by `readingKey`, in the order they were first entered. */
export interface Measures {
  readonly measures: ReadonlyMap<string, Measure & { readonly version: number }>;
  readonly readings: ReadonlyMap<string, MeasureReading>;
}

/** A measure's name without case and runs of white space. */
export const measureKey = (name: string): string => name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();

export const readingKey = ({ measure, period }: Pick<MeasureReading, 'measure' | 'period'>): string =>
  JSON.stringify([measureKey(measure), period]);

/** The measures and readings after more events: copied once, however many there are. */
export function measuresAfter(before: Measures, events: Iterable<MeasureEvent>): Measures {
  const measures = new Map(before.measures);
  const readings = new Map(before.readings);
  for (const { type, data } of events) {
    if (type === 'measure-published') {
      const { accepted: _, ...measure } = data;
      measures.set(measureKey(measure.measure), measure);
    } else {
      const { measure, period, numerator, denominator, value } = data;
      readings.set(readingKey(data), { measure, period, numerator, denominator, value });
    }
  }
  return { measures, readings };
}

export interface MeasuresContext extends Pick<DecisionContext, 'actor'> {
  /** Of the settings in force. */
  readonly responsibilities: Heads;
}

/** The decider of the stream `measures`. What is known already as it is said makes no event. */
export const measuresDecider: Decider<Measures, PublishMeasures | RecordReadings, MeasureEvent, MeasuresContext> = {
  initial: { measures: new Map(), readings: new Map() },
  evolve: (before, event) => measuresAfter(before, [event]),
  decide: decideBy({
    PublishMeasures({ measures, acceptFindings }, known, { actor, responsibilities }) {
      if (!isDutyOf(actor, 'measures', responsibilities)) return notTheirDuty('measures');
      const said = new Map(measures.map((measure) => [measureKey(measure.measure), measure]));
      return [...said].flatMap(([key, measure]): MeasureEvent[] => {
        const before = known.measures.get(key);
        if (before !== undefined && isSameMeasure(before, measure)) return [];
        const findings = findingsOf(measure);
        if (findings.length > 0 && !acceptFindings) return [];
        const version = (before?.version ?? 0) + 1;
        return [{ type: 'measure-published', data: { ...measure, version, accepted: findings } }];
      });
    },
    RecordReadings({ readings }, known, { actor, responsibilities }) {
      if (!isDutyOf(actor, 'measures', responsibilities)) return notTheirDuty('measures');
      if (readings.some(({ measure }) => !known.measures.has(measureKey(measure))))
        return refuse('not-found', 'measure-unknown', 'A reading is of a measure that is not published.');
      const said = new Map(readings.map((reading) => [readingKey(reading), reading]));
      return [...said].flatMap(([key, reading]): MeasureEvent[] => {
        const before = known.readings.get(key);
        if (before === undefined) return [{ type: 'reading-recorded', data: reading }];
        const was = numbersOf(before);
        return isSameReading(was, reading) ? [] : [{ type: 'reading-corrected', data: { ...reading, was } }];
      });
    },
  }),
};

const numbersOf = ({ numerator, denominator, value }: MeasureReading): ReadingNumbers => ({
  numerator,
  denominator,
  value,
});

const isSameReading = (one: ReadingNumbers, other: ReadingNumbers): boolean =>
  one.numerator === other.numerator && one.denominator === other.denominator && one.value === other.value;

const isSameMeasure = (one: Measure, other: Measure): boolean =>
  one.measure === other.measure &&
  one.meaning === other.meaning &&
  one.unit === other.unit &&
  one.direction === other.direction &&
  one.source === other.source &&
  MEASURE_BANDS.every((band) => one.bands[band] === other.bands[band]);
