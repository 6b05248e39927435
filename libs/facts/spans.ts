import type { Database } from 'better-sqlite3';
import type { Cells } from './columns.js';
import { importSpans, type ImportSpan } from './imports.js';
import type { Division } from './division.js';

/** From which moment until before which something counted, in milliseconds since 1970; no end where it counts still. */
export type Span = ImportSpan;

/** Cells that say from when until when a fact counts. */
export const SPAN_COLUMNS = ['recorded_from', 'recorded_to', 'import'] as const;

/**
 * From when until when a fact counts: an import's audits from when it is whole until it is taken back. No fact never begins.
 * @param cells of `SPAN_COLUMNS`
 */
export function countedOf(
  [from, to, imports]: readonly (Cells | undefined)[],
  place: number,
  spans: ReadonlyMap<number, ImportSpan>,
): Span {
  const began = from?.[place] ?? 0;
  const span = spans.get(imports?.[place] ?? 0);
  return {
    from: began === 0 ? Infinity : Math.max(began, span?.from ?? 0),
    to: Math.min(to?.[place] ?? Infinity, span?.to ?? Infinity),
  };
}

/** The first of moments in order that is not before an instant; no end where there is none. */
export function firstFrom(moments: readonly number[], instant: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle] ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return moments[low] ?? Infinity;
}

/**
 * Facts told apart by the moments at which they were seen to count, each of these in the parts of another division, one
 * after another. A fact that no moment saw is in none.
 */
export function dividedBySpans(
  db: Database,
  moments: readonly number[],
  spans: readonly Span[],
  by: Division | null,
): Division {
  const ofImports = importSpans(db);
  const parts = by?.size ?? 1;
  const places = new Map<number, Map<number, number>>();
  for (const [place, { from, to }] of spans.entries()) {
    const known = places.get(from) ?? new Map<number, number>();
    places.set(from, known.set(to, place));
  }
  return {
    columns: [...SPAN_COLUMNS, ...(by?.columns ?? [])],
    size: spans.length * parts,
    indexOf(cells, place) {
      const { from, to } = countedOf(cells, place, ofImports);
      const span = places.get(firstFrom(moments, from))?.get(firstFrom(moments, to));
      if (span === undefined) return -1;
      return span * parts + (by === null ? 0 : by.indexOf(cells.slice(SPAN_COLUMNS.length), place));
    },
  };
}
