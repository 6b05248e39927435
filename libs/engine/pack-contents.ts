import { PEOPLE_STREAM, readsStream, sampleStream, SETTINGS_STREAM, auditStream } from '#application';
import { eventTypes, hasRole, inspectionsStream } from '#domain';
import type { Actor, AuditReader, PackLevel, PackScope } from '#domain';
import { PersonalFields } from '#event-store';
import type { RecordedEvent } from '#event-store';
import { asAuditEvent, auditTimeline } from '#projections';
import type { LeafPlaces } from '#evidence';
import type { LeftOut, PackStream } from '#packs';
import type { Engine } from './engine.js';

/** An audit whose content somebody has been let read for a pack. */
export interface AuditInPack {
  readonly auditId: string;
  readonly reader: AuditReader;
  readonly sampleId: string | null;
  /** Whether who has read it may be told. */
  readonly readings: boolean;
}

/** What a pack is put together from. */
export interface PackWanted {
  readonly scope: PackScope;
  readonly level: PackLevel;
  readonly actor: Actor;
  readonly audits: readonly AuditInPack[];
  readonly samples: readonly string[];
  readonly nobodyErased: boolean;
}

const READINGS_TO = ['coordinator', 'leader'] as const;
const CALENDAR = 'calendar';
const AT_ONCE = 500;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const OF_PEOPLE = ['person-registered', 'person-changed'];

/** The streams that a pack rests on, whether or not they have events. */
export function streamsOf({ scope, actor, audits, samples }: PackWanted): ReadonlySet<string> {
  const ofAudits = audits.flatMap(({ auditId, readings }) => [
    auditStream(auditId),
    ...(readings && hasRole(actor, ...READINGS_TO) ? [readsStream(auditId)] : []),
  ]);
  const ofGrant = scope.of === 'grant' ? [inspectionsStream(scope.inspectorId)] : [];
  return new Set([...ofAudits, ...samples.map(sampleStream), ...ofGrant, PEOPLE_STREAM, SETTINGS_STREAM, CALENDAR]);
}

/**
 * Which events of which streams go into a pack, as far as its checkpoint covers them: of audits what their reader may see,
 * of people those that the rest names, of settings the versions that the rest was decided under.
 * @throws StoreUnavailable
 */
export async function contentsOf(
  engine: Engine,
  wanted: PackWanted,
  places: LeafPlaces,
): Promise<readonly PackStream[]> {
  const reading = new ContentsReading(engine, wanted, places);
  return reading.read();
}

class ContentsReading {
  private readonly named = new Set<string>();
  private readonly versions = new Set<number>();
  private readonly streams: PackStream[] = [];

  constructor(
    private readonly engine: Engine,
    private readonly wanted: PackWanted,
    private readonly places: LeafPlaces,
  ) {}

  async read(): Promise<readonly PackStream[]> {
    const { audits, actor, scope } = this.wanted;
    const { directory } = await this.engine.references.load();
    this.named.add(actor.id);
    if (scope.of === 'grant') this.named.add(scope.inspectorId);
    const readers = new Map(audits.map(({ auditId, reader }) => [auditStream(auditId), reader]));
    const others = [PEOPLE_STREAM, SETTINGS_STREAM];
    for (const stream of streamsOf(this.wanted)) {
      const reader = readers.get(stream);
      if (reader !== undefined) await this.addAudit(stream, reader);
      else if (!others.includes(stream)) await this.add(stream, (event) => this.whyClear(event));
    }
    const people = new Set([...this.named].filter((id) => directory.person(id) !== undefined));
    await this.add(PEOPLE_STREAM, (event) => {
      const isTheirs = OF_PEOPLE.includes(event.type.replace(/\.v\d+$/, '')) && people.has(personIn(event));
      return isTheirs ? this.whyClear(event) : 'of-others';
    });
    await this.add(SETTINGS_STREAM, (event) =>
      this.versions.has(event.revision + 1) ? this.whyClear(event) : 'of-others',
    );
    const name = ({ stream }: PackStream): Buffer => Buffer.from(`${stream}.ndjson`);
    return this.streams.sort((left, right) => Buffer.compare(name(left), name(right)));
  }

