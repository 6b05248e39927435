import { auditReference, isDutyOf, isRefusal, notTheirDuty, refuse, idOfOwner } from '#domain';
import type { Actor, AuditEvent, PeopleDirectory, ProgrammeSettings, Refusal } from '#domain';
import { NEW_STREAM, RevisionConflict, ownersIn, uuidV5 } from '#event-store';
import type { Ledger, NewEvent } from '#event-store';
import { ImportProblem, Told, checkHistoricRows, fileDigest } from '#imports';
import type { FileReader, HistoricAudit, HistoricOptions, ImportWarning, RowRejection } from '#imports';
import type { KeyRing } from '#privacy';
import { recordedActor } from '../calls/recorded-actor.js';
import type { ReferenceData } from '../references/references.js';
import { AuditsImports } from './audits-imports.js';
import { ImportedNames } from './imported-names.js';
import type { UnmatchedName } from './imported-names.js';
import { subjectKey } from './subject-key.js';

export interface HistoricImportParts {
  readonly ledger: Ledger;
  readonly keys: KeyRing;
  readonly references: ReferenceData;
  readonly files: FileReader;
}

export interface HistoricImportOrder {
  /** Path of a CSV file: it is read twice, first to check all of it. */
  readonly file: string;
  readonly actor: Actor;
  /** Instant, UTC; its London date is the day of the import. */
  readonly now: string;
  readonly today: string;
  /** Import the rows that are right although others are not. */
  readonly acceptRejects: boolean;
  /** Every row counts twice: it is checked, then appended. */
  readonly progress?: (rows: { readonly done: number; readonly of: number }) => void;
}

export interface HistoricImport {
  /** What the audits of the file are taken back by; null where it brought none. */
  readonly importId: string | null;
  /** `read` = `accepted` + `rejected` + `alreadyThere`. */
  readonly rows: {
    readonly read: number;
    readonly accepted: number;
    readonly rejected: number;
    readonly alreadyThere: number;
  };
  /** Sorted by row. */
  readonly rejected: readonly RowRejection[];
  readonly warnings: readonly ImportWarning[];
  /** Names of accepted audits that nobody has configured: recorded as they stand, spellings of one name being one. */
  readonly unmatchedNames: readonly UnmatchedName[];
  /** False where nothing was imported because of rejected rows. `accepted` says what would have been. */
  readonly imported: boolean;
}

/**
 * Audits made ready and appended together: they share commits. More of them at once outlive the collection of young
 * objects, and memory grows with every batch until an old one is collected.
 */
const BATCH = 100;

/**
 * Imports earlier audits, final as they stand, each a stream of its own whose id follows from its `ref`: importing a
 * file again adds nothing, and a known `ref` with other content is rejected. Nothing is appended before the whole file
 * has been checked. The audits count once all of them are there: an import that was interrupted is shown as unfinished
 * until the same file is imported again, or it is taken back. See docs/adr/0018-imports-count-when-whole.md.
 * @throws StoreUnavailable, KeysUnavailable: import the same file again, what is there already is not repeated.
 */
export async function importHistoricAudits(
  parts: HistoricImportParts,
  order: HistoricImportOrder,
): Promise<HistoricImport | Refusal> {
  if (!isDutyOf(order.actor, 'earlier-audits')) return notTheirDuty('earlier-audits');
  const { settings, directory } = await parts.references.load();
  try {
    const run = await runOf(parts, order, settings, directory);
    const checked = await check(run);
    if (isRefusal(checked)) return checked;
    const { brought, ...told } = checked;
    const imported = told.rejected.length === 0 || order.acceptRejects;
    const brings = imported && (told.rows.accepted > 0 || brought.ours > 0);
    const refusal = brings ? await bring(run, checked) : null;
    return refusal ?? { ...told, importId: brings ? run.importId : null, imported };
  } catch (error) {
    if (error instanceof ImportProblem) return refuse('invalid', error.code.replaceAll('_', '-'), error.sentence);
    throw error;
  }
}

/** One file on its way in. */
interface Run extends HistoricImportParts {
  readonly order: HistoricImportOrder;
  readonly options: HistoricOptions;
  readonly names: ImportedNames;
  readonly imports: AuditsImports;
  /** The import that audits new here belong to. */
  readonly importId: string;
}

