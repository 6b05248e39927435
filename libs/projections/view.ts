import type { Database } from 'better-sqlite3';
import type { EventEnvelope } from '#event-store';

/**
 * A read model. Each lives in a SQLite file of its own (`views/<name>.v<version>[.n].db`) together with its checkpoint,
 * so that a rebuild is a new file that catches up beside the old one and then takes its place.
 */
export interface View {
  /** Named for the page or report it feeds: `audit-board`. */
  readonly name: string;
  /** A new version boots beside the old one. */
  readonly version: number;
  /** DDL, run once on an empty file. */
  readonly schema: string;
  /**
   * Indexes that readers need and the projector does not, a statement each. They are made once a generation has caught
   * up and before anybody reads it, which takes a fraction of the time of keeping them up to date on the way.
   */
  readonly indexes?: readonly string[];
  /** Binds prepared statements to an open file. */
  readonly projector: (db: Database) => ViewProjector;
}

/** What a view's rows are kept in: its tables and all its indexes. */
export const ddlOf = ({ schema, indexes = [] }: Pick<View, 'schema' | 'indexes'>): string =>
  [schema, ...indexes].join(';\n');

export interface ViewProjector {
  /**
   * Applies a batch in log order inside the runner's transaction (the checkpoint is written in the same one).
   * Fold in memory, then write rows many at a time. Deterministic: a rebuild gives the same rows.
   * Personal fields arrive sealed and are kept sealed.
   */
  apply(events: readonly EventEnvelope[]): void;
}
