import type { Frame } from '../caseload/frame.js';
import { rootOf } from '../caseload/frame.js';
import { draw } from '../draw/draw.js';
import { DRAW_ALGORITHM } from '../draw/draw-input.js';
import { drawDifferences } from '../draw/draw-differences.js';
import { drawEntries, drawStrata, HISTORY_EXCLUSIONS, type HistoryExclusion } from './draw-entries.js';
import type { SampleDrawn } from './sample-state.js';

/** Whether a recorded draw is what its frame, rules and seed give. */
export type Redraw =
  { readonly confirmed: true } | { readonly confirmed: false; readonly differences: readonly RedrawDifference[] };

export interface RedrawDifference {
  readonly what: 'algorithm' | 'frame' | 'selected' | 'reserves' | 'excluded';
  /** What a coordinator understands; names positions in the frame, never a child. */
  readonly sentence: string;
}

/**
 * Makes a draw again from the frame as it is stored. Needs no identity, so it also works when keys of drawn children have
 * been destroyed since.
 */
export function redraw(drawn: SampleDrawn, frame: Frame): Redraw {
  const differences = [
    ...algorithmDifferences(drawn),
    ...frameDifferences(drawn, frame),
    ...listDifferences(drawn, frame),
  ];
  return differences.length === 0 ? { confirmed: true } : { confirmed: false, differences };
}

function algorithmDifferences({ algorithm }: SampleDrawn): RedrawDifference[] {
  return algorithm === DRAW_ALGORITHM
    ? []
    : [
        {
          what: 'algorithm',
          sentence: `The draw was made by "${algorithm}", and this is "${DRAW_ALGORITHM}": the lists cannot be compared.`,
        },
      ];
}

function frameDifferences(drawn: SampleDrawn, { manifest, entries }: Frame): RedrawDifference[] {
  const differences: string[] = [];
  if (entries.length !== drawn.frameSize) {
    differences.push(`The draw was made from a frame of ${drawn.frameSize} entries, and there are ${entries.length}.`);
  }
  const root = rootOf(entries, manifest.salt);
  if (root !== drawn.frameRoot) {
    differences.push(`The frame has the root ${root}, and the draw recorded ${drawn.frameRoot}: an entry has changed.`);
  } else if (manifest.root !== root) {
    differences.push(`The frame has the root ${root}, and its manifest says ${manifest.root}.`);
  }
  return differences.map((sentence) => ({ what: 'frame', sentence }));
}

function listDifferences(drawn: SampleDrawn, { entries }: Frame): RedrawDifference[] {
  // another algorithm's lists say nothing, and positions that are not whole numbers in a row cannot be drawn from
  if (drawn.algorithm !== DRAW_ALGORITHM || entries.some(({ position }, index) => position !== index)) return [];
  const { rules, seed } = drawn;
  const excludedBy = excludedByHistory(drawn);
  const again = draw({
    seed,
    size: rules.size,
    strata: drawStrata(rules),
    reservesPerSelected: rules.reservesPerSelected,
    entries: drawEntries(entries, rules.stratum, ({ position }) => excludedBy.get(position) ?? null),
  });
  const subjectDifferences = (['selected', 'reserves'] as const).flatMap((what) =>
    drawn[what]
      .filter(({ position, subjectId }) => entries[position]?.subjectId !== subjectId)
      .map(({ position }) => ({
        what,
        sentence: `Position ${position} of the frame is not the subject that the draw recorded.`,
      })),
  );
  return [
    ...drawDifferences(drawn, again).map(({ list, sentence }) => ({ what: list, sentence })),
    ...subjectDifferences,
  ];
}

function excludedByHistory({ excludedByHistory: excluded }: SampleDrawn): ReadonlyMap<number, HistoryExclusion> {
  return new Map(
    HISTORY_EXCLUSIONS.flatMap((reason) => (excluded[reason] ?? []).map((position) => [position, reason] as const)),
  );
}
