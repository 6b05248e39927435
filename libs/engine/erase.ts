import { setImmediate as turn } from 'node:timers/promises';
import { ERASURES_STREAM, FEEDBACK_STREAM, erasuresFold, openPeople, touchedBy } from '#application';
import type { Held } from '#application';
import { auditReference, eventTypes, holdsOn, isRefusal, londonDateOf, nameKey, systemActor, idOfOwner } from '#domain';
import type { Erasure, ErasureCertificate, Erasures, Hold, KeptOf, Refusal } from '#domain';
import { TextsHeld } from '#event-store';
import { caseIdOfSubject } from '#projections';
import type { Engine } from './engine.js';
import { sampleSourcesFrom } from './sample-sources.js';

/** Files that are kept beside the log. */
export interface KeptFiles {
  /** Deletes those that say any of these texts. @returns how many there were */
  removeNaming(texts: readonly string[]): Promise<number>;
  /** How many say any of these texts. */
  naming(texts: readonly string[]): Promise<number>;
}

/** What an erasure would destroy, and what stands in its way. */
export interface ErasurePlan extends Held {
  /** Whose keys die: that of themself last. */
  readonly owners: readonly string[];
  readonly texts: number;
  readonly files: number;
  readonly inClear: ErasureCertificate['inClear'];
  readonly holds: readonly Hold[];
}

/** What became of an erasure that two people had agreed on. */
export type CarriedOut =
  | { readonly erasureId: string; readonly certificate: ErasureCertificate }
  | { readonly erasureId: string; readonly waits: Refusal };

const ENGINE = systemActor('erasures');
const AT_ONCE = 500;
/** How long lists are waited for, in milliseconds. */
const WAIT_MS = 120_000;
/** Shorter words would be found in files by chance. */
const SHORTEST_NAME = 3;

/** Everything that was asked for and everything that must be kept. */
export async function erasuresKnown({ memories }: Pick<Engine, 'memories'>): Promise<Erasures> {
  return (await memories.of(erasuresFold).load(ERASURES_STREAM)).state;
}

/** What an erasure would come to. Records nothing. @throws StoreUnavailable, KeysUnavailable, ViewsBehind */
export async function planErasure(engine: Engine, owner: KeptOf, files: KeptFiles): Promise<ErasurePlan> {
  const held = await heldOf(engine, owner);
  const owners = await ownersOf(engine, owner, held.auditIds);
  const { sealed, inClear } = await textsOf(engine, owners);
  const found = await files.naming(await namesOf(engine, owner));
  const holds = await engine.ledger.openAll(holdsOn(await erasuresKnown(engine), held.touches));
  return { ...held, owners, texts: sealed, files: found, inClear, holds };
}

/**
 * Carries out every erasure that two people have agreed on and nothing stands in the way of. What a process before was killed
 * at is finished: each step may be taken again, and the person's own key dies last, since it opens what the others are found by.
 * Every replica may do so.
 * @throws StoreUnavailable, KeysUnavailable, ViewsBehind
 */
export async function carryOutErasures(engine: Engine, files: KeptFiles): Promise<readonly CarriedOut[]> {
  const done: CarriedOut[] = [];
  for (const erasure of (await erasuresKnown(engine)).erasures) {
    if (erasure.standing === 'approved' || erasure.standing === 'begun')
      done.push(await carryOut(engine, files, erasure));
  }
  return done;
}

async function carryOut(engine: Engine, files: KeptFiles, erasure: Erasure): Promise<CarriedOut> {
  const { erasureId, owner } = erasure;
  const { auditIds, classes } = await heldOf(engine, owner);
  if (erasure.standing === 'approved') {
    const owners = await ownersOf(engine, owner, auditIds);
    const begun = await engine.execute({
      name: 'BeginErasure',
      target: erasureId,
      body: { owner, owners },
      actor: ENGINE,
    });
    if (isRefusal(begun)) return { erasureId, waits: begun };
  }
  const standing = (await erasuresKnown(engine)).erasures.find((each) => each.erasureId === erasureId);
  const owners = standing?.owners ?? [];
  const { sealed, inClear } = await textsOf(engine, owners);
  const removed = await files.removeNaming(await namesOf(engine, owner));
  const drafts = await engine.drafts.forgetOf(new Set(owners));
  const masterKeyIds = await engine.keys.masterKeyIds();
  const at = engine.clock();
  let destroyedAt = at;
  for (const each of owners) {
    const now = await engine.keys.destroy(each, at);
    if (now?.state === 'destroyed') destroyedAt = now.at;
  }
  const certificate: ErasureCertificate = {
    erasureId,
    owner,
    classes,
    audits: auditIds.length,
    keys: owners.length,
    texts: sealed,
    files: removed,
    drafts,
    inClear,
    destroyedAt,
    masterKeyIds,
  };
  const recorded = await engine.execute({
    name: 'CompleteErasure',
    target: erasureId,
    body: certificate,
    actor: ENGINE,
  });
  if (isRefusal(recorded)) return { erasureId, waits: recorded };
  return { erasureId, certificate };
}

