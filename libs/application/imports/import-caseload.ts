import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isDutyOf, isRefusal, notTheirDuty, PartInTheMaking, refuse, idOfOwner } from '#domain';
import type { Actor, CaseloadSource, CaseStatus, FrameEntry, PeopleDirectory, Refusal, SubjectType } from '#domain';
import { canonicalJson, uuidV5 } from '#event-store';
import type { Ledger } from '#event-store';
import type {
  CaseloadEntry,
  CaseloadMapping,
  CaseloadRead,
  FileReader,
  FileSource,
  ImportWarning,
  Rejection,
  RowCounts,
} from '#imports';
import type { KeyRing } from '#privacy';
import type { CommandAnswer } from '../calls/command-answer.js';
import type { CommandCall } from '../calls/command-call.js';
import type { ReferenceData } from '../references/references.js';
import { openPeople } from '../people/open-names.js';
import { orProblem } from './import-problem-refusal.js';
import { DoubtsAboutWorkers, workerMatcher, workersNamed } from './match-workers.js';
import type { WorkerMatcher } from './match-workers.js';
import { subjectKey } from './subject-key.js';

export interface CaseloadImportParts {
  readonly ledger: Ledger;
  readonly keys: KeyRing;
  readonly references: ReferenceData;
  readonly files: FileReader;
  execute(call: CommandCall): Promise<CommandAnswer>;
}

export interface CaseloadImportOrder {
  /** An Annex A workbook or a CSV, as `source` says. */
  readonly file: FileSource;
  readonly fileName: string;
  readonly source: CaseloadSource;
  /** Which column of a CSV holds what; the usual names where it is left out. */
  readonly mapping?: CaseloadMapping;
  /** `child` by default; Annex A lists children. */
  readonly subjectType?: SubjectType;
  /** The day the list was true: `2024-05-31`. */
  readonly asAt: string;
  readonly actor: Actor;
  readonly acceptRejects: boolean;
  /** Say what is in the file, and record nothing. */
  readonly checkOnly?: boolean;
  /** Its id, where that is not to follow from what is in it. */
  readonly caseloadId?: string;
  readonly progress?: (parts: { readonly done: number; readonly of: number }) => void;
}

export interface CaseloadImported {
  /** Null where nothing was imported. */
  readonly caseloadId: string | null;
  readonly asAt: string;
  readonly rows: RowCounts;
  readonly frame: {
    readonly size: number;
    readonly closed: number;
    /** Of those closed. */
    readonly died: number;
    readonly byStatus: Readonly<Record<CaseStatus, number>>;
  };
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly ImportWarning[];
  /** False where nothing was imported because of rejected rows, because the file has no rows, or because it was only checked. */
  readonly imported: boolean;
}

/** The namespace of caseload ids, which follow from what is in them: a caseload imported again is the same one. */
const CASELOADS = '0d9c3f4e-7f2a-5b0c-8f63-5b1c0a9e7d44';

/**
 * Imports a caseload: checked whole, then recorded part by part, in the order of imported ids. Importing it again adds
 * nothing, and finishes what an interrupted import began.
 * @throws StoreUnavailable, KeysUnavailable: import the same file again.
 */
export async function importCaseload(
  parts: CaseloadImportParts,
  order: CaseloadImportOrder,
): Promise<CaseloadImported | Refusal> {
  if (!isDutyOf(order.actor, 'caseload')) return notTheirDuty('caseload');
  return orProblem(async () => {
    const file = await read(parts.files, order);
    try {
      return await bring(parts, file, order);
    } finally {
      await file.close();
    }
  });
}