  private async addAudit(stream: string, reader: AuditReader): Promise<void> {
    const { ledger } = this.engine;
    const stored = (await ledger.loadStored(stream)).slice(0, this.places.lastOf(stream) + 1);
    const seen = auditTimeline(
      stored.map((event) => asAuditEvent(ledger.envelope(event))),
      reader,
    );
    const whole = new Set(seen.filter(({ withheld }) => withheld.length === 0).map(({ eventId }) => eventId));
    this.take(stream, stored, (event) => (whole.has(event.id) ? this.whyClear(event) : 'not-submitted'));
  }

  private async add(stream: string, why: (event: RecordedEvent) => LeftOut['why'] | undefined): Promise<void> {
    const last = this.places.lastOf(stream);
    const parts: PackStream[] = [];
    for (let from = 0; from <= last; from += AT_ONCE) {
      const maxCount = Math.min(AT_ONCE, last - from + 1);
      const events = await this.engine.ledger.store.readStream(stream, { from, maxCount });
      parts.push(this.chosen(stream, events, why));
    }
    this.keep(
      stream,
      parts.flatMap(({ leftOut }) => leftOut),
      Math.max(-1, ...parts.map((part) => part.last)),
    );
  }

  private take(
    stream: string,
    events: readonly RecordedEvent[],
    why: (event: RecordedEvent) => LeftOut['why'] | undefined,
  ): void {
    const { leftOut, last } = this.chosen(stream, events, why);
    this.keep(stream, leftOut, last);
  }

  /** Which of some events are left out, one after the other where the reason is the same, and the last that is not. */
  private chosen(
    stream: string,
    events: readonly RecordedEvent[],
    why: (event: RecordedEvent) => LeftOut['why'] | undefined,
  ): PackStream {
    const leftOut: LeftOut[] = [];
    let last = -1;
    for (const event of events) {
      const { revision } = event;
      const because = why(event);
      if (because === undefined) {
        last = revision;
        this.meet(event);
      } else leftOut.push({ stream, from: revision, to: revision, why: because });
    }
    return { stream, last, leftOut };
  }

  /** What is left out at the end is said of audits alone: of the rest nothing more is promised. */
  private keep(stream: string, leftOut: readonly LeftOut[], last: number): void {
    if (last < 0) return;
    const ofAudit = stream.startsWith('audit-');
    const kept = leftOut.filter(({ from }) => ofAudit || from < last);
    this.streams.push({ stream, last, leftOut: joined(kept) });
  }

  private meet({ data, metadata }: RecordedEvent): void {
    const { actor, settingsVersion }: { actor: { id: string }; settingsVersion?: number } = JSON.parse(metadata);
    this.named.add(actor.id);
    if (settingsVersion !== undefined) this.versions.add(settingsVersion);
    for (const [id] of data.matchAll(UUID)) this.named.add(id);
  }

  /** An event from before a field became personal tells it to whoever has its bytes: it goes out in full alone, and while nobody is erased. */
  private whyClear(event: RecordedEvent): 'in-clear' | undefined {
    const declared = Object.entries(eventTypes).find(([type]) => type === event.type)?.[1];
    if ((this.wanted.level === 'full' && this.wanted.nobodyErased) || declared === undefined) return undefined;
    return new PersonalFields(event.type, declared).inClear(JSON.parse(event.data)).length > 0 ? 'in-clear' : undefined;
  }
}

const personIn = ({ data }: RecordedEvent): string => {
  const { personId }: { personId?: string } = JSON.parse(data);
  return personId ?? '';
};

function joined(leftOut: readonly LeftOut[]): readonly LeftOut[] {
  const runs: LeftOut[] = [];
  for (const next of leftOut) {
    const before = runs.at(-1);
    if (before !== undefined && before.to === next.from - 1 && before.why === next.why)
      runs[runs.length - 1] = { ...before, to: next.to };
    else runs.push(next);
  }
  return runs;
}
