import type { GradeScale } from '#domain';
import { streamCsv, type CsvSource } from '../csv/stream-csv.js';
import { Told } from '../findings.js';
import type { ImportWarning, RowCounts, RowRejection } from '../findings.js';
import { ImportProblem } from '../import-problem.js';
import { TakenAsNothing } from '../taken-as-nothing.js';
import { wordKey } from '../text/clean-text.js';
import { historicColumns, type HistoricColumns, type NamedColumns } from './columns.js';
import type { HistoricAudit } from './historic-audit.js';
import { readHistoricRow, type RowRules } from './read-row.js';
import { SeenRefs } from './seen-refs.js';
import { scalesByName, withBuiltInScales } from './scales.js';

export interface HistoricOptions {
  /** The day of the import, yyyy-MM-dd: later audits are rejected. */
  readonly today?: string;
  /** The programme's own scales, beside `ofsted` and `good-adequate-inadequate`. */
  readonly scales?: readonly GradeScale[];
  /** Activities that are not graded: for them an empty grade is right even where a scale is named. */
  readonly ungradedActivities?: readonly string[];
  /** What the programme calls its domains and standards: two columns that mean one are refused. */
  readonly named?: NamedColumns;
}

export type HistoricRow =
  | { readonly is: 'accepted'; readonly audit: HistoricAudit }
  | { readonly is: 'rejected'; readonly row: number; readonly problems: readonly RowRejection[] }
  /** The same audit stands earlier in the file, word for word. */
  | { readonly is: 'repeated'; readonly row: number; readonly firstRow: number }
  | { readonly is: 'warning'; readonly warning: ImportWarning };

export interface HistoricCheck {
  /** `read` = `accepted` + `rejected` + `alreadyThere`; repeats inside the file are already there. */
  readonly rows: RowCounts & { readonly alreadyThere: number };
  /** The first of them; a warning says how many there are. */
  readonly rejected: readonly RowRejection[];
  readonly warnings: readonly ImportWarning[];
}

/**
 * The rows of a historic-audits CSV, one at a time: what is kept between rows is a digest a ref, so that a ref with
 * other content is found. A path may be read twice, first to check the whole file and then to import it.
 * @throws ImportProblem, at the first row asked for, when the file as a whole cannot be read.
 */
export async function* readHistoricAudits(
  source: CsvSource,
  options: HistoricOptions = {},
): AsyncGenerator<HistoricRow> {
  const nothing = new TakenAsNothing('csv');
  const rules: RowRules = {
    scaleNamed: scalesByName(withBuiltInScales(options.scales ?? [])),
    today: options.today ?? null,
    ungradedActivities: new Set(['ungraded', ...(options.ungradedActivities ?? [])].map(wordKey)),
    nothing,
  };
  const seen = new SeenRefs();
  let columns: HistoricColumns | null = null;
  for await (const record of streamCsv(source)) {
    if (columns === null) {
      columns = historicColumns(record.values, options.named);
      for (const warning of columns.warnings) yield { is: 'warning', warning };
      continue;
    }
    const read = readHistoricRow(record, columns, rules);
    if (!('ref' in read)) {
      yield { is: 'rejected', row: record.row, problems: read };
      continue;
    }
    const first = seen.note(read.ref, read.row, read.contentDigestInput);
    if (first === null) {
      yield { is: 'accepted', audit: read };
    } else if (first.same) {
      yield { is: 'repeated', row: read.row, firstRow: first.row };
    } else {
      const reason = `The ref stands in row ${first.row} already, with other content.`;
      yield { is: 'rejected', row: read.row, problems: [{ row: read.row, column: 'ref', reason }] };
    }
  }
  if (columns === null) throw new ImportProblem('file_empty', 'This file is empty.');
  for (const warning of nothing.warnings()) yield { is: 'warning', warning };
}

/**
 * Goes through the rows of a whole file and keeps only what is wrong with it.
 * @param visit is shown every accepted audit, in order, and waited for
 */
export async function checkHistoricRows(
  all: AsyncIterable<HistoricRow>,
  visit: (audit: HistoricAudit) => Promise<void> | void = () => undefined,
): Promise<HistoricCheck> {
  const rows = { read: 0, accepted: 0, rejected: 0, alreadyThere: 0 };
  const rejected = new Told<RowRejection>('rejections');
  const warnings = new Told<ImportWarning>('warnings');
  for await (const row of all) {
    if (row.is === 'warning') {
      warnings.add(row.warning);
      continue;
    }
    rows.read += 1;
    if (row.is === 'accepted') {
      rows.accepted += 1;
      await visit(row.audit);
    }
    if (row.is === 'rejected') {
      rows.rejected += 1;
      row.problems.forEach((problem) => rejected.add(problem));
    }
    if (row.is === 'repeated') {
      rows.alreadyThere += 1;
      const text = `The same audit stands in row ${row.firstRow} already: it counts once.`;
      warnings.add({ sheet: 'csv', row: row.row, code: 'row_repeated', text });
    }
  }
  return {
    rows,
    rejected: rejected.first,
    warnings: [...rejected.cutShort(), ...warnings.cutShort(), ...warnings.first],
  };
}
