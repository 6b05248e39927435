import type { Database } from 'better-sqlite3';
import { cellsFromBytes } from './columns.js';
import { knownNames } from './dictionary.js';
import { instantOf } from './instant.js';

/** An import of earlier audits that is not whole: none of its audits counts. */
export interface UnfinishedImport {
  readonly importId: string;
  /** ISO instant, UTC. */
  readonly startedAt: string;
  /** How many audits it has brought, and is to bring. */
  readonly brought: number;
  readonly audits: number;
}

/**
 * Which audits count, by the code of the import that brought them: those of imports that were whole at the instant and
 * not taken back, and those that no import with a manifest brought. Null where all do.
 */
export function countingImports(db: Database, asAt: string | null): Uint8Array | null {
  const instant = instantOf(asAt);
  const left = new Set(
    db
      .prepare<[number, number], string>(
        'SELECT import FROM import WHERE ifnull(whole_from > ?, 1) OR ifnull(taken_back_from <= ?, 0)',
      )
      .pluck()
      .all(instant, instant),
  );
  if (left.size === 0) return null;
  const names = knownNames(db);
  const counting = new Uint8Array((names.at(-1)?.code ?? 0) + 1).fill(1);
  for (const { code, name } of names) if (left.has(name)) counting[code] = 0;
  return counting;
}

/** From when until when the audits of an import count, in milliseconds since 1970; Infinity where that has not come. */
export interface ImportSpan {
  readonly from: number;
  readonly to: number;
}

/** When each import was whole and taken back, by the code its audits name it by. */
export function importSpans(db: Database): ReadonlyMap<number, ImportSpan> {
  const imports = db
    .prepare<[], { name: string; whole: number | null; back: number | null }>(
      'SELECT import AS name, whole_from AS whole, taken_back_from AS back FROM import',
    )
    .all();
  if (imports.length === 0) return new Map();
  const spans = new Map(
    imports.map(({ name, whole, back }) => [name, { from: whole ?? Infinity, to: back ?? Infinity }]),
  );
  return new Map(
    knownNames(db).flatMap(({ code, name }) => {
      const span = spans.get(name);
      return span === undefined ? [] : [[code, span] as const];
    }),
  );
}

/** The imports that had begun and were neither whole nor taken back at an instant, the oldest first. */
export function unfinishedImports(db: Database, asAt: string | null): readonly UnfinishedImport[] {
  const instant = instantOf(asAt);
  const unfinished = db
    .prepare<[number, number, number], { importId: string; audits: number; startedFrom: number }>(
      `SELECT import AS importId, audits, started_from AS startedFrom FROM import
WHERE started_from <= ? AND ifnull(whole_from > ?, 1) AND ifnull(taken_back_from > ?, 1) ORDER BY started_from, import`,
    )
    .all(instant, instant, instant);
  if (unfinished.length === 0) return [];
  const brought = broughtAsAt(db, instant);
  return unfinished.map(({ importId, audits, startedFrom }) => ({
    importId,
    startedAt: new Date(startedFrom).toISOString(),
    brought: brought.get(importId) ?? 0,
    audits,
  }));
}

function broughtAsAt(db: Database, instant: number): ReadonlyMap<string, number> {
  const blocks = db
    .prepare<[], { imports: Uint8Array; from: Uint8Array; to: Uint8Array }>(
      `SELECT one.cells AS imports, two.cells AS "from", three.cells AS "to" FROM fact_column one
JOIN fact_column two ON two.block = one.block AND two.name = 'recorded_from'
JOIN fact_column three ON three.block = one.block AND three.name = 'recorded_to' WHERE one.name = 'import'`,
    )
    .iterate();
  const counts = new Map<number, number>();
  for (const block of blocks) {
    const from = cellsFromBytes('recorded_from', block.from);
    const to = cellsFromBytes('recorded_to', block.to);
    cellsFromBytes('import', block.imports).forEach((code, place) => {
      if (code === 0 || (from[place] ?? 0) > instant || (to[place] ?? 0) <= instant) return;
      counts.set(code, (counts.get(code) ?? 0) + 1);
    });
  }
  return new Map(knownNames(db).map(({ code, name }) => [name, counts.get(code) ?? 0]));
}
