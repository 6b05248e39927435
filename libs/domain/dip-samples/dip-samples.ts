import { isDutyOf, notTheirDuty } from '../duties.js';
import { saidAnew, type Registered, type RegisterContext } from '../improvement/registers.js';
import { measureKey } from '../measures/measures.js';
import { namedId } from '../named-id.js';
import { refuse, type Refusal } from '../refusal.js';
import type { DipSampleAnswered, DipSampleResult, DipSampleUnit } from './events.js';

/** What is known of the results of all dip samples, and what each sample counts. */
export interface DipSamples {
  readonly results: ReadonlyMap<string, Pick<Registered, 'version' | 'digest' | 'due'>>;
  /** By `dipSampleKey`. */
  readonly units: ReadonlyMap<string, DipSampleUnit>;
}

export const NO_DIP_SAMPLES: DipSamples = { results: new Map(), units: new Map() };

/** What a dip sample is told from others by: its theme without case and runs of white space, and its day. */
export const dipSampleKey = ({ theme, date }: Pick<DipSampleResult, 'theme' | 'date'>): string =>
  JSON.stringify([measureKey(theme), date]);

/** What opens a figure of a report: the same for the same sample, question and answer. Nobody is told from it. */
export const dipSampleFigureId = (
  sample: Pick<DipSampleResult, 'theme' | 'date'>,
  question: string,
  answer: string,
): string => namedId('dip-sample', dipSampleKey(sample), measureKey(question), answer);

export function dipSamplesAfter(before: DipSamples, events: Iterable<DipSampleAnswered>): DipSamples {
  const results = new Map(before.results);
  const units = new Map(before.units);
  for (const { data } of events) {
    results.set(data.resultId, { version: data.version, digest: data.digest, due: null });
    units.set(dipSampleKey(data), data.unit);
  }
  return { results, units };
}

/** What is new of dip samples, or answered otherwise; the rest makes no event, and what is left out stays. */
export function recordDipSample(
  results: readonly (DipSampleResult & { readonly digest: string })[],
  known: DipSamples,
  { actor, responsibilities }: RegisterContext,
): readonly DipSampleAnswered[] | Refusal {
  if (!isDutyOf(actor, 'dip-samples', responsibilities)) return notTheirDuty('dip-samples');
  const counts = unitsWith(known);
  if (results.some((result) => !counts(result)))
    return refuse('invalid', 'unit-differs', 'A dip sample counts either children or families, and not both.');
  return saidAnew(results, known.results, ({ resultId }) => resultId).map((data) => ({
    type: 'dip-sample-answered',
    data,
  }));
}

/** Whether each result, as it comes, counts what its sample does; the first of a sample says what that is. */
export function unitsWith({
  units,
}: DipSamples): (result: Pick<DipSampleResult, 'theme' | 'date' | 'unit'>) => boolean {
  const counted = new Map(units);
  return (result) => {
    const key = dipSampleKey(result);
    const unit = counted.get(key) ?? result.unit;
    counted.set(key, unit);
    return unit === result.unit;
  };
}
