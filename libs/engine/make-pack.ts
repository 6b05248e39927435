import { inspectionsFold, packStream, sampleStream } from '#application';
import { hasRole, inspectionsStream, isRefusal, isSelected, refuse, systemActor } from '#domain';
import type { Actor, PackEvent, PackScope, Refusal } from '#domain';
import { leafPlaces, publicKeys } from '#evidence';
import type { LeafPlaces, Sealer } from '#evidence';
import { packFiles, writePack } from '#packs';
import type { PackCover, WrittenPack } from '#packs';
import { listAuditsDated, listSampleAudits } from '#projections';
import { readHistory } from './audit-reading.js';
import { mayTellOfFirstGrade } from './audit-readings.js';
import { nameCase } from './case-names.js';
import type { Engine } from './engine.js';
import { namesKnown } from './names-known.js';
import { contentsOf, streamsOf } from './pack-contents.js';
import type { AuditInPack, PackWanted } from './pack-contents.js';

/** A pack that was asked for, and for whom it is made. */
export interface PackToMake {
  readonly packId: string;
  /** Who asked, with what they may do now. */
  readonly actor: Actor;
  /** How long the lists are waited for, in milliseconds. */
  readonly waitMs: number;
}

export interface PackMade extends WrittenPack {
  readonly packId: string;
  readonly origin: string;
  readonly size: number;
  readonly audits: number;
  /** Audits that were left out. */
  readonly leftOut: number;
}

/** More would be a file that nobody reads, and an event that no store takes. */
const MOST_AUDITS = 10_000;
const ENGINE = systemActor('packs');

/**
 * Makes a pack that was asked for, and records what became of it. Whoever asked reads the audits by it, which is recorded
 * first; then the log is sealed, so that the pack holds all that is known.
 * @param file where it is written; must not be there
 * @throws PackProblem, PackTooLarge, SealingRefused, SigningKeyProblem, TilesMissing, StoreUnavailable, KeysUnavailable, ViewsBehind
 */
export async function makePack(
  engine: Engine,
  sealer: Pick<Sealer, 'seal' | 'signNote'>,
  order: PackToMake,
  file: string,
): Promise<PackMade | Refusal> {
  const made = await make(engine, sealer, order, file);
  const { packId } = order;
  const recorded = isRefusal(made)
    ? await engine.execute({
        name: 'RecordPackNotMade',
        target: packId,
        body: { packId, because: made.code },
        actor: ENGINE,
      })
    : await engine.execute({
        name: 'RecordPackMade',
        target: packId,
        body: {
          packId,
          bytes: made.bytes,
          digest: made.digest,
          origin: made.origin,
          size: made.size,
          auditIds: made.of,
        },
        actor: ENGINE,
      });
  if (isRefusal(recorded)) return recorded;
  if (isRefusal(made)) return made;
  const { of, ...rest } = made;
  return { ...rest, packId, audits: of.length };
}

async function make(
  engine: Engine,
  sealer: Pick<Sealer, 'seal' | 'signNote'>,
  { packId, actor, waitMs }: PackToMake,
  file: string,
): Promise<(Omit<PackMade, 'packId' | 'audits'> & { readonly of: readonly string[] }) | Refusal> {
  const { ledger, keys, dataDir, clock } = engine;
  const request = await requestOf(engine, packId);
  if (request === undefined) return refuse('not-found', 'pack-unknown', 'No such pack was asked for.');
  const { scope, level } = request.data;
  const auditIds = await auditsOf(engine, scope, waitMs);
  if (auditIds.length > MOST_AUDITS)
    return refuse('rule', 'pack-too-large', `A pack holds ${MOST_AUDITS} audits at most. Ask for fewer days.`);
  const read = await readAll(engine, auditIds, actor, scope);
  if (isRefusal(read)) return read;
  const wanted: PackWanted = {
    scope,
    level,
    actor,
    audits: read.audits,
    samples: samplesOf(read.audits, scope, actor),
    nobodyErased: (await keys.destroyed()) === 0,
  };
  await sealer.seal();
  const places = await placesFor(engine, wanted);
  const streams = await contentsOf(engine, wanted, places);
  const there = new Set(streams.map(({ stream }) => stream));
  const audits = wanted.audits.map(({ auditId }) => auditId).filter((id) => there.has(`audit-${id}`));
  if (audits.length === 0) return refuse('rule', 'pack-empty', 'None of it may be read by whoever asked.');
  const leftOut = read.blind + wanted.audits.length - audits.length;
  const { why } = await ledger.openAll(request.data);
  const cover: PackCover = {
    packId,
    scope,
    level,
    why: typeof why === 'string' && level === 'full' ? why : null,
    for: actor.id,
    by: request.metadata.actor,
    madeAt: clock(),
    audits,
    samples: wanted.samples.filter((id) => there.has(sampleStream(id))),
    caseIds: level === 'pseudonymised' ? {} : await caseIdsOf(engine, wanted.audits),
    leftOutAudits: leftOut,
  };
  const written = await writePack(
    {
      store: ledger.store,
      keys,
      dataDir,
      cover,
      streams,
      places,
      publicKeys: await publicKeys(ledger.store),
      sign: (text) => sealer.signNote(text),
      names: level === 'pseudonymised' ? (await namesKnown(engine, waitMs)).isNamedIn : () => false,
      ...packFiles(),
    },
    file,
  );
  const { origin, size } = places.checkpoint;
  return { ...written, origin, size, leftOut, of: audits };
}

