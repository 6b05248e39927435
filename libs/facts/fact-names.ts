import type { Database } from 'better-sqlite3';
import { configuredNames, joinNames, meaningOf, type NamedThing } from '#domain';
import type { ColumnPrefix, NameColumn } from './columns.js';
import { knownNames } from './dictionary.js';
import { programmeAsAt } from './programme.js';

/** Columns of names that come from spreadsheets as well as from the settings. */
export type JoinedColumn = Extract<NameColumn, 'activity' | 'service' | 'team' | 'auditor_group'>;

/**
 * What the names in the facts mean under the settings of a moment. Facts hold names as they were recorded, so that an
 * alias given later joins what an earlier import brought, and a report as at an earlier day stays what it was.
 */
export interface FactNames {
  /** The name of every code of a column, by code: spellings of one name are one. Code 0 has none. */
  namesOf(column: JoinedColumn): readonly (string | null)[];
  /** 1 at the codes of the names that mean the same as this one. */
  codesOf(column: JoinedColumn, name: string): Uint8Array;
  /** What a name means: the same for every spelling of it. */
  meant(column: JoinedColumn, name: string): string;
  /** The series that a column of domain grades or standards' answers belongs to: `domain:assessment`. */
  seriesOf(column: string): string;
}

export function factNamesAsAt(db: Database, asAt: string | null): FactNames {
  const configured = configuredNames(programmeAsAt(db, asAt));
  const joining = (thing: NamedThing | 'auditor_group'): ((name: string) => string) =>
    joinNames(meaningOf(thing in configured ? configured[thing as keyof typeof configured] : []));
  const joinOf = new Map<JoinedColumn, { join: (name: string) => string; names: readonly (string | null)[] }>();
  const joined = (column: JoinedColumn): { join: (name: string) => string; names: readonly (string | null)[] } => {
    let known = joinOf.get(column);
    if (known === undefined) {
      const join = joining(column);
      const names: (string | null)[] = [null];
      // in the order of the log, so that whichever audits are asked for the first spelling is the same
      for (const { code, name } of knownNames(db)) names[code] = join(name);
      joinOf.set(column, (known = { join, names }));
    }
    return known;
  };
  let series: ReadonlyMap<string, string> | undefined;
  return {
    namesOf: (column) => joined(column).names,
    codesOf(column, name) {
      const { join, names } = joined(column);
      const wanted = join(name);
      return Uint8Array.from(names, (known) => (known === wanted ? 1 : 0));
    },
    meant: (column, name) => joined(column).join(name),
    seriesOf(column) {
      series ??= new Map([
        ...seriesIn(db, 'domain:', joining('domain')),
        ...seriesIn(db, 'standard:', joining('standard')),
      ]);
      return series.get(column) ?? column;
    },
  };
}

/** Those of earlier blocks first, and within a block by name: the same however the log was cut into batches. */
function seriesIn(db: Database, prefix: ColumnPrefix, join: (name: string) => string): [string, string][] {
  const columns = db
    .prepare<[string, string], string>(
      'SELECT name FROM fact_column WHERE name >= ? AND name < ? GROUP BY name ORDER BY min(block), name',
    )
    .pluck()
    .all(prefix, `${prefix.slice(0, -1)};`);
  return columns.map((column) => [column, prefix + join(column.slice(prefix.length))]);
}