/** The namespace of imports' ids, which follow from what is in the file, keyed: a file run again is the same import. */
const AUDITS_IMPORTS = '6a8d0a52-0f0e-5c55-9d3c-0b7e3f7b1c11';

async function runOf(
  parts: HistoricImportParts,
  order: HistoricImportOrder,
  settings: ProgrammeSettings | null,
  directory: PeopleDirectory,
): Promise<Run> {
  const names = new ImportedNames(settings, directory);
  const imports = new AuditsImports(parts.ledger);
  let importId = uuidV5(AUDITS_IMPORTS, await parts.keys.pseudonym('audits-import', await fileDigest(order.file)));
  // taken back, or whole and more of its rows are right by now: what it brings from here on is an import of its own
  while (['taken-back', 'whole'].includes(await imports.stageOf(importId))) importId = uuidV5(importId, 'again');
  const options: HistoricOptions = {
    today: order.today,
    scales: settings?.scales ?? [],
    ungradedActivities: (settings?.auditTypes ?? [])
      .filter(({ graded }) => !graded)
      .flatMap(({ key, label, aliases = [] }) => [key, label, ...aliases]),
    named: names.columns,
  };
  // Each by its name: a service's engine gives its parts through getters, which a spread leaves behind.
  const { ledger, keys, references, files } = parts;
  return { ledger, keys, references, files, order, options, names, imports, importId };
}

interface Checked extends Omit<HistoricImport, 'imported' | 'importId'> {
  readonly brought: {
    /** The rows that are to be appended. */
    readonly take: RowSet;
    /** Audits that an interrupted run of this import has brought already. */
    readonly ours: number;
  };
}

/** What the file says by itself, and what the log says of the refs it knows. */
async function check(run: Run): Promise<Checked | Refusal> {
  const { order, options, names, importId } = run;
  const changed = new Told<RowRejection>('rows with a known ref and other content');
  const take = new RowSet();
  let [alreadyThere, ours, ofOthers, done] = [0, 0, 0, 0];
  const look = async (batch: readonly HistoricAudit[]): Promise<void> => {
    for (const { audit, standing, owner } of await identified(run, batch)) {
      if (standing === 'absent') take.add(audit.row);
      if (standing === 'same') alreadyThere += 1;
      if (standing === 'same' && owner === importId) ours += 1;
      if (standing === 'unfinished') ofOthers += 1;
      if (standing === 'other') {
        const reason = 'An audit with this ref was imported before with other content. Correct that audit instead.';
        changed.add({ row: audit.row, column: 'ref', reason });
      } else names.count(audit);
    }
    done += batch.length;
    order.progress?.({ done, of: 2 * done });
  };
  const batch = new Batch(look);
  const { rows, rejected, warnings } = await checkHistoricRows(
    run.files.historicAudits(order.file, options, order.actor.id),
    (audit) => batch.add(audit),
  );
  await batch.end();
  if (ofOthers > 0) return overlaps(ofOthers);
  const { names: unmatchedNames, more } = names.listed();
  return {
    rows: {
      read: rows.read,
      accepted: rows.accepted - changed.count - alreadyThere,
      rejected: rows.rejected + changed.count,
      alreadyThere: rows.alreadyThere + alreadyThere,
    },
    rejected: [...rejected, ...changed.first].sort((one, other) => one.row - other.row),
    warnings: [...warnings, ...changed.cutShort(), ...namesLeft(more)],
    unmatchedNames,
    brought: { take, ours },
  };
}

const namesLeft = (audits: number): ImportWarning[] =>
  audits === 0
    ? []
    : [{ sheet: 'csv', code: 'names_cut_short', text: `${audits} audits have names beyond those listed.` }];

function overlaps(audits: number): Refusal {
  return refuse(
    'rule',
    'import-overlaps-unfinished',
    `${audits} of these audits belong to another import that is unfinished. Import that file again to finish it, or take it back, and then import this one.`,
  );
}

