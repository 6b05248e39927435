import { askedFor, frameOfCaseload, isRefusal, redraw, refuse } from '#domain';
import type { DrawnCase, DrawnSample, Frame, Redraw, Refusal } from '#domain';
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
  /** Null for a case that was picked by hand. */
  readonly stratum: string | null;
  /** As the caseload has them: of somebody of the council the id, of anybody else the name, null once it has been erased. */
  readonly service: string | null;
  readonly team: string | null;
  readonly practitionerId: string | null;
  readonly workerName: string | null;
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
  /** Picked by hand, in the order in which they were. */
  readonly directed: readonly ShownCase[];
  readonly excluded: readonly { readonly reason: string; readonly count: number }[];
}

/** A draw with the imported ids of its cases opened: for coordinators only. @throws StoreUnavailable, KeysUnavailable */
export async function showDraw(parts: DrawnSampleParts, sampleId: string): Promise<ShownDraw | Refusal> {
  const found = await drawAndFrame(parts, sampleId);
  if (isRefusal(found)) return found;
  const { drawn, directed, frame } = found;
  const show = async (cases: readonly (Pick<DrawnCase, 'position'> & Partial<DrawnCase>)[]): Promise<ShownCase[]> => {
    const entries = cases.map(({ position }) => frame.entries[position]);
    const opened = await parts.ledger.openAll(
      entries.map((entry) => [entry?.importedId ?? ERASED, entry?.workerName ?? ERASED]),
    );
    return cases.map(({ stratum = null }, index) => {
      const { service = null, team = null, practitionerId = null } = entries[index] ?? {};
      const [subject, workerName] = (opened[index] ?? []).map((text) => (typeof text === 'string' ? text : null));
      return { subject: subject ?? null, stratum, service, team, practitionerId, workerName: workerName ?? null };
    });
  };
  return {
    sample: sampleId,
    seed: drawn.seed,
    algorithm: drawn.algorithm,
    frameHash: drawn.frameRoot,
    asked: askedFor(drawn),
    selected: await show(drawn.selected),
    reserves: await show(drawn.reserves),
    directed: await show(directed),
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
): Promise<(Pick<DrawnSample, 'drawn' | 'directed'> & { frame: Frame }) | Refusal> {
  const { state } = await memories.of(sampleFold).load(sampleStream(sampleId));
  if (state.stage === 'undrawn') return refuse('not-found', 'unknown-sample', 'There is no such sample.');
  const { state: caseload } = await memories.of(caseloadFold).load(caseloadStream(state.drawn.caseloadId));
  const frame = frameOfCaseload(caseload);
  if (frame === null) return refuse('not-found', 'unknown-caseload', 'The caseload of this sample is not there.');
  return { drawn: state.drawn, directed: state.directed, frame };
}
