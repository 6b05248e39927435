import type { SampleRow } from '#projections';

type Named = Pick<SampleRow, 'sampleId' | 'activity' | 'period' | 'drawnAt'>;

const alike = (samples: readonly Named[], activity: string, period: string): readonly Named[] =>
  samples
    .filter((each) => each.activity === activity && each.period === period)
    .sort((left, right) => left.drawnAt.localeCompare(right.drawnAt) || left.sampleId.localeCompare(right.sampleId));

/** Which of its month and type a sample is, from 1, by when it was drawn. */
export const sampleNumber = ({ sampleId, activity, period }: Named, samples: readonly Named[]): number =>
  alike(samples, activity, period).findIndex((each) => each.sampleId === sampleId) + 1;

/** Where a sample is: `/samples/deep-dive/2026-05/1`. @param samples all there are */
export const sampleAddress = (sample: Named, samples: readonly Named[]): string =>
  `/samples/${encodeURIComponent(sample.activity)}/${sample.period}/${sampleNumber(sample, samples)}`;

/** The sample at an address; undefined where there is none. */
export const sampleAt = <Sample extends Named>(
  samples: readonly Sample[],
  activity: string,
  period: string,
  number: string,
): Sample | undefined => {
  const found = alike(samples, activity, period)[Number(number) - 1];
  return samples.find(({ sampleId }) => sampleId === found?.sampleId);
};
