import { readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { asideOf, examineFile } from '#disk';
import type { Shape } from '#disk';
import { eventTypes } from '#domain';
import { DRAFTS_SHAPE, draftsFile } from '#drafts';
import { ClearFields, StoreUnavailable, Upcasting, eventsFile, examineEvents, onLog, verify } from '#event-store';
import type { EventStore, Finding, Position, RecordedEvent, RecordsPlace } from '#event-store';
import { KEYS_SHAPE, keysFile } from '#privacy';
import { PROMISES_SHAPE } from '#processes';
import { SESSIONS_SHAPE, sessionsFile } from '#sessions';
import { allViews, examineViews, logOf, viewsEqualRebuild } from '#projections';
import type { FileFinding } from '#projections';
import { NO_SEALS, SealsCheck } from '#evidence';
import type { CheckedSeals } from '#evidence';
import { promisesFile } from './engine.js';
import { TOKEN_USE_SHAPE, tokenUseFile } from './token-use-file.js';

/** A table of a view that does not hold what the log says. */
export interface ViewFinding {
  readonly view: string;
  readonly table: string;
}

export interface InClear {
  readonly type: string;
  readonly field: string;
  readonly events: number;
}

export interface VerifiedRecords extends Omit<CheckedSeals, 'findings'> {
  /** Whether nothing is wrong of all that was looked at: what was not is in `notChecked`. */
  readonly whole: boolean;
  readonly events: number;
  readonly streams: number;
  /** Of the log, event by event, of its seals, and of what witnesses have. */
  readonly findings: readonly Finding[];
  /** Of the files in the data folder. */
  readonly files: readonly FileFinding[];
  /** Of the views against a rebuild; null where none was asked for. */
  readonly views: readonly ViewFinding[] | null;
  /** Personal fields that events from before hold in clear, out of erasure's reach: how many events of each type. */
  readonly inClear: readonly InClear[];
  /** Files in the data folder that Plumbline does not make. */
  readonly unknownFiles: readonly string[];
}

/** The records, and where checkpoints of them are kept. */
export interface VerifiedPlace extends RecordsPlace {
  /** `WITNESS_FILE`. */
  readonly witnessFile?: string;
}

export interface VerifyOrder {
  /** Files of checkpoints that were kept of this log. */
  readonly against?: readonly string[];
  /** Whether every view is built anew in a temporary place and compared with the one that readers are shown. */
  readonly views: boolean;
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
  /** Called with every event, as it is stored. */
  readonly onEvent?: (event: RecordedEvent) => void;
}

/** Looks at everything that is kept of a council without a key: the log, and what stands in the data folder. Changes nothing. */
export async function verifyRecords(place: VerifiedPlace, order: VerifyOrder): Promise<VerifiedRecords> {
  const { dataDir } = place;
  // Before anything is opened to be used: that would make again what was taken away.
  const files = place.eventStore === undefined ? filesOfRecords(dataDir) : [];
  for (const [file, shape] of filesBeside(dataDir)) files.push(...found(dataDir, file, examineFile(file, shape)));
  const log = await onLog(place, (store) => walkLog(store, place, order)).catch(unreadable);
  files.push(...log.files);
  const { known, ...told } = log;
  const whole = told.findings.length + files.length + (told.views?.length ?? 0) === 0;
  return { ...told, whole, files, unknownFiles: unknownFiles(dataDir, known) };
}

interface Walked extends Omit<VerifiedRecords, 'unknownFiles' | 'whole'> {
  /** Files of the views. */
  readonly known: readonly string[];
}

async function walkLog(store: EventStore, place: VerifiedPlace, order: VerifyOrder): Promise<Walked> {
  const { dataDir, eventStore } = place;
  const findings: Finding[] = [];
  const clear = new ClearFields(eventTypes);
  const seals = new SealsCheck({ dataDir, witnessFile: place.witnessFile, against: order.against });
  const of = await store.head();
  let reached: Position = 0;
  const walked = await verify(store, {
    gapless: eventStore === undefined,
    onEvent: (event) => {
      clear.note(event);
      seals.next(event);
      order.onEvent?.(event);
    },
    onFinding: (finding) => findings.push(finding),
    onProgress: (done) => {
      reached = done;
      order.onProgress?.({ done, of });
    },
  }).catch((error: unknown) => {
    if (!(error instanceof StoreUnavailable)) throw error;
    findings.push({
      stream: '',
      revision: -1,
      wrong: `Nothing can be read after position ${reached}: ${error.message}`,
    });
    return undefined;
  });
  const sealed = seals.finish();
  findings.push(...sealed.findings);
  const notChecked = [...sealed.notChecked];
  if (!order.views) notChecked.push('Views were not compared with a rebuild (--views).');
  const log = logOf(store, new Upcasting(eventTypes));
  const { findings: files, known } = await examineViews(dataDir, walked && log, allViews);
  const views = order.views && walked !== undefined ? await viewFindings(dataDir, log, order) : null;
  return {
    ...sealed,
    events: walked?.events ?? 0,
    streams: walked?.streams ?? 0,
    findings,
    notChecked,
    files,
    views,
    inClear: clear.counted(),
    known,
  };
}

async function viewFindings(
  dataDir: string,
  log: ReturnType<typeof logOf>,
  { onProgress }: VerifyOrder,
): Promise<readonly ViewFinding[]> {
  const differences = await viewsEqualRebuild(dataDir, log, allViews, onProgress);
  return differences.map(({ view, table }) => ({ view, table }));
}

/** A log that cannot even be opened is a finding. */
function unreadable(error: unknown): Walked {
  if (!(error instanceof StoreUnavailable)) throw error;
  const findings = [{ stream: '', revision: -1, wrong: error.message }];
  return { ...NO_SEALS, events: 0, streams: 0, findings, files: [], views: null, inClear: [], known: [] };
}

function filesOfRecords(dataDir: string): FileFinding[] {
  return [
    ...found(dataDir, eventsFile(dataDir), examineEvents(dataDir)),
    ...found(dataDir, keysFile(dataDir), examineFile(keysFile(dataDir), KEYS_SHAPE)),
  ];
}

const NO_TABLES: Shape = { schema: '' };

/** Worked out from the log, or beside it. */
const filesBeside = (dataDir: string): readonly (readonly [file: string, shape: Shape])[] => [
  [promisesFile(dataDir), PROMISES_SHAPE],
  [tokenUseFile(dataDir), TOKEN_USE_SHAPE],
  [sessionsFile(dataDir), SESSIONS_SHAPE],
  [draftsFile(dataDir), DRAFTS_SHAPE],
  [join(dataDir, 'leases', 'service.db'), NO_TABLES],
  [join(dataDir, 'leases', 'projector.db'), NO_TABLES],
];

const found = (dataDir: string, file: string, sentences: readonly string[]): FileFinding[] =>
  sentences.map((wrong) => ({ file: relative(dataDir, file), wrong }));

/** Other files that belong there, below the data folder. */
const OTHERS = [
  /^event-server\.json$/,
  /^demonstration\.json$/,
  /^import-unfinished$/,
  /^(events|keys)\.db\.unfinished$/,
  /^exports\/[0-9a-f-]{36}\.(csv|json|part)$/,
  /^incoming\/[0-9a-f-]{36}$/,
  /^tiles\/(checkpoint|tile\/\d+\/(x\d{3}\/)*\d{3}(\.p\/\d+)?)$/,
];

function unknownFiles(dataDir: string, ofViews: readonly string[]): readonly string[] {
  const ofRecords = [eventsFile(dataDir), keysFile(dataDir), ...filesBeside(dataDir).map(([file]) => file)];
  const known = new Set([...ofRecords.map((file) => relative(dataDir, file)), ...ofViews]);
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(dataDir, join(entry.parentPath, entry.name)))
    .filter((file) => !known.has(databaseOf(file)) && !OTHERS.some((form) => form.test(file)))
    .sort();
}

/** The database that a file stands beside, or was set aside from. */
function databaseOf(file: string): string {
  const name = basename(file).replace(/-(wal|shm|journal)$/, '');
  return join(dirname(file), name.endsWith(asideOf('')) ? name.slice(0, -asideOf('').length) : name);
}
