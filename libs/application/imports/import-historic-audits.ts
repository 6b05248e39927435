import { auditReference, refuse } from '#domain';
import type { Actor, AuditEvent, Refusal } from '#domain';
import { NEW_STREAM, RevisionConflict, uuidV5 } from '#event-store';
import type { Ledger, NewEvent } from '#event-store';
import { ImportProblem, checkHistoricRows } from '#imports';
import type { FileReader, HistoricAudit, HistoricOptions, ImportWarning, RowRejection } from '#imports';
import type { KeyRing } from '#privacy';
import { recordedActor } from '../recorded-actor.js';
import type { ReferenceData } from '../loading/references.js';
import { subjectIdOf, subjectKey } from './subject-key.js';

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
  /** False where rejected rows kept everything out: `accepted` says what would have been imported. */
  readonly imported: boolean;
}

/** Audits made ready and appended together: they share commits, and memory stays bounded. */
const BATCH = 500;

/**
 * Imports earlier audits, final as they stand, each a stream of its own whose id follows from its `ref`: importing a
 * file again adds nothing, and a known `ref` with other content is rejected. Nothing is appended before the whole file
 * has been checked.
 * @throws StoreUnavailable, KeysUnavailable: import the same file again, what is there already is not repeated.
 */
export async function importHistoricAudits(
  parts: HistoricImportParts,
  order: HistoricImportOrder,
): Promise<HistoricImport | Refusal> {
  if (!order.actor.roles.includes('coordinator')) {
    return refuse('not-allowed', 'not-a-coordinator', 'Only an audit coordinator may import earlier audits.');
  }
  const { settings } = await parts.references.load();
  const options: HistoricOptions = {
    today: order.today,
    scales: settings?.scales ?? [],
    ungradedActivities: (settings?.auditTypes ?? []).filter(({ graded }) => !graded).map(({ key }) => key),
  };
  try {
    const checked = await check(parts, order, options);
    const imported = checked.rejected.length === 0 || order.acceptRejects;
    if (imported && checked.rows.accepted > 0) await appendNew(parts, order, options, checked.rows.read);
    return { ...checked, imported };
  } catch (error) {
    if (error instanceof ImportProblem) return refuse('invalid', error.code.replaceAll('_', '-'), error.sentence);
    throw error;
  }
}

type Checked = Omit<HistoricImport, 'imported'>;

/** What the file says by itself, and what the log says of the refs it knows. */
async function check(
  parts: HistoricImportParts,
  order: HistoricImportOrder,
  options: HistoricOptions,
): Promise<Checked> {
  const { files } = parts;
  const { file, actor, progress } = order;
  const { rows, rejected, warnings } = await checkHistoricRows(files.historicAudits(file, options, actor.id));
  const changed: RowRejection[] = [];
  let alreadyThere = rows.alreadyThere;
  let done = 0;
  for await (const batch of batches(parts, order, options)) {
    done += batch.length;
    progress?.({ done, of: 2 * rows.read });
    for (const { audit, standing } of await identified(parts, batch)) {
      if (standing === 'same') alreadyThere += 1;
      if (standing === 'other') {
        const reason = 'An audit with this ref was imported before with other content. Correct that audit instead.';
        changed.push({ row: audit.row, column: 'ref', reason });
      }
    }
  }
  return {
    rows: {
      read: rows.read,
      accepted: rows.read - rows.rejected - changed.length - alreadyThere,
      rejected: rows.rejected + changed.length,
      alreadyThere,
    },
    rejected: [...rejected, ...changed].sort((one, other) => one.row - other.row),
    warnings,
  };
}

async function appendNew(
  parts: HistoricImportParts,
  order: HistoricImportOrder,
  options: HistoricOptions,
  of: number,
): Promise<void> {
  let done = 0;
  for await (const batch of batches(parts, order, options)) {
    const fresh = (await identified(parts, batch)).filter(({ standing }) => standing === 'absent');
    await append(parts, order, fresh);
    done += batch.length;
    order.progress?.({ done: of + done, of: 2 * of });
  }
}