/** Goes through the entries twice, to know the frame and to record it: it is never held whole beside its events. */
async function bring(
  parts: CaseloadImportParts,
  file: CaseloadRead,
  order: CaseloadImportOrder,
): Promise<CaseloadImported | Refusal> {
  const { asAt, acceptRejects, checkOnly = false } = order;
  const { directory } = await parts.references.load();
  const matchOf = workerMatcher(await openPeople(parts.ledger, directory.people()), directory, asAt);
  const { rows, rejected, size, closed, died, byStatus } = file;
  const told = { asAt, rows, frame: { size, closed, died, byStatus }, rejected };
  const doubts = new DoubtsAboutWorkers(matchOf);
  const isEmpty = size + closed === 0;
  if (isEmpty || checkOnly || (rejected.length > 0 && !acceptRejects)) {
    for await (const batch of file.entries()) batch.forEach((entry) => doubts.note(entry));
    if (isEmpty && rejected.length > 0 && acceptRejects) {
      return refuse('rule', 'caseload-empty', 'A caseload with no accepted row is no frame.');
    }
    const noCase = isEmpty && rejected.length === 0 ? [noRows(order.source)] : [];
    const warnings = [...noCase, ...file.warnings, ...doubts.warnings()];
    return { ...told, warnings, caseloadId: null, imported: false };
  }
  const frame = new FrameOfFile(parts.keys, file, order, matchOf, directory);
  const content = await contentOf(parts.keys, frame, order, doubts);
  const caseloadId = order.caseloadId ?? uuidV5(CASELOADS, content);
  const warnings = [...file.warnings, ...doubts.warnings()];
  const refusal = await record(parts, order, frame, caseloadId, { rows, rejected, warnings });
  return refusal ?? { ...told, warnings, caseloadId, imported: true };
}

function noRows(source: CaseloadSource): ImportWarning {
  const what = source === 'annex-a' ? 'Lists 6 to 9 have no rows' : 'The file has no rows below its header';
  return {
    sheet: '',
    code: 'caseload_empty',
    text: `${what}: there is no case to draw from, and nothing was imported.`,
  };
}

function read(
  files: FileReader,
  { file, source, asAt, mapping, subjectType, actor }: CaseloadImportOrder,
): Promise<CaseloadRead> {
  return source === 'annex-a'
    ? files.caseload({ what: 'annex-a', file, options: { asAt } }, actor.id)
    : files.caseload({ what: 'caseload-csv', file, options: { asAt, mapping, subjectType } }, actor.id);
}

/** The entries of a frame as a file has them: subjects by keyed lookup of their imported ids, workers by name or alias. */
class FrameOfFile {
  readonly size: number;
  /** By position, once they have been looked up. */
  private readonly subjects: string[] = [];
  private readonly nameOwners = new Map<string, string>();

  constructor(
    private readonly keys: KeyRing,
    private readonly file: CaseloadRead,
    private readonly order: CaseloadImportOrder,
    private readonly matchOf: WorkerMatcher,
    private readonly directory: PeopleDirectory,
  ) {
    this.size = file.size + file.closed;
  }

  /** All of them in order, and what the file says; others have their turn in between. */
  async *entries(): AsyncGenerator<{ readonly frame: FrameEntry; readonly read: CaseloadEntry }> {
    const families = new Map<string, number>();
    let position = 0;
    for await (const batch of this.file.entries()) {
      await this.lookUp(batch, position);
      for (const read of batch) {
        if (read.family !== null && !families.has(read.family)) families.set(read.family, families.size);
        const family = read.family === null ? null : (families.get(read.family) ?? null);
        yield { frame: this.entryOf(read, position, family), read };
        position += 1;
      }
      await setImmediate();
    }
  }

  private async lookUp(batch: readonly CaseloadEntry[], from: number): Promise<void> {
    if (this.subjects.length > from) return;
    const { subjectType = 'child' } = this.order;
    const keysOf = batch.map(({ importedId }) => subjectKey(subjectType, importedId));
    const found = await this.keys.subjectsFor(keysOf);
    for (const key of keysOf) this.subjects.push(idOfOwner(found.get(key) ?? ''));
    const unknown = unmatchedKeys(batch, this.matchOf).filter((name) => !this.nameOwners.has(name));
    const owners = await this.keys.ownersFor('name', [...new Set(unknown)]);
    for (const [name, owner] of owners) this.nameOwners.set(name, owner);
  }

  private entryOf(entry: CaseloadEntry, position: number, family: number | null): FrameEntry {
    const { importedId, open, status, lists, service, team, worker } = entry;
    return {
      position,
      subjectId: this.subjects[position] ?? '',
      importedId,
      open,
      status,
      lists: lists.map(({ list }) => list),
      service: service ?? (team === null ? null : (this.directory.teamByName(team)?.service ?? null)),
      team,
      ...workerOf(worker, this.matchOf, this.nameOwners),
      family,
      ...othersOf(entry, this.matchOf, this.nameOwners),
    };
  }
}

function unmatchedKeys(entries: readonly CaseloadEntry[], matchOf: WorkerMatcher): readonly string[] {
  return entries.flatMap(workersNamed).flatMap((name) => {
    const match = matchOf(name);
    return match.is === 'person' ? [] : [match.key];
  });
}

