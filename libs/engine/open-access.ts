import { isRefusal, keyOfText, placesOf, refuse, unreviewedIn, idOfOwner } from '#domain';
import type { Actor, DataRequest, PlaceHeld, ProgrammeSettings, Refusal } from '#domain';
import type { EventEnvelope } from '#event-store';
import type { NamesInTexts } from '#packs';
import { BLACKED_OUT, entriesOf, labelOfText, valueAt } from '#subject-access';
import type { AccessFile, HeldItem, HeldText } from '#subject-access';
import { readHistory } from './audit-reading.js';
import { caseIdsOf, namesOfPerson } from './erase.js';
import { linesOf } from './gather-held.js';
import type { Engine } from './engine.js';
import { namesKnown } from './names-known.js';

const WAIT_MS = 120_000;
const AT_ONCE = 500;

/**
 * Opens what was gathered of somebody, as it goes out: names of others blacked out, what was decided of each text done.
 * Whoever opens it reads the audits by it, which is recorded first; what they might moderate without its first grade is kept
 * from them.
 * @throws StoreUnavailable, KeysUnavailable, ViewsBehind
 */
export async function openAccess(engine: Engine, request: DataRequest, actor: Actor): Promise<AccessFile> {
  const { owner } = request;
  const id = idOfOwner(owner);
  const isPerson = owner.startsWith('person:');
  const { settings } = await engine.references.load();
  const own = isPerson ? await namesOfPerson(engine, id) : await caseIdsOf(engine, id);
  const called = linesOf(await engine.ledger.openAll(request.called));
  const events = await eventsAt(engine, placesOf(request), isPerson ? null : id);
  const opened = await engine.ledger.openAll(events.map(({ data }) => data));
  const blind = await keptFrom(engine, actor, events);
  const ofFamily = request.about === 'family-member';
  const but = ofFamily ? called : [...own, ...called];
  const labels = labelsIn(settings);
  const names = await namesKnown(engine, WAIT_MS, { names: workersIn(opened), but, common: labels.values() });
  const reviewed = await engine.ledger.openAll([...request.reviewed.values()]);
  const decisions = new Map(reviewed.map((each) => [keyOfText(each), each]));
  const items = events.map((event, at): HeldItem => {
    const data: Readonly<Record<string, unknown>> = { ...Object(opened[at]) };
    const { stream, revision, type, metadata } = event;
    const isKept = blind.has(stream);
    const texts = event.texts.map((path) => {
      const key = keyOfText({ stream, revision, path });
      return heldText({ key, path, text: valueAt(data, path), isKept, decision: decisions.get(key), names });
    });
    const { actor: by, recordedAt: when } = metadata;
    const isThem = isPerson && by.id === id;
    const role = by.id.startsWith('system:') ? 'system' : by.role;
    return { stream, revision, type, at: when, by: { role, isThem }, data: isKept ? {} : data, texts };
  });
  const [first] = own;
  return {
    request: { ...request, reviewed: decisions },
    name: isPerson ? await nameOf(engine, id) : ofFamily ? (called[0] ?? null) : null,
    caseId: isPerson || ofFamily ? null : (first ?? null),
    council: settings?.council ?? 'The council',
    items,
    counted: request.counted,
    labels,
    unreviewed: unreviewedIn(request).length,
    gatheredAt: request.gatheredAt ?? engine.clock(),
  };
}

interface EventHeld extends Pick<EventEnvelope, 'type' | 'data' | 'metadata'> {
  readonly stream: string;
  readonly revision: number;
  readonly texts: readonly string[];
}

/** The events of some places, in their order; of a caseload's part no more than the entry of the case. */
async function eventsAt(
  { ledger }: Engine,
  places: readonly PlaceHeld[],
  subjectId: string | null,
): Promise<readonly EventHeld[]> {
  const found: EventHeld[] = [];
  const streams = new Map<string, Map<number, readonly string[]>>();
  for (const { stream, revision, texts } of places)
    streams.set(stream, (streams.get(stream) ?? new Map<number, readonly string[]>()).set(revision, texts));
  for (const [stream, wanted] of streams) {
    const revisions = [...wanted.keys()].sort((one, other) => one - other);
    for (let at = 0; at < revisions.length;) {
      const from = revisions[at] ?? 0;
      // Where the next is near, one stretch holds both; parts of a caseload are large, and read one by one.
      const maxCount = stream.startsWith('caseload-') ? 1 : AT_ONCE;
      const before = at;
      for (const [offset, { type, data, metadata }] of (await ledger.stretch(stream, from, maxCount)).entries()) {
        const texts = wanted.get(from + offset);
        if (texts === undefined) continue;
        at += 1;
        found.push({ stream, revision: from + offset, texts, type, metadata, data: ownPart(type, data, subjectId) });
      }
      if (at === before) throw new Error(`The log holds no event ${from} of ${stream}`);
    }
  }
  // In the order by which texts are numbered.
  const at = new Map(found.map((event) => [`${event.stream}@${event.revision}`, event]));
  return places.flatMap(({ stream, revision }) => at.get(`${stream}@${revision}`) ?? []);
}

