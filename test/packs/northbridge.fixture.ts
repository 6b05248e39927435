import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBufferPromise } from 'yauzl';
import { OPERATOR, isRefusal } from '#domain';
import type { Actor } from '#domain';
import { seedDemo } from '#demo';
import { makePack, openEngine, sealerOf } from '#engine';
import type { Engine, PackMade } from '#engine';
import { isSealed } from '#privacy';
import type { Sealed } from '#privacy';
import type { RecordsPlace } from '#event-store';
import { readHere } from '#imports';
import { councilEventStore } from '../support/council-event-store.js';

const WAIT_MS = 120_000;

/** The invented council of the demonstration, and packs of it. */
export class Northbridge {
  private packs = 0;

  private constructor(
    readonly place: string,
    readonly records: RecordsPlace,
    readonly engine: Engine,
  ) {}

  static async open(): Promise<Northbridge> {
    const place = mkdtempSync(join(tmpdir(), 'plumbline-packs-'));
    const records = { dataDir: join(place, 'data'), eventStore: councilEventStore() };
    const masterKeyFile = join(place, 'data.key');
    await seedDemo({ ...records, masterKeyFile, now: '2026-03-18T12:00:00.000Z' });
    const engine = await openEngine({
      ...records,
      masterKeyFile,
      mode: 'tool',
      files: readHere(),
      clock: () => '2026-03-18T12:00:00.000Z',
    });
    return new Northbridge(place, records, engine);
  }

  async close(): Promise<void> {
    await this.engine.close();
    rmSync(this.place, { recursive: true });
  }

  /** Answers the file, or the code of the refusal. */
  async pack(
    body: object,
    actor: Actor = OPERATOR,
  ): Promise<{ readonly file: string; readonly made: PackMade } | string> {
    const { engine, place } = this;
    this.packs += 1;
    const file = join(place, `pack-${this.packs}.zip`);
    const asked = await engine.execute({ name: 'RequestPack', body, actor });
    if ('refused' in asked) return asked.code;
    const settings = {
      dataDir: engine.dataDir,
      signingKeyFile: join(place, 'signing-key'),
      witnessFile: join(place, 'witness'),
      logOrigin: 'log.example/northbridge',
    };
    const sealer = sealerOf(engine.ledger.store, settings, engine.clock);
    const made = await makePack(engine, sealer, { packId: asked.id, actor, waitMs: WAIT_MS }, file);
    return isRefusal(made) ? made.code : { file, made };
  }

  /** The file of a pack that must be made. */
  async packed(body: object, actor?: Actor): Promise<string> {
    const packed = await this.pack(body, actor);
    if (typeof packed === 'string') throw new Error(`The pack was refused: ${packed}`);
    return packed.file;
  }

  /** Every personal text of streams whose names begin so, opened, with where it stands. */
  async texts(stream: RegExp): Promise<readonly (Sealed & { readonly text: string; readonly type: string })[]> {
    const { ledger } = this.engine;
    const events = await ledger.store.readAll({ maxCount: 100_000 });
    const found: (Sealed & { text: string; type: string })[] = [];
    for (const event of events.filter((each) => stream.test(each.stream))) {
      for (const sealed of sealedIn(JSON.parse(event.data))) {
        const opened = await ledger.open(sealed);
        if ('text' in opened) found.push({ ...sealed, text: opened.text, type: event.type });
      }
    }
    return found;
  }

  copyOf(file: string): string {
    const copy = `${file}.copy`;
    cpSync(file, copy);
    return copy;
  }
}

function sealedIn(value: unknown): readonly Sealed[] {
  if (isSealed(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sealedIn) : [];
}

/** The files of a ZIP, in their order, read by a library that is none of ours. */
export async function filesOf(zip: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const opened = await fromBufferPromise(zip, { lazyEntries: true });
  for await (const entry of opened.eachEntry()) {
    const pieces: Buffer[] = [];
    for await (const piece of await opened.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
    files.set(entry.fileName, Buffer.concat(pieces));
  }
  return files;
}
