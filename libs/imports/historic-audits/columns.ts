import { joinNames, meaningOf, type Configured } from '#domain';
import type { ImportWarning } from '../findings.js';
import { ImportProblem } from '../import-problem.js';
import { cleanName } from '../text/clean-text.js';

/** The columns every historic-audits file has, in the order the guidance prints them. */
export const FIXED_COLUMNS = [
  'ref',
  'activity',
  'service',
  'team',
  'subject_type',
  'subject_ref',
  'worker_ref',
  'auditor_ref',
  'auditor_role',
  'audited_on',
  'scale',
  'first_grade',
  'moderated',
  'final_grade',
  'at_risk',
] as const;
export type FixedColumn = (typeof FIXED_COLUMNS)[number];

/** A `domain:<name>` or `standard:<name>` column; names nobody has configured are accepted as they stand. */
export interface NamedColumn {
  readonly index: number;
  readonly name: string;
  readonly spelt: string;
}

export interface HistoricColumns {
  /** As the file spells it. */
  readonly header: readonly string[];
  readonly fixed: ReadonlyMap<FixedColumn, number>;
  readonly domains: readonly NamedColumn[];
  readonly standards: readonly NamedColumn[];
  readonly warnings: readonly ImportWarning[];
}

/** The domains and standards that the council has configured. */
export type NamedColumns = Readonly<Record<'domain' | 'standard', readonly Configured[]>>;

const UNCONFIGURED: NamedColumns = { domain: [], standard: [] };

const NAMED = /^(domain|standard)\s*:\s*(.*)$/i;

/**
 * Finds the columns by their headers, in any order and case.
 * @throws ImportProblem when a fixed column is missing, a column stands twice (of a domain or
 * standard, in whatever spelling), or a domain or standard has no name.
 */
export function historicColumns(header: readonly string[], configured: NamedColumns = UNCONFIGURED): HistoricColumns {
  const fixed = new Map<FixedColumn, number>();
  const named = { domain: [] as NamedColumn[], standard: [] as NamedColumn[] };
  const warnings: ImportWarning[] = [];
  const seen = new Set<string>();
  const joined = {
    domain: joinNames(meaningOf(configured.domain)),
    standard: joinNames(meaningOf(configured.standard)),
  };

  header.forEach((spelt, index) => {
    const title = cleanName(spelt);
    const [, word, name] = NAMED.exec(title) ?? [];
    const kind = word === undefined ? undefined : word.toLowerCase() === 'domain' ? 'domain' : 'standard';
    const column = fixedColumn(title);
    const identity = column ?? (kind && name ? `${kind}:${joined[kind](name)}` : null);
    if (identity !== null && seen.has(identity)) {
      throw new ImportProblem('column_repeated', `The column "${title}" stands twice in this file.`);
    }
    if (identity !== null) seen.add(identity);

    if (column) fixed.set(column, index);
    else if (kind && !name)
      throw new ImportProblem('column_unnamed', `The column "${title}" does not say which ${kind}.`);
    else if (kind && name) named[kind].push({ index, name, spelt: title });
    else if (title !== '') warnings.push(unknownColumn(title));
  });

  const missing = FIXED_COLUMNS.filter((column) => !fixed.has(column));
  if (missing.length > 0) {
    throw new ImportProblem(
      'columns_missing',
      `This file is no list of earlier audits: it has no column ${missing.map((column) => `"${column}"`).join(', ')}.`,
    );
  }
  return { header, fixed, domains: named.domain, standards: named.standard, warnings };
}

function fixedColumn(title: string): FixedColumn | undefined {
  const key = title.toLowerCase().replace(/[\s-]+/g, '_');
  return FIXED_COLUMNS.find((column) => column === key);
}

function unknownColumn(title: string): ImportWarning {
  return {
    sheet: 'csv',
    row: 1,
    column: title,
    code: 'column_unknown',
    text: 'This column is not known: it was not read.',
  };
}