const heldOf = async (engine: Engine, owner: KeptOf): Promise<Held> =>
  touchedBy(owner, {
    references: await engine.references.load(),
    samples: sampleSourcesFrom(engine),
    today: londonDateOf(engine.clock()),
    stateOf: async (stream, fold) => (await engine.memories.of(fold).load(stream)).state,
  });

/**
 * Whose keys die with somebody: feedback about a child's audits, a worker's names as caseloads wrote them; their own last.
 */
async function ownersOf(engine: Engine, owner: KeptOf, auditIds: readonly string[]): Promise<readonly string[]> {
  const names = await namesOf(engine, owner);
  const others = owner.startsWith('person:')
    ? [...(await engine.keys.findOwners('name', [...new Set(names.map(nameKey))])).values()]
    : await feedbackAbout(engine, names, auditIds);
  return [...new Set([...others, owner])];
}

/** By what somebody is known, in clear; nothing once they are erased. */
export async function namesOf(engine: Engine, owner: KeptOf): Promise<readonly string[]> {
  const id = idOfOwner(owner);
  const said = owner.startsWith('person:') ? await namesOfPerson(engine, id) : await caseIdsOf(engine, id);
  return [...new Set(said)].filter((text) => text.trim().length >= SHORTEST_NAME);
}

export async function caseIdsOf({ readModels, ledger }: Engine, subjectId: string): Promise<readonly string[]> {
  const sealed = caseIdOfSubject(await readModels.upToNow('case-ids', WAIT_MS), subjectId);
  const opened = sealed === null ? null : await ledger.openAll(sealed);
  return typeof opened === 'string' ? [opened] : [];
}

/** What a person is and was ever called. */
export async function namesOfPerson(engine: Engine, personId: string): Promise<readonly string[]> {
  const { ledger, references } = engine;
  const { directory } = await references.load();
  const person = directory.person(personId);
  const now = person === undefined ? [] : await openPeople(ledger, [person]);
  const said = now.flatMap(({ ref, name, aliases, email }) => [ref, name, ...aliases, email]);
  for (let from = 0; ; from += AT_ONCE) {
    const events = await ledger.stretch('people', from, AT_ONCE);
    const theirs = events.filter(({ data }) => Reflect.get(Object(data), 'personId') === personId);
    for (const { data } of await ledger.openAll(theirs)) {
      const { ref, name, aliases, email } = Object(data) as Readonly<Record<string, unknown>>;
      said.push(
        ...[ref, name, email, ...(Array.isArray(aliases) ? aliases : [])].filter((text) => typeof text === 'string'),
      );
    }
    if (events.length < AT_ONCE) return said;
  }
}

/** Feedback whose reference names the case or one of its audits: its words are about the child. */
export async function feedbackAbout(
  { ledger }: Engine,
  caseIds: readonly string[],
  auditIds: readonly string[],
): Promise<readonly string[]> {
  const about = new Set([...caseIds, ...auditIds.map(auditReference)].map(nameKey));
  const found: string[] = [];
  for (let from = 0; ; from += AT_ONCE) {
    const events = await ledger.stretch(FEEDBACK_STREAM, from, AT_ONCE);
    for (const { type, data } of await ledger.openAll(events)) {
      const { feedbackId, activityRef } = Object(data) as Readonly<Record<string, unknown>>;
      if (type !== 'feedback-recorded' || typeof activityRef !== 'string') continue;
      if (about.has(nameKey(activityRef))) found.push(`feedback:${String(feedbackId)}`);
    }
    if (events.length < AT_ONCE) return found;
  }
}

/** What the whole log holds of owners. */
async function textsOf({ ledger }: Engine, owners: readonly string[]): Promise<TextsHeld> {
  const held = new TextsHeld(eventTypes, new Set(owners));
  let after: number | undefined;
  for (;;) {
    const events = await ledger.store.readAll({ ...(after !== undefined && { after }), maxCount: AT_ONCE });
    for (const event of events) held.note(event);
    const last = events.at(-1);
    if (last === undefined) return held;
    after = last.position;
    await turn();
  }
}
