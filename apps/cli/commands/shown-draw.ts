import type { ShownCase, ShownDraw } from '#application';
import { EXCLUSION_LABELS } from '#domain';
import { table } from '../output/table.js';

const ERASED = 'erased';

/** A draw as it is answered: a case that has been erased since says so in place of its id. */
export function drawJson({ sample, seed, algorithm, frameHash, selected, reserves, excluded }: ShownDraw): object {
  return {
    sample,
    seed,
    algorithm,
    frameHash,
    selected: selected.map(shown),
    reserves: reserves.map(shown),
    excluded,
  };
}

const shown = ({ subject, stratum }: ShownCase): { subject: string; stratum: string | null } => ({
  subject: subject ?? ERASED,
  stratum,
});

const labels: Readonly<Record<string, string>> = EXCLUSION_LABELS;

export function drawText({ sample, seed, algorithm, frameHash, selected, reserves, excluded }: ShownDraw): string {
  const cases = [
    ...selected.map((each, place) => ({ ...shown(each), as: 'selected', place: place + 1 })),
    ...reserves.map((each, place) => ({ ...shown(each), as: 'reserve', place: place + 1 })),
  ];
  return [
    `Sample ${sample}: ${selected.length} selected, ${reserves.length} in reserve.`,
    `Seed ${seed}, ${algorithm}, frame ${frameHash}.`,
    '',
    table(
      [
        { heading: 'As', of: ({ as }) => as },
        { heading: 'Place', of: ({ place }) => place, right: true },
        { heading: 'Subject', of: ({ subject }) => subject },
        { heading: 'Stratum', of: ({ stratum }) => stratum },
      ],
      cases,
    ),
    '',
    table(
      [
        { heading: 'Not drawn because', of: ({ reason }) => labels[reason] ?? reason },
        { heading: 'Cases', of: ({ count }) => count, right: true },
      ],
      excluded,
    ),
  ].join('\n');
}

/** What is said beside a draw that could not give as many cases as were asked for. */
export const shortfallOf = ({ asked, selected }: ShownDraw): string | null =>
  asked > selected.length
    ? `${asked} cases were asked for and ${selected.length} could be drawn: ${asked - selected.length} short. The draw lists why cases were left out.`
    : null;
