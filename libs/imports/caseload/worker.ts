import type { RowReader } from '../rows/row-reader.js';

export interface WhoHoldsTheCase {
  readonly worker: string | null;
  /** Somebody else who works with the care leaver; they may not audit the case either. */
  readonly adviser: string | null;
}

/**
 * Who holds a case: the social worker, and where a care leaver has none, the personal adviser (Children Act 1989,
 * section 23D), who is then the worker in all that follows, independence included.
 */
export function readWorker<Holds extends string>(
  reader: RowReader<Holds>,
  columns: { readonly worker: Holds; readonly adviser: Holds },
): WhoHoldsTheCase {
  const worker = reader.text(columns.worker);
  const adviser = reader.text(columns.adviser);
  if (worker === null) return { worker: adviser, adviser: null };
  return { worker, adviser: adviser?.toLowerCase() === worker.toLowerCase() ? null : adviser };
}
