import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onLog } from '#event-store';
import type { RecordedEvent } from '#event-store';
import { seedDemo } from './seed.js';

const NOW = '2026-03-18T12:00:00.000Z';

/** Keyed by each deployment's own keys, or salted: ciphertext, digests of bodies, hashes. */
const ITS_OWN: ReadonlySet<string> = new Set(['box', 'bodyDigest', 'hash', 'previousHash', 'root', 'frameRoot']);

/** A place reserved for an audit is taken by a command of no key: it is another each time. */
const WITHOUT_KEY = 'capacity-reserved.v1';

describe('two demonstration councils', () => {
  const place = mkdtempSync(join(tmpdir(), 'plumbline-demo-'));
  afterAll(() => rmSync(place, { recursive: true }));

  it('have the same history, with the same ids, and keys of their own', async () => {
    const [one, other] = [await seeded(join(place, 'one')), await seeded(join(place, 'other'))];
    expect(one.events).toBeGreaterThan(8_000);
    expect(other.facts).toEqual(one.facts);
    expect(one.boxes.size).toBeGreaterThan(1_000);
    expect([...other.boxes].filter((box) => one.boxes.has(box))).toEqual([]);
  }, 600_000);
});

interface Seeded {
  readonly events: number;
  /** What each stream holds. */
  readonly facts: Readonly<Record<string, readonly string[]>>;
  /** Everything that is sealed. */
  readonly boxes: ReadonlySet<string>;
}

async function seeded(dataDir: string): Promise<Seeded> {
  await seedDemo({ dataDir, masterKeyFile: `${dataDir}.key`, now: NOW });
  const events = await onLog({ dataDir }, (store) => store.readAll({ maxCount: 100_000 }));
  const facts: Record<string, string[]> = {};
  const boxes = new Set<string>();
  for (const event of events) {
    (facts[event.stream] ??= []).push(factOf(event));
    for (const [, box = ''] of event.data.matchAll(/"box":"([^"]+)"/g)) boxes.add(box);
  }
  // Places that are let go of on one day stand in the order in which that day's commands were done.
  for (const [stream, those] of Object.entries(facts)) if (stream.startsWith('capacity-')) those.sort();
  return { events: events.length, facts, boxes };
}

function factOf({ id, type, data, metadata }: RecordedEvent): string {
  return JSON.stringify({ id, type, data: JSON.parse(data), metadata: JSON.parse(metadata) }, (name, value: unknown) =>
    ITS_OWN.has(name) || (type === WITHOUT_KEY && (name === 'id' || name === 'commandId')) ? undefined : value,
  );
}
