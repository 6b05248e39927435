import { randomUUID } from 'node:crypto';
import { isDutyOf, isRefusal, notTheirDuty, responsibilitiesOf } from '#domain';
import type { Actor, Duty, Heads, Refusal } from '#domain';
import type { Ledger, NewEvent, StreamName } from '#event-store';
import type { FileReader, FileSource, ImportWarning, ListImport, Listed, Rejection, RowCounts } from '#imports';
import type { References } from '../references/references.js';
import type { StreamFold } from '../streams/stream-fold.js';
import type { StreamMemories } from '../streams/stream-memories.js';
import { orProblem } from './import-problem-refusal.js';
import { recordDecided } from './record-decided.js';

export interface ListImportParts {
  readonly ledger: Ledger;
  readonly memories: StreamMemories;
  readonly files: FileReader;
  readonly references: { load(): Promise<Pick<References, 'settings'>> };
}

export interface ListImportOrder {
  /** A CSV. */
  readonly file: FileSource;
  readonly actor: Actor;
  /** Instant, UTC. */
  readonly now: string;
  /** Import the rows that are right although others are not. */
  readonly acceptRejects: boolean;
  /** Say what would be recorded, and record nothing. */
  readonly checkOnly?: boolean;
}

/** What is said of every list that was read. */
export interface ListRead {
  readonly rows: RowCounts;
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly ImportWarning[];
  /** False where nothing was recorded because of rejected rows, or because it was only checked. The counts say what would have been. */
  readonly imported: boolean;
}

/** What a list came to, thing by thing. */
export interface ListRecorded extends ListRead {
  /** Things that are new, those said otherwise than before, and those known as they are said. */
  readonly recorded: number;
  readonly corrected: number;
  readonly unchanged: number;
}

interface ListRules<Item, State, Event> {
  readonly duty: Duty;
  readonly read: (file: FileSource, who: string) => Promise<ListImport<Item>>;
  readonly stream: StreamName;
  readonly fold: StreamFold<State>;
  /** Why a row that is right by itself is not as things stand; null where it is. */
  readonly against?: (item: Item, state: State) => { readonly column: string; readonly reason: string } | null;
  readonly decide: (
    items: readonly Item[],
    state: State,
    context: { readonly actor: Actor; readonly responsibilities: Heads },
  ) => readonly Event[] | Refusal;
}

/** What a list came to: what was read, and the events that it is, recorded or not. */
export interface ListCame<Item, Event> extends ListRead {
  readonly items: readonly Item[];
  readonly events: readonly Event[];
}

/**
 * Reads a list of which every row says one thing, and records it on its stream. The same file again adds nothing.
 * @throws StoreUnavailable: import the same file again.
 */
export async function importList<Item, State, Event extends NewEvent>(
  parts: ListImportParts,
  { file: source, actor, now, acceptRejects, checkOnly = false }: ListImportOrder,
  { duty, read, stream, fold, against, decide }: ListRules<Item, State, Event>,
): Promise<ListCame<Item, Event> | Refusal> {
  const responsibilities = responsibilitiesOf((await parts.references.load()).settings);
  if (!isDutyOf(actor, duty, responsibilities)) return notTheirDuty(duty);
  const file = await orProblem(() => read(source, actor.id));
  if (isRefusal(file)) return file;
  const { state } = await parts.memories.of(fold).load(stream);
  const { items, rows, rejected } = sorted(file, (item) => against?.(item, state) ?? null);
  const isRight = rejected.length === 0 || acceptRejects;
  const events = await recordDecided(parts, {
    stream,
    fold,
    decide: (known) => decide(items, known, { actor, responsibilities }),
    toRecord: isRight && !checkOnly,
    actor,
    now,
    importId: randomUUID(),
  });
  if (isRefusal(events)) return events;
  return { items, rows, rejected, warnings: file.warnings, events, imported: isRight && !checkOnly };
}

/** How much of a list was new, and how much said otherwise than before. @param isNew whether an event tells of something new */
export function recordedOf<Item, Event>(
  came: ListCame<Item, Event> | Refusal,
  isNew: (event: Event) => boolean,
): ListRecorded | Refusal {
  if (isRefusal(came)) return came;
  const { rows, rejected, warnings, imported, items, events } = came;
  const recorded = events.filter(isNew).length;
  const corrected = events.length - recorded;
  return { rows, rejected, warnings, recorded, corrected, unchanged: items.length - events.length, imported };
}

/** The rows that stand, and those rejected besides, in the order of the file. */
function sorted<Item>(
  { items: listed, rows: { read }, rejected: before }: ListImport<Item>,
  against: (item: Item) => { readonly column: string; readonly reason: string } | null,
): { readonly items: Item[]; readonly rows: RowCounts; readonly rejected: Rejection[] } {
  const judged = listed.map((each: Listed<Item>) => ({ ...each, wrong: against(each.item) }));
  const items = judged.flatMap(({ item, wrong }) => (wrong === null ? [item] : []));
  const rejected = [
    ...before,
    ...judged.flatMap(({ row, wrong }) => (wrong === null ? [] : [{ sheet: 'csv', row, ...wrong }])),
  ].sort((one, other) => one.row - other.row);
  return { items, rows: { read, accepted: items.length, rejected: read - items.length }, rejected };
}