/** Start, audits, manifest. */
async function bring(run: Run, { rows, brought: { take, ours } }: Checked): Promise<Refusal | null> {
  const { order, options, imports, importId } = run;
  const audits = rows.accepted + ours;
  const started = await imports.record(importId, { type: 'StartAuditsImport', audits }, order);
  if (started !== null && started.code !== 'import-started') return started;
  let [contested, done] = [0, 0];
  const batch = new Batch(async (fresh: readonly HistoricAudit[]) => {
    contested += await append(
      run,
      (await identified(run, fresh)).filter(({ standing }) => standing === 'absent'),
    );
    done += fresh.length;
    order.progress?.({ done: rows.accepted + done, of: 2 * rows.accepted });
  });
  for await (const row of run.files.historicAudits(order.file, options, order.actor.id)) {
    if (row.is === 'accepted' && take.has(row.audit.row)) await batch.add(row.audit);
  }
  await batch.end();
  if (contested > 0) return overlaps(contested);
  const completed = await imports.record(importId, { type: 'CompleteAuditsImport', audits }, order);
  // the same file may have been run twice at once: both bring the same audits
  return completed === null || completed.code === 'import-whole' ? null : completed;
}

/** Gathers audits to be worked on together. */
class Batch {
  private audits: HistoricAudit[] = [];

  constructor(private readonly work: (audits: readonly HistoricAudit[]) => Promise<void>) {}

  async add(audit: HistoricAudit): Promise<void> {
    this.audits.push(audit);
    if (this.audits.length >= BATCH) await this.end();
  }

  async end(): Promise<void> {
    const audits = this.audits;
    this.audits = [];
    if (audits.length > 0) await this.work(audits);
  }
}

/** Numbers of rows, a byte for every row of the file. */
class RowSet {
  private marks = new Uint8Array(1024);

  has(row: number): boolean {
    return this.marks[row] === 1;
  }

  add(row: number): void {
    if (row >= this.marks.length) {
      const more = new Uint8Array(Math.max(row + 1, this.marks.length * 2));
      more.set(this.marks);
      this.marks = more;
    }
    this.marks[row] = 1;
  }
}

/** @returns how many of them another import brought meanwhile */
async function append(run: Run, audits: readonly Identified[]): Promise<number> {
  const { ledger, keys, names, importId, order } = run;
  const matched = audits.map((identity) => ({ ...identity, audit: names.matched(identity.audit) }));
  const subjects = await keys.subjectsFor(matched.map(({ audit }) => subjectKey(audit.subjectType, audit.subjectRef)));
  const people = await pseudonymsOf(
    keys,
    matched.flatMap(({ audit }) => [audit.workerRef, audit.auditorRef]),
  );
  // the keys of a whole batch in one look, so that sealing finds them held
  await keys.keysFor(subjects.values());
  // all of them are waited for: nothing is under way any more when the import says that it was broken off
  const outcomes = await Promise.allSettled(
    matched.map(async ({ audit, auditId }): Promise<number> => {
      const owner = subjects.get(subjectKey(audit.subjectType, audit.subjectRef)) ?? '';
      const commandId = uuidV5(auditId, `ImportAudit ${importId}`);
      try {
        await ledger.append(
          `audit-${auditId}`,
          NEW_STREAM,
          [importedEvent(audit, auditId, idOfOwner(owner), people, importId)],
          {
            actor: recordedActor(order.actor, 'coordinator'),
            commandId,
            body: audit.contentDigestInput,
            correlationId: importId,
            now: order.now,
          },
        );
        return 0;
      } catch (error) {
        if (!(error instanceof RevisionConflict)) throw error;
        return (await importOf(run, auditId))?.importId === importId ? 0 : 1;
      }
    }),
  );
  let contested = 0;
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') throw outcome.reason;
    contested += outcome.value;
  }
  return contested;
}