async function append(
  { ledger, keys }: HistoricImportParts,
  { actor, now }: HistoricImportOrder,
  audits: readonly Identified[],
): Promise<void> {
  const subjects = await keys.subjectsFor(audits.map(({ audit }) => subjectKey(audit.subjectType, audit.subjectRef)));
  const people = await pseudonymsOf(
    keys,
    audits.flatMap(({ audit }) => [audit.workerRef, audit.auditorRef]),
  );
  // the keys of a whole batch in one look, so that sealing finds them held
  await keys.keysFor(subjects.values());
  await Promise.all(
    audits.map(async ({ audit, auditId, digest }) => {
      const owner = subjects.get(subjectKey(audit.subjectType, audit.subjectRef)) ?? '';
      const commandId = uuidV5(auditId, 'ImportAudit');
      try {
        await ledger.append(
          `audit-${auditId}`,
          NEW_STREAM,
          [importedEvent(audit, auditId, subjectIdOf(owner), people)],
          {
            actor: recordedActor(actor, 'coordinator'),
            commandId,
            bodyDigest: digest,
            correlationId: commandId,
            now,
          },
        );
      } catch (error) {
        // somebody imported the same ref meanwhile: the next import of the file compares the two
        if (!(error instanceof RevisionConflict)) throw error;
      }
    }),
  );
}

function importedEvent(
  audit: HistoricAudit,
  auditId: string,
  subjectId: string,
  people: ReadonlyMap<string, string>,
): NewEvent {
  const data: Extract<AuditEvent, { type: 'audit-imported.v1' }>['data'] = {
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
  };
  return { type: 'audit-imported.v1', data };
}

interface Identified {
  readonly audit: HistoricAudit;
  readonly auditId: string;
  readonly digest: string;
  /** What the log holds under its ref. */
  readonly standing: 'absent' | 'same' | 'other';
}

/** The namespace of audit ids that follow from a spreadsheet's `ref`, keyed, so that an id tells nothing of the ref. */
const HISTORIC_AUDITS = 'f0b4a3de-3c0c-5f0e-9a52-0d6a6f2a6d10';

async function identified(
  { ledger, keys }: HistoricImportParts,
  audits: readonly HistoricAudit[],
): Promise<readonly Identified[]> {
  const refs = await keys.pseudonyms(
    'historic-ref',
    audits.map(({ ref }) => ref),
  );
  const digests = await keys.pseudonyms(
    'historic-audit',
    audits.map(({ contentDigestInput }) => contentDigestInput),
  );
  return Promise.all(
    audits.map(async (audit, index) => {
      const auditId = uuidV5(HISTORIC_AUDITS, refs[index] ?? '');
      const digest = digests[index] ?? '';
      const [first] = await ledger.store.readStream(`audit-${auditId}`, { maxCount: 1 });
      if (first === undefined) return { audit, auditId, digest, standing: 'absent' };
      const same = ledger.envelope(first).metadata.bodyDigest === digest;
      return { audit, auditId, digest, standing: same ? 'same' : 'other' };
    }),
  );
}

async function pseudonymsOf(keys: KeyRing, refs: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const distinct = [...new Set(refs.filter((ref) => ref !== null))];
  const pseudonyms = await keys.pseudonyms('historic-person', distinct);
  return new Map(distinct.map((ref, index) => [ref, pseudonyms[index] ?? '']));
}

async function* batches(
  { files }: HistoricImportParts,
  { file, actor }: HistoricImportOrder,
  options: HistoricOptions,
): AsyncGenerator<readonly HistoricAudit[]> {
  let batch: HistoricAudit[] = [];
  for await (const row of files.historicAudits(file, options, actor.id)) {
    if (row.is !== 'accepted') continue;
    batch.push(row.audit);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