function ownPart(type: string, data: unknown, subjectId: string | null): unknown {
  if (type !== 'caseload-part-recorded') return data;
  return { entries: entriesOf({ ...Object(data) }, (entry) => entry['subjectId'] === subjectId) };
}

/** Workers whom caseloads name beside the case, and who are nobody the council knows. */
function workersIn(opened: readonly unknown[]): readonly unknown[] {
  return opened.flatMap((data) =>
    entriesOf({ ...Object(data) }, () => true).flatMap(({ workerName, otherWorkers }) => [
      workerName,
      ...(Array.isArray(otherWorkers) ? otherWorkers.map((other: unknown): unknown => Object(other).workerName) : []),
    ]),
  );
}

/** Streams of audits that whoever asks might come to moderate without their first grade. */
async function keptFrom(engine: Engine, actor: Actor, events: readonly EventHeld[]): Promise<ReadonlySet<string>> {
  const kept = new Set<string>();
  for (const stream of new Set(events.map((event) => event.stream))) {
    if (!stream.startsWith('audit-')) continue;
    const auditId = stream.slice('audit-'.length);
    const read = await readHistory(engine, { auditId, actor, what: 'export' }, (_, reader) =>
      reader.withholdFirstGrade || reader.level !== 'content' ? BLIND : {},
    );
    if (isRefusal(read)) kept.add(stream);
  }
  return kept;
}

const BLIND: Refusal = refuse('rule', 'moderated-blind', 'You could moderate this audit without its first grade.');

interface TextToShow {
  readonly key: string;
  readonly path: string;
  readonly text: unknown;
  readonly isKept: boolean;
  readonly decision:
    | {
        readonly decision: string;
        readonly because: HeldText['because'];
        readonly blackOut: unknown;
        readonly letThrough: unknown;
      }
    | undefined;
  readonly names: NamesInTexts;
}

function heldText({ key, path, text, isKept, decision, names }: TextToShow): HeldText {
  const held = { key, path, label: labelOfText(path), because: null };
  if (isKept) return { ...held, shown: null, state: 'kept-from-reader' };
  if (typeof text !== 'string') return { ...held, shown: null, state: 'erased' };
  switch (decision?.decision) {
    case 'withheld':
      return { ...held, shown: null, state: 'withheld', because: decision.because };
    case 'changed': {
      const without = blackOut(text, linesOf(decision.blackOut));
      const shown = names.without(linesOf(decision.letThrough)).withoutNames(without, BLACKED_OUT);
      return { ...held, shown, state: 'changed' };
    }
    case 'as-shown':
      return { ...held, shown: names.withoutNames(text, BLACKED_OUT), state: 'as-shown' };
    default:
      return { ...held, shown: names.withoutNames(text, BLACKED_OUT), state: 'unreviewed' };
  }
}

/** A text without some phrases, in any case of letters, as whole words. */
function blackOut(text: string, phrases: readonly string[]): string {
  return [...phrases]
    .sort((one, other) => other.length - one.length)
    .reduce((left, phrase) => {
      const words = phrase.split(/\s+/).map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
      return left.replaceAll(
        new RegExp(`(?<![\\p{L}\\p{N}])${words.join('\\s+')}(?![\\p{L}\\p{N}])`, 'giu'),
        BLACKED_OUT,
      );
    }, text);
}

async function nameOf({ references, ledger }: Engine, personId: string): Promise<string | null> {
  const { directory } = await references.load();
  const name = await ledger.openAll(directory.person(personId)?.name ?? null);
  return typeof name === 'string' ? name : null;
}

/** What keys of the settings are called: grades, domains, standards, questions, statements, types of audit. */
function labelsIn(settings: ProgrammeSettings | null): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const { key, label } of settings?.scales.flatMap(({ grades }) => grades) ?? []) labels.set(key, label);
  for (const { key, label } of settings?.auditTypes ?? []) labels.set(key, label);
  for (const { domains, standards } of settings?.tools ?? [])
    for (const { key, label } of [...domains, ...standards]) labels.set(key, label);
  return labels;
}