type Requested = Extract<PackEvent, { type: 'pack-requested' }>['data'];

async function requestOf({ ledger }: Engine, packId: string) {
  const { events } = await ledger.load(packStream(packId));
  const found = events.find(({ type }) => type === 'pack-requested');
  // The type of an event says what its data are.
  return found && { data: found.data as Requested, metadata: found.metadata };
}

async function auditsOf(engine: Engine, scope: PackScope, waitMs: number): Promise<readonly string[]> {
  const { readModels, memories } = engine;
  switch (scope.of) {
    case 'audit':
      return [scope.auditId];
    case 'grant': {
      const { state } = await memories.of(inspectionsFold).load(inspectionsStream(scope.inspectorId));
      return [...new Set(state.find(({ grantId }) => grantId === scope.grantId)?.auditIds ?? [])];
    }
    case 'sample': {
      const rows = await readModels.upToNow('audit-board', waitMs);
      return listSampleAudits(rows, scope.sampleId).map(({ auditId }) => auditId);
    }
    case 'period':
      return listAuditsDated(await readModels.upToNow('audit-board', waitMs), scope.from, scope.to);
  }
}

interface AllRead {
  readonly audits: readonly AuditInPack[];
  /** How many are moderated blind to whoever asked. */
  readonly blind: number;
}

/** Lets whoever asked read each audit, as far as they may: of those that are not theirs nothing is told. */
async function readAll(
  engine: Engine,
  auditIds: readonly string[],
  actor: Actor,
  scope: PackScope,
): Promise<AllRead | Refusal> {
  const audits: AuditInPack[] = [];
  let blind = 0;
  for (const auditId of auditIds) {
    const read = await readHistory(engine, { auditId, actor, what: 'export' }, ({ state, events }, reader) => {
      if (reader.level !== 'content') return refuse('not-allowed', 'not-entitled', 'This audit is not yours to read.');
      if (reader.withholdFirstGrade) return BLIND;
      const [first] = events;
      const sampleId = first?.type === 'audit-selected' ? first.data.sampleId : null;
      return { sampleId: isSelected(state) ? sampleId : null, readings: mayTellOfFirstGrade(state) };
    });
    if (!isRefusal(read)) audits.push({ auditId, reader: read.reader, ...read.shown });
    else if (scope.of === 'audit') return read;
    else if (read.code === BLIND.code) blind += 1;
  }
  return { audits, blind };
}

const BLIND = refuse(
  'rule',
  'moderated-blind',
  'You could moderate this audit without its first grade. Its pack can be made once it has been moderated.',
);

/** Samples are coordinators' to read. */
function samplesOf(audits: readonly AuditInPack[], scope: PackScope, actor: Actor): readonly string[] {
  if (!hasRole(actor, 'coordinator')) return [];
  const drawn = audits.flatMap(({ sampleId }) => sampleId ?? []);
  return [...new Set(scope.of === 'sample' ? [scope.sampleId, ...drawn] : drawn)].sort();
}

async function placesFor({ ledger }: Engine, wanted: PackWanted): Promise<LeafPlaces> {
  const streams = streamsOf(wanted);
  const places = await leafPlaces(ledger.store, (stream) => streams.has(stream));
  if (places === undefined) throw new Error('A log that was sealed has no checkpoint');
  return places;
}

async function caseIdsOf(engine: Engine, audits: readonly AuditInPack[]): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const { auditId } of audits) {
    const { caseId } = await nameCase(engine, auditId);
    const [first] = await engine.ledger.store.readStream(`audit-${auditId}`, { maxCount: 1 });
    const { subjectId }: { subjectId?: string } = first === undefined ? {} : JSON.parse(first.data);
    if (typeof caseId === 'string' && subjectId !== undefined) found[subjectId] = caseId;
  }
  return found;
}
