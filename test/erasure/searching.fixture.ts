import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '#engine';
import { isSealed } from '#privacy';

/** What was looked through for some texts, and where each was found. */
export interface Search {
  readonly bytes: number;
  readonly opened: number;
  readonly found: ReadonlyMap<string, readonly string[]>;
}

/**
 * Looks through every byte of every file below a folder, and through every text that any key still opens: of the log, and of
 * the rows of views.
 */
export async function search(folder: string, engine: Engine, texts: readonly string[]): Promise<Search> {
  const found = new Map<string, string[]>();
  const note = (where: string, said: Buffer | string): void => {
    for (const text of texts) if (said.includes(text)) found.set(text, [...(found.get(text) ?? []), where]);
  };
  let bytes = 0;
  for (const file of filesBelow(folder)) {
    const said = readFileSync(file);
    bytes += said.length;
    note(file, said);
  }
  let opened = 0;
  let after: number | undefined;
  for (;;) {
    const events = await engine.ledger.store.readAll({ ...(after !== undefined && { after }), maxCount: 1_000 });
    for (const event of events) {
      const sealed = sealedIn(JSON.parse(event.data));
      for (const text of await engine.ledger.openAll(sealed)) {
        if (typeof text !== 'string') continue;
        opened += 1;
        note(`${event.stream} ${event.revision}`, text);
      }
    }
    const last = events.at(-1);
    if (last === undefined) return { bytes, opened, found };
    after = last.position;
  }
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

function sealedIn(value: unknown): readonly unknown[] {
  if (isSealed(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sealedIn) : [];
}