function importedEvent(
  audit: HistoricAudit,
  auditId: string,
  subjectId: string,
  people: ReadonlyMap<string, string>,
  importId: string,
): NewEvent {
  const data: Extract<AuditEvent, { type: 'audit-imported' }>['data'] = {
    auditId,
    reference: auditReference(auditId),
    importedRef: audit.ref,
    subjectId,
    subjectType: audit.subjectType,
    subjectRef: audit.subjectRef,
    activity: audit.activity,
    service: audit.service,
    team: audit.team,
    worker: people.get(audit.workerRef ?? '') ?? null,
    auditor: people.get(audit.auditorRef ?? '') ?? null,
    auditorRole: audit.auditorRole,
    auditedOn: audit.auditedOn,
    scale: audit.scale,
    firstGrade: audit.firstGrade,
    moderated: audit.moderated,
    finalGrade: audit.finalGrade,
    atRisk: audit.atRisk,
    domains: Object.entries(audit.domains).map(([domain, grade]) => ({ domain, grade })),
    standards: Object.entries(audit.standards).map(([standard, answer]) => ({ standard, answer })),
    importId,
  };
  return { type: 'audit-imported', data };
}

interface Identified {
  readonly audit: HistoricAudit;
  readonly auditId: string;
  /** What the log holds under its ref; `unfinished` where that belongs to another import that is not whole. */
  readonly standing: 'absent' | 'same' | 'other' | 'unfinished';
  /** The import that brought what the log holds; null from before imports had manifests. */
  readonly owner: string | null;
}

/** The namespace of audit ids that follow from a spreadsheet's `ref`, keyed, so that an id tells nothing of the ref. */
const HISTORIC_AUDITS = 'f0b4a3de-3c0c-5f0e-9a52-0d6a6f2a6d10';

async function identified(run: Run, audits: readonly HistoricAudit[]): Promise<readonly Identified[]> {
  const { keys } = run;
  const refs = await keys.pseudonyms(
    'historic-ref',
    audits.map(({ ref }) => ref),
  );
  // As digests were made before they died with the child.
  const before = await keys.pseudonyms(
    'historic-audit',
    audits.map(({ contentDigestInput }) => contentDigestInput),
  );
  return Promise.all(
    audits.map(async (audit, index) => {
      const known = await standingOf(run, uuidV5(HISTORIC_AUDITS, refs[index] ?? ''), audit, before[index]);
      return { audit, ...known };
    }),
  );
}

/** What was taken back stays where it is: the same ref imported again is an audit of its own, under the next id. */
async function standingOf(
  run: Run,
  firstId: string,
  { contentDigestInput }: HistoricAudit,
  digestBefore: string | undefined,
): Promise<Pick<Identified, 'auditId' | 'standing' | 'owner'>> {
  for (let auditId = firstId; ; auditId = uuidV5(auditId, 'again')) {
    const found = await importOf(run, auditId);
    if (found === null) return { auditId, standing: 'absent', owner: null };
    const { importId: owner } = found;
    const stage = owner === null ? 'whole' : await run.imports.stageOf(owner);
    if (stage === 'taken-back') continue;
    if (stage !== 'whole' && owner !== run.importId) return { auditId, standing: 'unfinished', owner };
    const digest = await run.ledger.bodyDigest(contentDigestInput, found.owners);
    // What was erased stays so, and is not imported as another.
    const isSame = digest === undefined || [digest, digestBefore].includes(found.digest);
    return { auditId, standing: isSame ? 'same' : 'other', owner };
  }
}

/** An audit as an import brought it. */
interface Brought {
  readonly importId: string | null;
  readonly digest: string | undefined;
  /** Whose texts it holds. */
  readonly owners: ReadonlySet<string>;
}

/** The import that brought an audit, null from before they had manifests; null where there is no such audit. */
async function importOf({ ledger }: HistoricImportParts, auditId: string): Promise<Brought | null> {
  const [first] = await ledger.store.readStream(`audit-${auditId}`, { maxCount: 1 });
  if (first === undefined) return null;
  const { data, metadata } = ledger.envelope(first);
  // the stream is one that this import, or an earlier one, began
  const { importId } = data as { importId?: string };
  return { importId: importId ?? null, digest: metadata.bodyDigest, owners: ownersIn(data) };
}

async function pseudonymsOf(keys: KeyRing, refs: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const distinct = [...new Set(refs.filter((ref) => ref !== null))];
  const pseudonyms = await keys.pseudonyms('historic-person', distinct);
  return new Map(distinct.map((ref, index) => [ref, pseudonyms[index] ?? '']));
}
