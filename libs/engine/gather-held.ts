import { setImmediate as turn } from 'node:timers/promises';
import { DATA_REQUESTS_STREAM, dataRequestsFold, openPeople } from '#application';
import { isRefusal, nameKey, systemActor, idOfOwner } from '#domain';
import type { AuditReader, CountedHeld, DataRequest, DataRequests, PlaceHeld } from '#domain';
import type { EventEnvelope, RecordedEvent } from '#event-store';
import { asAuditEvent, auditTimeline, auditsOfSubject } from '#projections';
import { freeTextsIn, tellsOf } from '#subject-access';
import type { EventSeen, Whom } from '#subject-access';
import { feedbackAbout, namesOf } from './erase.js';
import type { Engine } from './engine.js';

const ENGINE = systemActor('data-requests');
const AT_ONCE = 500;
/** Places in one event at most, far below what an event may hold. */
const IN_PART = 3_000;
const WAIT_MS = 120_000;
const NAMES_WORK = ['audit-selected', 'practitioner-reassigned'];

/** Who reads what is gathered: all that is submitted. What is kept from somebody who may moderate is kept when they open it. */
const READER: AuditReader = {
  personId: ENGINE.id,
  actsFor: [],
  level: 'content',
  fallen: [],
  deciding: [],
  drafts: false,
  withholdFirstGrade: false,
  withholdConcerns: false,
};

/** Everything that people asked of what is held on them. */
export async function dataRequestsKnown({ memories }: Pick<Engine, 'memories'>): Promise<DataRequests> {
  return (await memories.of(dataRequestsFold).load(DATA_REQUESTS_STREAM)).state;
}

/**
 * Gathers what is held on everybody who asked: where in the log it stands, and no copy of it. What was left half done is done
 * anew: a part that is recorded twice holds what was found last.
 * @throws StoreUnavailable, KeysUnavailable, ViewsBehind
 */
export async function gatherWhatIsAsked(engine: Engine): Promise<void> {
  for (const request of await dataRequestsKnown(engine))
    if (request.standing === 'gathering') await gather(engine, request);
}

async function gather(engine: Engine, request: DataRequest): Promise<void> {
  const { requestId: target } = request;
  const { places, counted } = await heldOn(engine, request);
  let part = 0;
  for (; part * IN_PART < places.length; part++) {
    const body = { part, places: places.slice(part * IN_PART, (part + 1) * IN_PART) };
    const recorded = await engine.execute({ name: 'RecordAccessPart', target, body, actor: ENGINE });
    if (isRefusal(recorded)) throw new Error(`What is held could not be recorded: ${recorded.sentence}`);
  }
  const body = { parts: part, counted };
  const recorded = await engine.execute({ name: 'RecordAccessGathered', target, body, actor: ENGINE });
  if (isRefusal(recorded)) throw new Error(`What is held could not be recorded: ${recorded.sentence}`);
}

/** What is held on somebody: the events that are told, in the order of the log, and how many are only counted. */
interface Held {
  readonly places: readonly PlaceHeld[];
  readonly counted: readonly CountedHeld[];
}

async function heldOn(engine: Engine, request: DataRequest): Promise<Held> {
  const whom = await whomOf(engine, request);
  const isNamed = namedBy(await namesGiven(engine, request));
  const places: PlaceHeld[] = [];
  const counted = new Map<string, CountedHeld>();
  for await (const stored of eventsOf(engine)) {
    const events = stored.map((event) => ({ event, seen: seenOf(engine, event) }));
    for (const { event, seen } of events) {
      let tells = tellsOf(seen, whom);
      const texts = tells === 'counted' || tells === 'nothing' ? [] : freeTextsIn(event.type, seen.data);
      if (tells === 'if-named') {
        const opened = await engine.ledger.openAll(texts.map(({ value }) => value));
        tells = opened.some((text) => typeof text === 'string' && isNamed(text)) ? 'told' : 'nothing';
      }
      const { stream, revision } = event;
      if (tells === 'told') places.push({ stream, revision, texts: texts.map(({ path }) => path) });
      if (tells === 'counted') count(counted, seen);
    }
    await turn();
  }
  return { places: await submitted(engine, places), counted: [...counted.values()] };
}

interface Seen extends EventSeen {
  readonly at: string;
}

