import type { DrawnPosition, DrawOutcome } from './draw.js';

/** What a recorded draw and the same draw made again do not agree on. */
export interface DrawDifference {
  readonly list: 'selected' | 'reserves' | 'excluded';
  /** What a coordinator understands; names positions in the frame, never a child. */
  readonly sentence: string;
}

type Recorded = Pick<DrawOutcome, 'selected' | 'reserves'> & {
  readonly excluded: readonly { readonly reason: string; readonly count: number }[];
};

const NAMES = { selected: 'Selected', reserves: 'Reserves' } as const;

/** Empty when the redraw confirms the draw. */
export function drawDifferences(recorded: Recorded, redrawn: Recorded): readonly DrawDifference[] {
  return [
    ...listDifferences('selected', recorded.selected, redrawn.selected),
    ...listDifferences('reserves', recorded.reserves, redrawn.reserves),
    ...exclusionDifferences(recorded.excluded, redrawn.excluded),
  ];
}

function listDifferences(
  list: 'selected' | 'reserves',
  recorded: readonly DrawnPosition[],
  redrawn: readonly DrawnPosition[],
): readonly DrawDifference[] {
  const places = Array.from({ length: Math.max(recorded.length, redrawn.length) }, (_, place) => place);
  return places.flatMap((place) => {
    const before = describe(recorded[place]);
    const now = describe(redrawn[place]);
    return before === now
      ? []
      : [
          {
            list,
            sentence: `${NAMES[list]}, place ${place + 1}: the draw recorded ${before}, the redraw gives ${now}.`,
          },
        ];
  });
}

function exclusionDifferences(
  recorded: Recorded['excluded'],
  redrawn: Recorded['excluded'],
): readonly DrawDifference[] {
  const reasons = [...new Set([...recorded, ...redrawn].map(({ reason }) => reason))];
  return reasons.flatMap((reason) => {
    const before = countOf(recorded, reason);
    const now = countOf(redrawn, reason);
    return before === now
      ? []
      : [
          {
            list: 'excluded' as const,
            sentence: `Excluded as ${reason}: the draw recorded ${before}, the redraw gives ${now}.`,
          },
        ];
  });
}

function describe(drawn: DrawnPosition | undefined): string {
  return drawn === undefined ? 'nobody' : `position ${drawn.position} of stratum "${drawn.stratum}"`;
}

function countOf(excluded: Recorded['excluded'], reason: string): number {
  return excluded.find((row) => row.reason === reason)?.count ?? 0;
}
