import { hash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { canonicalJson } from '#event-store';
import type { EventStore, RecordedEvent } from '#event-store';
import { TreeInTiles, hashIn, leafOf } from '#evidence';
import type { LeafPlaces } from '#evidence';
import type { KeyRing } from '#privacy';
import { consistencyProof, inclusionProof, isConsistent, isIncluded } from '#transparency';
import type { Hash } from '#transparency';
import type { PackCover, PackStream, Reason, ToldEvent } from '../pack-events.js';
import { END, auditPart, beginning, periodOf, samplePart } from '../shown/page.js';
import { HEADINGS, csvOf, rowOf } from '../shown/register.js';
import { Naming, Wording } from '../shown/wording.js';
import { ZipWriter } from '../zip/zip-writer.js';
import type { WrittenEntry } from '../zip/zip-writer.js';
import { FieldRules } from './field-rules.js';

/** The pack cannot be made as the records are; the message says what to do. */
export class PackProblem extends Error {
  override readonly name = 'PackProblem';
}

export interface PackParts {
  readonly store: EventStore;
  readonly keys: KeyRing;
  readonly dataDir: string;
  readonly cover: PackCover;
  /** Of events that the checkpoint covers, sorted by the bytes of their names. */
  readonly streams: readonly PackStream[];
  readonly places: LeafPlaces;
  /** Verifier keys of the log and of its witnesses. */
  readonly publicKeys: readonly string[];
  /** Signs a text with the key of the log, as a note. */
  readonly sign: (text: string) => Promise<string>;
  /** Whether a text names somebody. */
  readonly names: (text: string) => boolean;
  /** What goes into every pack as it is. */
  readonly verifier: Buffer;
  readonly format: Buffer;
}

export interface WrittenPack {
  readonly bytes: number;
  /** SHA-256 of the file's list of contents, hex: what its signature is of. */
  readonly digest: string;
  readonly events: number;
}

const ROOT = 'pack/';
const AT_ONCE = 200;
const BAGIT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/**
 * Writes an evidence pack to a file, streamed: it holds one audit in memory at a time. What it writes is in
 * docs/evidence-format.md, section 8.
 * @throws PackProblem, PackTooLarge, StoreUnavailable, KeysUnavailable
 */
export async function writePack(parts: PackParts, file: string): Promise<WrittenPack> {
  const zip = await ZipWriter.create(file);
  try {
    const written = await new PackWriting(parts, zip).write();
    await zip.close();
    return written;
  } catch (error) {
    await zip.close();
    await rm(file, { force: true });
    throw error;
  }
}

class PackWriting {
  private readonly payload: WrittenEntry[] = [];
  private readonly proofs: string[] = [];
  private readonly withheld = new Map<Reason, number>();
  private readonly rules: FieldRules;
  private readonly tiles: TreeInTiles;
  private readonly naming: Naming;
  private readonly streams: ReadonlyMap<string, PackStream>;
  private events = 0;

  constructor(
    private readonly parts: PackParts,
    private readonly zip: ZipWriter,
  ) {
    this.rules = new FieldRules(parts.keys, parts.cover.level, parts.names);
    this.tiles = new TreeInTiles(parts.dataDir);
    this.naming = new Naming(parts.cover.level);
    this.streams = new Map(parts.streams.map((stream) => [stream.stream, stream]));
  }

  async write(): Promise<WrittenPack> {
    const { keys, cover, streams, places, publicKeys } = this.parts;
    const living = await keys.destroyed();
    await this.tag('bagit.txt', BAGIT);
    const leftOut = streams.flatMap((stream) => stream.leftOut);
    await this.add('pack.json', [`${canonicalJson({ format: 1, ...cover, leftOut })}\n`]);
    for (const stream of streams) await this.add(`events/${stream.stream}.ndjson`, this.linesOf(stream));
    await this.add('disclosed.ndjson', this.disclosed());
    await this.addPages();
    await this.add('proofs.json', this.proofsSaid());
    await this.add('checkpoint', [places.note]);
    await this.add(
      'keys',
      publicKeys.map((key) => `${key}\n`),
    );
    await this.add('verify.mjs', [this.parts.verifier]);
    await this.add('FORMAT.md', [this.parts.format]);
    if ((await keys.destroyed()) !== living)
      throw new PackProblem('Somebody was erased while the pack was made. Make it again.');
    const manifest = manifestOf(this.payload);
    const bytes = this.payload.reduce((sum, entry) => sum + entry.bytes, 0);
    const digest = hash('sha256', manifest, 'base64');
    const signature = await this.parts.sign(`plumbline pack manifest v1\n${places.checkpoint.origin}\n${digest}\n`);
    const tags = [
      await this.tag('bag-info.txt', `Payload-Oxum: ${bytes}.${this.payload.length}\n`),
      { name: 'bagit.txt', digest: hash('sha256', BAGIT, 'hex') },
      await this.tag('manifest-sha256.txt', manifest),
      await this.tag('signature.txt', signature),
    ];
    await this.tag('tagmanifest-sha256.txt', manifestOf(tags));
    const { bytes: whole } = await this.zip.finish();
    return { bytes: whole, digest: Buffer.from(digest, 'base64').toString('hex'), events: this.events };
  }

  private async add(name: string, content: AsyncIterable<string | Buffer> | Iterable<string | Buffer>): Promise<void> {
    this.payload.push({ ...(await this.zip.add(`${ROOT}data/${name}`, content)), name: `data/${name}` });
  }

  private async tag(name: string, content: string): Promise<Listed> {
    return { ...(await this.zip.add(ROOT + name, [content])), name };
  }

  private async *stored({ stream, last, leftOut }: PackStream): AsyncGenerator<RecordedEvent> {
    for (let from = 0; from <= last; from += AT_ONCE) {
      const events = await this.parts.store.readStream(stream, { from, maxCount: Math.min(AT_ONCE, last - from + 1) });
      for (const event of events) if (!leftOut.some((left) => holds(left, event.revision))) yield event;
    }
  }

  private async *linesOf(stream: PackStream): AsyncGenerator<string> {
    let before: RecordedEvent | undefined;
    for await (const event of this.stored(stream)) {
      // Data and metadata are canonical as they are stored.
      const { id, type, data, metadata, revision } = event;
      yield `{"data":${data},"id":${canonicalJson(id)},"metadata":${metadata},"revision":${revision},"stream":${canonicalJson(stream.stream)},"type":${canonicalJson(type)}}\n`;
      if (before !== undefined && before.revision !== revision - 1) this.prove(before);
      before = event;
      this.events += 1;
    }
    if (before !== undefined) this.prove(before);
  }

  private prove(event: RecordedEvent): void {
    const { stream, revision } = event;
    const { checkpoint, leafOf: placeOf } = this.parts.places;
    const index = placeOf(stream, revision);
    const leaf = leafOf(event);
    const proof = index === undefined ? undefined : inclusionProof(index, checkpoint.size, this.tiles.subtree);
    if (index === undefined || proof === undefined || !isIncluded({ index, hash: leaf }, checkpoint, proof)) {
      throw new PackProblem(
        `The event ${revision} of ${stream}, ${hashIn(event.metadata)}, is not as it was sealed, or the tree in the folder tiles is damaged. Run plumbline verify.`,
      );
    }
    this.proofs.push(canonicalJson({ index, proof: inBase64(proof), revision, stream }));
  }

  private *proofsSaid(): Generator<string> {
    const { checkpoint, before } = this.parts.places;
    const consistency: string[] = [];
    if (before !== undefined && before.size > 0 && before.size < checkpoint.size) {
      const proof = consistencyProof(before.size, checkpoint.size, this.tiles.subtree);
      if (!isConsistent(before, checkpoint, proof))
        throw new PackProblem('The log did not grow from its seal before the newest one. Run plumbline verify.');
      const root = before.root.toString('base64');
      consistency.push(canonicalJson({ proof: inBase64(proof), root, size: before.size }));
    }
    yield `{"consistency":[${consistency.join(',')}],"events":[`;
    for (const [at, proof] of this.proofs.entries()) yield at === 0 ? proof : `,${proof}`;
    yield ']}\n';
  }

  private async *disclosed(): AsyncGenerator<string> {
    for (const stream of this.parts.streams) {
      for await (const event of this.told(stream)) {
        const { revision } = event;
        for (const [path, field] of event.fields) {
          const about = { path, revision, stream: stream.stream };
          if ('key' in field) yield `${canonicalJson({ ...about, key: field.key.toString('base64') })}\n`;
          else {
            this.withheld.set(field.withheld, (this.withheld.get(field.withheld) ?? 0) + 1);
            yield `${canonicalJson({ ...about, withheld: field.withheld })}\n`;
          }
        }
      }
    }
  }

  private async *told(stream: PackStream): AsyncGenerator<ToldEvent> {
    for await (const event of this.stored(stream)) yield this.rules.told(event);
  }

  private async allOf(name: string): Promise<readonly ToldEvent[]> {
    const stream = this.streams.get(name);
    const events: ToldEvent[] = [];
    if (stream !== undefined) for await (const event of this.told(stream)) events.push(event);
    return events;
  }

  private async addPages(): Promise<void> {
    const { cover, places, streams } = this.parts;
    const wording = await this.nameEverybody();
    const rows: (readonly string[])[] = [];
    for (const id of cover.audits) rows.push(rowOf(await this.allOf(`audit-${id}`), wording));
    const facts = {
      cover,
      origin: places.checkpoint.origin,
      size: places.checkpoint.size,
      root: places.checkpoint.root.toString('base64'),
      withheld: this.withheld,
      leftOut: streams
        .filter(({ stream }) => stream.startsWith('audit-'))
        .flatMap(({ leftOut }) => leftOut)
        .reduce((sum, { from, to }) => sum + to - from + 1, 0),
      what: await this.whatItIs(rows, wording),
    };
    const pages = this.pages(beginning(facts, rows, wording), wording);
    await this.add('index.html', pages);
    await this.add('register.csv', [HEADINGS, ...rows].map(csvOf));
  }

  private async *pages(first: string, wording: Wording): AsyncGenerator<string> {
    const { audits, samples } = this.parts.cover;
    yield first;
    for (const id of audits)
      yield auditPart(await this.allOf(`audit-${id}`), await this.allOf(`reads-${id}`), wording, this.naming);
    for (const id of samples) yield samplePart(await this.allOf(`sample-${id}`), wording);
    yield END;
  }

  private async nameEverybody(): Promise<Wording> {
    const { naming } = this;
    const { audits, samples, caseIds } = this.parts.cover;
    for (const event of await this.allOf('people')) naming.addPerson(event);
    naming.nameAll();
    for (const id of audits) {
      const events = await this.allOf(`audit-${id}`);
      if (events[0] !== undefined) naming.meetCase(events[0], caseIds);
      for (const event of [...events, ...(await this.allOf(`reads-${id}`))]) naming.meet(event);
    }
    for (const id of samples) for (const event of await this.allOf(`sample-${id}`)) naming.meet(event);
    naming.meetTheRest();
    return new Wording(naming.people);
  }

  private async whatItIs(rows: readonly (readonly string[])[], wording: Wording): Promise<string> {
    const { scope } = this.parts.cover;
    switch (scope.of) {
      case 'audit':
        return `The audit ${rows[0]?.[0] ?? ''}`;
      case 'sample':
        return `The sample of ${periodOf(await this.allOf(`sample-${scope.sampleId}`))}`;
      case 'grant':
        return `What a grant opens to ${wording.who(scope.inspectorId)}`;
      case 'period':
        return `Audits of ${scope.from} to ${scope.to}`;
    }
  }
}

interface Listed {
  readonly name: string;
  readonly digest: string;
}

const manifestOf = (entries: readonly Listed[]): string =>
  [...entries]
    .sort((left, right) => Buffer.compare(Buffer.from(left.name), Buffer.from(right.name)))
    .map(({ name, digest }) => `${digest}  ${name}\n`)
    .join('');

const holds = ({ from, to }: { readonly from: number; readonly to: number }, revision: number): boolean =>
  from <= revision && revision <= to;

const inBase64 = (hashes: readonly Hash[]): readonly string[] => hashes.map((each) => each.toString('base64'));
