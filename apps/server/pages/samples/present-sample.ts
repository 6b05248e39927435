import type { ShownCase, ShownDraw } from '#application';
import { EXCLUSION_LABELS, EXCLUSION_REASONS, stageLabels } from '#domain';
import type { DrawnRound } from '#domain';
import type { NamesShown } from '#engine';
import type { BoardRow, SampleCase, SampleRow } from '#projections';
import { plainDate } from '../words/dates.js';
import { humanised } from '../words/humanised.js';
import { plainInstant } from '../words/instants.js';

/** A case of a sample, as its row says it. */
export interface SampleCaseShown {
  readonly caseId: string;
  /** Of which part of the caseload it was drawn; null where it was not drawn so, or its team says it. */
  readonly of: string | null;
  readonly team: string;
  readonly worker: string;
  readonly standing: string;
  /** The audit it became. */
  readonly audit: {
    readonly reference: string;
    readonly stage: string;
    readonly auditor: string;
    readonly mayAllocate: boolean;
  } | null;
}

export interface SampleShown {
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  /** What it was drawn from. */
  readonly caseload: { readonly text: string; readonly href: string };
  readonly excluded: readonly { readonly reason: string; readonly count: number }[];
  readonly selected: readonly SampleCaseShown[];
  readonly directed: readonly SampleCaseShown[];
  readonly reserves: readonly SampleCaseShown[];
  /** Cases that should be audited, and how many have been turned into audits. */
  readonly progress: { readonly done: number; readonly of: number };
  readonly standing: SampleRow['standing'];
}

interface Around {
  readonly names: NamesShown;
  readonly caseloadAsAt: string | null;
  readonly typeOf: (key: string) => string;
  readonly roundName: (round: DrawnRound) => string;
}

/** A sample: its draw, what was left out and why, and what became of its cases. */
export function presentSample(
  sample: SampleRow,
  cases: readonly SampleCase[],
  drawn: ShownDraw,
  audits: readonly BoardRow[],
  { names, caseloadAsAt, typeOf, roundName }: Around,
): SampleShown {
  const byId = new Map(audits.map((audit) => [audit.auditId, audit]));
  const strata = sample.draw.rules.stratum;
  const shown = (as: SampleCase['drawnAs'], inFrame: readonly ShownCase[]): readonly SampleCaseShown[] =>
    cases
      .filter(({ drawnAs }) => drawnAs === as)
      .map((each, index) => {
        const audit = each.auditId === null ? undefined : byId.get(each.auditId);
        const known = inFrame[index];
        return {
          caseId: known?.subject ?? 'Erased',
          of: strata === null || strata === 'team' || each.stratum === null ? null : humanised(each.stratum),
          team: known?.team ?? known?.service ?? 'No team',
          worker: workerOf(known, names),
          standing: standingOf(each, sample),
          audit:
            audit === undefined
              ? null
              : {
                  reference: audit.reference,
                  stage: stageLabels[audit.stage],
                  auditor: audit.auditorId === null ? 'Nobody yet' : (names[audit.auditorId] ?? 'Name erased'),
                  mayAllocate: audit.stage === 'allocation',
                },
        };
      });
  const { draw, counts } = sample;
  return {
    facts: [
      { key: 'Kind of audit', value: typeOf(sample.activity) },
      ...(draw.round === undefined ? [] : [{ key: 'Round', value: roundName(draw.round) }]),
      { key: 'Drawn', value: `${plainInstant(sample.drawnAt)} by ${names[sample.drawnBy] ?? 'the system'}` },
      { key: 'Open cases', value: String(draw.frameSize) },
      {
        key: 'Selected',
        value:
          counts.selected < draw.asked
            ? `${counts.selected}; ${draw.asked} were asked for, and there were no more`
            : String(counts.selected),
      },
      { key: 'Reserves', value: `${counts.reserves}, of which ${counts.reservesUsed} used` },
      { key: 'Seed', value: drawn.seed },
    ],
    caseload: {
      text: caseloadAsAt === null ? 'The caseload' : `Caseload as at ${plainDate(caseloadAsAt)}`,
      href: `/caseloads/${sample.caseloadId}/cases`,
    },
    excluded: drawn.excluded.map(({ reason, count }) => ({ reason: exclusionLabel(reason), count })),
    selected: shown('selected', drawn.selected),
    directed: shown('directed', drawn.directed),
    reserves: shown('reserve', drawn.reserves),
    progress: { done: counts.issued + counts.skipped - counts.reservesUsed, of: counts.selected + counts.directed },
    standing: sample.standing,
  };
}

/** By name, whether the council knows them or only the caseload does. */
function workerOf(known: ShownCase | undefined, names: NamesShown): string {
  if (known === undefined) return 'Nobody named';
  const { practitionerId, workerName } = known;
  if (practitionerId !== null) return names[practitionerId] ?? 'Name erased';
  return workerName ?? 'Nobody named';
}

function standingOf({ standing, skippedBecause, replaces, drawnAs }: SampleCase, sample: SampleRow): string {
  if (standing === 'skipped') return `Left out: ${humanised(skippedBecause ?? 'no reason recorded').toLowerCase()}`;
  if (standing === 'issued') return replaces === null ? 'Audit made' : 'Taken in place of another case';
  if (drawnAs === 'reserve') return 'In reserve';
  return sample.standing === 'issuing' ? 'Waiting its turn' : 'Not issued yet';
}

const exclusionLabel = (reason: string): string => {
  const known = EXCLUSION_REASONS.find((each) => each === reason);
  return known === undefined ? humanised(reason) : EXCLUSION_LABELS[known];
};