type Worker = Pick<FrameEntry, 'worker' | 'practitionerId' | 'workerOwner' | 'workerName'>;

/** @param nameOwners whose key seals a name that matches nobody; spellings of one name share theirs */
function workerOf(name: string | null, matchOf: WorkerMatcher, nameOwners: ReadonlyMap<string, string>): Worker {
  const nobody = { practitionerId: null, workerOwner: null, workerName: null };
  if (name === null) return { ...nobody, worker: 'missing' };
  const match = matchOf(name);
  if (match.is === 'person') return { ...nobody, worker: 'matched', practitionerId: match.personId };
  return { ...nobody, worker: 'unmatched', workerOwner: nameOwners.get(match.key) ?? null, workerName: name };
}

/** Those an entry names beside who holds the case. Spellings of one person are one, and of who holds it none. */
function othersOf(
  { worker, otherWorkers }: CaseloadEntry,
  matchOf: WorkerMatcher,
  nameOwners: ReadonlyMap<string, string>,
): Pick<FrameEntry, 'otherWorkers'> {
  const keyOf = (name: string): string => {
    const match = matchOf(name);
    return match.is === 'person' ? `person ${match.personId}` : `name ${match.key}`;
  };
  const others = new Map(otherWorkers.map((name) => [keyOf(name), name]));
  if (worker !== null) others.delete(keyOf(worker));
  if (others.size === 0) return {};
  return {
    otherWorkers: [...others.values()].map((name) => {
      const { practitionerId, workerOwner, workerName } = workerOf(name, matchOf, nameOwners);
      return { practitionerId, workerOwner, workerName };
    }),
  };
}

/** Start, parts, manifest. */
async function record(
  { execute }: CaseloadImportParts,
  { actor, asAt, source, fileName, subjectType = 'child', progress }: CaseloadImportOrder,
  frame: FrameOfFile,
  caseloadId: string,
  { rows, rejected, warnings }: Pick<CaseloadImported, 'rows' | 'rejected' | 'warnings'>,
): Promise<Refusal | null> {
  const send = async (name: string, body: object, part?: number): Promise<Refusal | null> => {
    const commandId = uuidV5(caseloadId, `${name} ${part ?? ''}`);
    const answer = await execute({ name, target: caseloadId, body, actor, commandId, correlationId: caseloadId });
    // another import of the same content may have completed it meanwhile, with another file name
    return isRefusal(answer) && answer.code !== 'idempotency-key-reused' ? answer : null;
  };
  const start = { caseloadId, asAt, source, subjectType, fileName: basename(fileName) };
  const refused = await send('StartCaseload', start);
  if (refused !== null) return refused;
  let [parts, done] = [0, 0];
  for await (const entries of partsOf(frame)) {
    const refusal = await send('RecordCaseloadPart', { part: parts, entries }, parts);
    if (refusal !== null) return refusal;
    parts += 1;
    done += entries.length;
    progress?.({ done, of: frame.size });
  }
  return send('CompleteCaseload', { parts, rows, rejected, warnings: warnings.map(told) });
}

async function* partsOf(frame: FrameOfFile): AsyncGenerator<readonly FrameEntry[]> {
  const making = new PartInTheMaking();
  for await (const { frame: entry } of frame.entries()) {
    const full = making.add(entry);
    if (full !== null) yield full;
  }
  const rest = making.rest();
  if (rest !== null) yield rest;
}

/** What a caseload's id follows from: the keyed digest of the canonical JSON of all that is imported. */
async function contentOf(
  keys: KeyRing,
  frame: FrameOfFile,
  { asAt, source, subjectType = 'child' }: CaseloadImportOrder,
  doubts: DoubtsAboutWorkers,
): Promise<string> {
  const [before = '', after = ''] = canonicalJson({ asAt, source, subjectType, entries: [] }).split('[]');
  async function* pieces(): AsyncGenerator<string> {
    yield `${before}[`;
    for await (const { frame: entry, read } of frame.entries()) {
      doubts.note(read);
      yield `${entry.position === 0 ? '' : ','}${canonicalJson(entry)}`;
    }
    yield `]${after}`;
  }
  return keys.pseudonymOfPieces('caseload', pieces());
}

function told({ sheet, row, column, code, text }: ImportWarning): { code: string; text: string } {
  const place = [sheet, row && `row ${row}`, column && `column ${column}`].filter(Boolean).join(', ');
  return { code, text: place === '' ? text : `${place}: ${text}` };
}
