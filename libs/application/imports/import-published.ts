import { randomUUID } from 'node:crypto';
import { isDutyOf, isRefusal, notTheirDuty, publishedFigures } from '#domain';
import type { Actor, Refusal } from '#domain';
import type { Ledger } from '#event-store';
import type { FileReader, FileSource, ImportWarning, Rejection, RowCounts } from '#imports';
import type { StreamMemories } from '../streams/stream-memories.js';
import { orProblem } from './import-problem-refusal.js';
import { PUBLISHED_STREAM, publishedFold } from './published-fold.js';
import { recordDecided } from './record-decided.js';

export interface PublishedImportParts {
  readonly ledger: Ledger;
  readonly memories: StreamMemories;
  readonly files: FileReader;
}

export interface PublishedImportOrder {
  /** A CSV. */
  readonly file: FileSource;
  readonly actor: Actor;
  /** Instant, UTC. */
  readonly now: string;
  /** Import the rows that are right although others are not. */
  readonly acceptRejects: boolean;
}

export interface PublishedImported {
  readonly rows: RowCounts;
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly ImportWarning[];
  /** Figures that are new, those that correct one known, and those known as they are said. */
  readonly recorded: number;
  readonly corrected: number;
  readonly unchanged: number;
  /** False where nothing was recorded because of rejected rows. The counts say what would have been. */
  readonly imported: boolean;
}

/**
 * Enters the figures that a council has published, as printed. The same file again adds nothing; a figure said otherwise
 * corrects what is known of it, which stays in its history.
 * @throws StoreUnavailable: import the same file again.
 */
export async function importPublished(
  parts: PublishedImportParts,
  { file: source, actor, now, acceptRejects }: PublishedImportOrder,
): Promise<PublishedImported | Refusal> {
  if (!isDutyOf(actor, 'published-figures')) return notTheirDuty('published-figures');
  const file = await orProblem(() => parts.files.published(source, actor.id));
  if (isRefusal(file)) return file;
  const { rows, figures, rejected, warnings } = file;
  const imported = rejected.length === 0 || acceptRejects;
  const events = await recordDecided(parts, {
    stream: PUBLISHED_STREAM,
    fold: publishedFold,
    decide: (known) => publishedFigures.decide({ type: 'RecordPublishedFigures', figures }, known, { actor }),
    toRecord: imported,
    actor,
    now,
    importId: randomUUID(),
  });
  if (isRefusal(events)) return events;
  const recorded = events.filter(({ type }) => type === 'published-figure-recorded').length;
  const corrected = events.length - recorded;
  return { rows, rejected, warnings, recorded, corrected, unchanged: figures.length - events.length, imported };
}
