import { DIP_SAMPLES_STREAM } from '#application';
import { againstQuestion, londonDateOf, periodOf } from '#domain';
import type { DipSampleAnswered, QuestionTooFine } from '#domain';
import { dipSampleFigure, dipSamplesReport, lastMonthEnd } from '#reporting';
import type { DipSampleRow, DipSampleSaid, DipSamplesReport, DipSamplesRequest } from '#reporting';
import { momentAsked } from './audit-reading.js';
import type { Engine } from './engine.js';

interface DipSamplesOrder extends DipSamplesRequest {
  /** Whether whoever asks sees small numbers. */
  readonly withSmallNumbers: boolean;
}

/** An event that makes one of those that a figure counts what it is. */
export interface DipSampleBehind {
  readonly eventId: string;
  /** Of the stream `dip-samples`. */
  readonly revision: number;
  /** Instant, UTC. */
  readonly recordedAt: string;
  /** Who recorded it: the id of a person, or what did. */
  readonly recordedBy: string;
  /** Whether something else was said of the same child or family before. */
  readonly corrected: boolean;
}

/** A figure with the events behind it: as many as its numerator says. */
export interface DipSampleOpened {
  readonly figure: DipSampleRow;
  readonly total: number;
  readonly results: readonly DipSampleBehind[];
}

/** Dip samples as they were known at a moment, or why they are not told. @throws StoreUnavailable, KeysUnavailable */
export async function reportDipSamples(
  engine: Pick<Engine, 'ledger' | 'references' | 'clock'>,
  { withSmallNumbers, ...request }: DipSamplesOrder,
): Promise<DipSamplesReport | QuestionTooFine> {
  const minimum = withSmallNumbers ? 0 : ((await engine.references.load()).settings?.smallNumber ?? 0);
  const now = engine.clock();
  const tooFine = minimum > 1 ? againstMoment(request.asAt, londonDateOf(now)) : null;
  if (tooFine !== null) return tooFine;
  const asked = momentAsked(request.asAt, now);
  const until = request.asAt === null ? lastMonthEnd(now) : asked;
  return dipSamplesReport(await saidBy(engine, asked), request, minimum > 1 ? { minimum, until } : null);
}

/** What is behind a figure; null where there is no such figure. Of small numbers: not for whoever does not see them. @throws StoreUnavailable */
export async function openDipSample(
  engine: Pick<Engine, 'ledger' | 'clock'>,
  { item, ...request }: DipSamplesRequest & { readonly item: string },
): Promise<DipSampleOpened | null> {
  const said = await saidBy(engine, momentAsked(request.asAt, engine.clock()));
  const opened = dipSampleFigure(said, request, item);
  return opened && { figure: opened.row, total: opened.results.length, results: opened.results.map(behind) };
}

type Said = DipSampleSaid & DipSampleBehind;

const behind = ({ eventId, revision, recordedAt, recordedBy, corrected }: Said): DipSampleBehind => ({
  eventId,
  revision,
  recordedAt,
  recordedBy,
  corrected,
});

async function saidBy({ ledger }: Pick<Engine, 'ledger'>, until: string): Promise<readonly Said[]> {
  const { events } = await ledger.load(DIP_SAMPLES_STREAM);
  const known = events.filter(({ metadata }) => metadata.recordedAt <= until);
  return known.map(({ id, revision, data, metadata }) => {
    const { resultId, theme, date, unit, answers, version } = data as DipSampleAnswered['data'];
    const { recordedAt, actor } = metadata;
    const common = { resultId, theme, date, unit, answers, recordedAt };
    return { ...common, eventId: id, revision, recordedBy: actor.id, corrected: version > 1 };
  });
}

/** Whole dip samples are told or withheld, of whatever days: only the moment can be too fine. */
function againstMoment(asAt: string | null, today: string): QuestionTooFine | null {
  const { from, to } = periodOf(today, 'quarter');
  return againstQuestion({ from, to, by: 'quarter', asAt, filters: {} }, today);
}