function seenOf({ ledger }: Engine, event: RecordedEvent): Seen {
  const { type, data, metadata }: EventEnvelope = ledger.envelope(event);
  return { stream: event.stream, type, data: { ...Object(data) }, actorId: metadata.actor.id, at: metadata.recordedAt };
}

function count(counted: Map<string, CountedHeld>, { type, at }: Seen): void {
  const before = counted.get(type);
  counted.set(type, { type, events: (before?.events ?? 0) + 1, first: before?.first ?? at, last: at });
}

async function* eventsOf({ ledger }: Engine): AsyncGenerator<readonly RecordedEvent[]> {
  let after: number | undefined;
  for (;;) {
    const events = await ledger.store.readAll({ ...(after !== undefined && { after }), maxCount: AT_ONCE });
    const last = events.at(-1);
    if (last === undefined) return;
    yield events;
    after = last.position;
  }
}

/** Without what auditors have written and not handed in: it is no record yet. */
async function submitted(engine: Engine, places: readonly PlaceHeld[]): Promise<readonly PlaceHeld[]> {
  const shown = new Map<string, ReadonlySet<number>>();
  for (const stream of new Set(places.map((place) => place.stream))) {
    if (!stream.startsWith('audit-')) continue;
    const { events } = await engine.ledger.load(stream);
    const seen = auditTimeline(events.map(asAuditEvent), READER).filter(({ withheld }) => withheld.length === 0);
    const ids = new Set(seen.map(({ eventId }) => eventId));
    shown.set(stream, new Set(events.flatMap(({ id }, revision) => (ids.has(id) ? [revision] : []))));
  }
  return places.filter(({ stream, revision }) => shown.get(stream)?.has(revision) !== false);
}

async function whomOf(engine: Engine, { owner, about }: DataRequest): Promise<Whom> {
  const id = idOfOwner(owner);
  if (owner.startsWith('person:')) {
    const names = await namesOf(engine, owner);
    const owners = await engine.keys.findOwners('name', [...new Set(names.map(nameKey))]);
    const nameOwners = new Set(owners.values());
    return { kind: 'person', id, auditIds: await workOf(engine, id), feedbackIds: new Set(), nameOwners };
  }
  const { auditIds } = auditsOfSubject(await engine.readModels.upToNow('case-ids', WAIT_MS), id);
  const feedback = await feedbackAbout(engine, await namesOf(engine, owner), auditIds);
  return {
    kind: about === 'family-member' ? 'family-member' : 'case',
    id,
    auditIds: new Set(auditIds),
    feedbackIds: new Set(feedback.map((each) => each.slice('feedback:'.length))),
    nameOwners: new Set(),
  };
}

/** The audits of cases that somebody worked. */
async function workOf(engine: Engine, personId: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for await (const events of eventsOf(engine)) {
    for (const event of events) {
      if (!event.data.includes(personId)) continue;
      const { type, data, stream } = seenOf(engine, event);
      if (!NAMES_WORK.includes(type)) continue;
      const { practitionerId, otherPractitioners, to } = data;
      const others: readonly unknown[] = Array.isArray(otherPractitioners) ? otherPractitioners : [];
      if ([practitionerId, to, ...others].includes(personId)) found.add(stream.slice('audit-'.length));
    }
    await turn();
  }
  return found;
}

/** By what somebody is found in texts: of a worker all their names, and whatever was said besides. */
async function namesGiven(engine: Engine, { owner, called }: DataRequest): Promise<readonly string[]> {
  const said = linesOf(await engine.ledger.openAll(called));
  if (!owner.startsWith('person:')) return said;
  const { directory } = await engine.references.load();
  const person = directory.person(owner.slice('person:'.length));
  const people = person === undefined ? [] : await openPeople(engine.ledger, [person]);
  return [...said, ...people.flatMap(({ name, aliases }) => [name, ...aliases])].filter((name) => name !== '');
}

export const linesOf = (text: unknown): readonly string[] =>
  typeof text === 'string'
    ? text
        .split(/[\n;,]/)
        .map((line) => line.trim())
        .filter((line) => line !== '')
    : [];

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether a text has all the words of one of some names. */
function namedBy(names: readonly string[]): (text: string) => boolean {
  const wanted = names.map(wordsOf).filter((words) => words.length > 0);
  return (text) => {
    const words = new Set(wordsOf(text));
    return wanted.some((name) => name.every((word) => words.has(word)));
  };
}
