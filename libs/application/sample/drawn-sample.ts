import { askedFor, frameOfCaseload, isRefusal, redraw, refuse } from '#domain';
import type { DrawnCase, Frame, Redraw, Refusal, SampleDrawn } from '#domain';
import { ERASED } from '#event-store';
import type { Ledger } from '#event-store';
import { caseloadFold, caseloadStream } from '../caseload/rows.js';
import type { StreamMemories } from '../streams/stream-memories.js';
import { sampleFold, sampleStream } from './rows.js';

export interface DrawnSampleParts {
  readonly ledger: Ledger;
  readonly memories: StreamMemories;
}

export interface ShownCase {
  /** The id as imported; `null` once it has been erased. */
  readonly subject: string | null;
  readonly stratum: string;
}

/** A draw as it is told to a coordinator. */
export interface ShownDraw {
  readonly sample: string;
  readonly seed: string;
  readonly algorithm: string;
  readonly frameHash: string;
  /** How many cases the rules ask for: more than were selected where there were not so many to draw. */
  readonly asked: number;
  readonly selected: readonly ShownCase[];
  readonly reserves: readonly ShownCase[];
  readonly excluded: readonly { readonly reason: string; readonly count: number }[];
}

/** A draw with the imported ids of its cases opened: for coordinators only. @throws StoreUnavailable, KeysUnavailable */
export async function showDraw(parts: DrawnSampleParts, sampleId: string): Promise<ShownDraw | Refusal> {
  const found = await drawAndFrame(parts, sampleId);
  if (isRefusal(found)) return found;
  const { drawn, frame } = found;
  const show = async ({ position, stratum }: DrawnCase): Promise<ShownCase> => {
    const opened = await parts.ledger.openAll(frame.entries[position]?.importedId ?? ERASED);
    return { subject: typeof opened === 'string' ? opened : null, stratum };
  };
  return {
    sample: sampleId,
    seed: drawn.seed,
    algorithm: drawn.algorithm,
    frameHash: drawn.frameRoot,
    asked: askedFor(drawn),
    selected: await Promise.all(drawn.selected.map(show)),
    reserves: await Promise.all(drawn.reserves.map(show)),
    excluded: drawn.excluded,
  };
}

/** Makes a recorded draw again, on the frame as it is stored. @throws StoreUnavailable */
export async function redrawSample(parts: DrawnSampleParts, sampleId: string): Promise<Redraw | Refusal> {
  const found = await drawAndFrame(parts, sampleId);
  return isRefusal(found) ? found : redraw(found.drawn, found.frame);
}

async function drawAndFrame(
  { memories }: DrawnSampleParts,
  sampleId: string,
): Promise<{ drawn: SampleDrawn; frame: Frame } | Refusal> {
  const { state } = await memories.of(sampleFold).load(sampleStream(sampleId));
  if (state.stage === 'undrawn') return refuse('not-found', 'unknown-sample', 'There is no such sample.');
  const { state: caseload } = await memories.of(caseloadFold).load(caseloadStream(state.drawn.caseloadId));
  const frame = frameOfCaseload(caseload);
  if (frame === null) return refuse('not-found', 'unknown-caseload', 'The caseload of this sample is not there.');
  return { drawn: state.drawn, frame };
}
