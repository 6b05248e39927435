import { basename } from 'node:path';
import { caseloadParts, hasRole, isRefusal, refuse } from '#domain';
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
import type { CommandAnswer } from '../gateway/command-answer.js';
import type { CommandCall } from '../gateway/command-call.js';
import type { ReferenceData } from '../loading/references.js';
import { openPeople } from '../people/open-names.js';
import { orProblem } from './import-problem-refusal.js';
import { inBatches } from './in-batches.js';
import { doubtsAboutWorkers, workerMatcher, workersNamed } from './match-workers.js';
import type { WorkerMatcher } from './match-workers.js';
import { subjectIdOf, subjectKey } from './subject-key.js';

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
  /** False where rejected rows kept everything out, or the file has none. */
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
  const { actor, asAt, acceptRejects } = order;
  if (!hasRole(actor, 'coordinator')) {
    return refuse('not-allowed', 'not-a-coordinator', 'Only an audit coordinator may import a caseload.');
  }
  const file = await orProblem(() => read(parts.files, order));
  if (isRefusal(file)) return file;
  const { directory } = await parts.references.load();
  const matchOf = workerMatcher(await openPeople(parts.ledger, directory.people()), directory, asAt);
  const told: Omit<CaseloadImported, 'caseloadId' | 'imported'> = {
    asAt,
    rows: file.rows,
    frame: { size: file.size, closed: file.closed, died: file.died, byStatus: file.byStatus },
    rejected: file.rejected,
    warnings: [...file.warnings, ...doubtsAboutWorkers(file.entries, matchOf)],
  };
  if (file.rejected.length > 0 && !acceptRejects) return { ...told, caseloadId: null, imported: false };
  if (file.entries.length === 0 && file.rejected.length === 0) {
    const warnings = [noRows(order.source), ...told.warnings];
    return { ...told, warnings, caseloadId: null, imported: false };
  }
  if (file.entries.length === 0) {
    return refuse('rule', 'caseload-empty', 'A caseload with no accepted row is no frame.');
  }
  const entries = await matchedEntries(parts.keys, file.entries, order, matchOf, directory);
  const caseloadId = await record(parts, order, entries, told);
  return isRefusal(caseloadId) ? caseloadId : { ...told, caseloadId, imported: true };
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

/** Subjects by keyed lookup of their imported ids, workers by name or alias. */
async function matchedEntries(
  keys: KeyRing,
  entries: readonly CaseloadEntry[],
  { subjectType = 'child' }: CaseloadImportOrder,
  matchOf: WorkerMatcher,
  directory: PeopleDirectory,
): Promise<readonly FrameEntry[]> {
  const subjects = new Map<string, string>();
  await inBatches(entries, async (batch) => {
    const found = await keys.subjectsFor(batch.map(({ importedId }) => subjectKey(subjectType, importedId)));
    for (const [key, owner] of found) subjects.set(key, owner);
  });
  const nameOwners = new Map<string, string>();
  await inBatches([...new Set(unmatchedKeys(entries, matchOf))], async (names) => {
    for (const [key, owner] of await keys.ownersFor('name', names)) nameOwners.set(key, owner);
  });
  const families = new Map<string, number>();
  const familyOf = (family: string | null): number | null => {
    if (family === null) return null;
    if (!families.has(family)) families.set(family, families.size);
    return families.get(family) ?? null;
  };
  const matched: FrameEntry[] = [];
  const matchedOf = (entry: CaseloadEntry): void => {
    matched.push({
      position: matched.length,
      subjectId: subjectIdOf(subjects.get(subjectKey(subjectType, entry.importedId)) ?? ''),
      importedId: entry.importedId,
      open: entry.open,
      status: entry.status,
      lists: entry.lists.map(({ list }) => list),
      service: entry.service ?? (entry.team === null ? null : (directory.teamByName(entry.team)?.service ?? null)),
      team: entry.team,
      ...workerOf(entry.worker, matchOf, nameOwners),
      family: familyOf(entry.family),
      ...othersOf(entry, matchOf, nameOwners),
    });
  };
  await inBatches(entries, (batch) => batch.forEach(matchedOf));
  return matched;
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

async function record(
  { keys, execute }: CaseloadImportParts,
  { actor, asAt, source, fileName, subjectType = 'child', progress, ...order }: CaseloadImportOrder,
  entries: readonly FrameEntry[],
  { rows, rejected, warnings }: Pick<CaseloadImported, 'rows' | 'rejected' | 'warnings'>,
): Promise<string | Refusal> {
  const content = await keys.pseudonym('caseload', await canonicalContent({ asAt, source, subjectType }, entries));
  const caseloadId = order.caseloadId ?? uuidV5(CASELOADS, content);
  const send = (name: string, body: object): Promise<CommandAnswer> =>
    execute({
      name,
      target: caseloadId,
      body,
      actor,
      commandId: uuidV5(caseloadId, `${name} ${'part' in body ? String(body.part) : ''}`),
      correlationId: caseloadId,
    });
  const inParts = caseloadParts(entries);
  const steps: [string, object][] = [
    ['StartCaseload', { caseloadId, asAt, source, subjectType, fileName: basename(fileName) }],
    ...inParts.map((part, index): [string, object] => ['RecordCaseloadPart', { part: index, entries: part }]),
    ['CompleteCaseload', { parts: inParts.length, rows, rejected, warnings: warnings.map(told) }],
  ];
  for (const [index, [name, body]] of steps.entries()) {
    const answer = await send(name, body);
    // another import of the same content may have completed it meanwhile, with another file name
    if (isRefusal(answer) && answer.code !== 'idempotency-key-reused') return answer;
    progress?.({ done: index + 1, of: steps.length });
  }
  return caseloadId;
}

/** The canonical JSON of what is imported, its entries made into text some at a time. */
async function canonicalContent(
  about: Pick<CaseloadImportOrder, 'asAt' | 'source' | 'subjectType'>,
  entries: readonly FrameEntry[],
): Promise<string> {
  const texts: string[] = [];
  await inBatches(entries, (batch) => {
    for (const entry of batch) texts.push(canonicalJson(entry));
  });
  const nobody = canonicalJson({ ...about, entries: [] });
  return nobody.replace('"entries":[]', () => `"entries":[${texts.join(',')}]`);
}

function told({ sheet, row, column, code, text }: ImportWarning): { code: string; text: string } {
  const place = [sheet, row && `row ${row}`, column && `column ${column}`].filter(Boolean).join(', ');
  return { code, text: place === '' ? text : `${place}: ${text}` };
}
