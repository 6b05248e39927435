import { percent } from '#domain';
import type { ReportRow } from '../report.js';
import { stoodAt } from '../withholding/outside-report.js';

/** Keys of rows that are asked for as one: `good` and `outstanding`. */
export type Combination = readonly string[];

/** Combinations that one report is asked for at most, and keys that one of them has. */
const MOST = 10;

/** Why rows cannot be put together. */
interface Refused {
  readonly code: string;
  readonly sentence: string;
}

/**
 * What an address, a request or a command line asks for: keys joined by `+` or `or`, several combinations parted by commas:
 * `good+outstanding`. A plus sign that an address means as a space is one.
 */
export function combinationsIn(text: string): readonly Combination[] | Refused {
  const all = text
    .split(',')
    .map((one) => [...new Set(one.split(/\s+or\s+|[+\s]+/i).filter((key) => key !== ''))])
    .filter((keys) => keys.length > 0);
  if (all.some((keys) => keys.length < 2))
    return { code: 'combination-of-one', sentence: 'Combine at least two rows, as in good+outstanding.' };
  if (all.length > MOST || all.some((keys) => keys.length > MOST))
    return { code: 'too-many-combinations', sentence: `Ask for ${MOST} combinations of ${MOST} rows at most.` };
  return all;
}

/**
 * A report's rows with those that were asked for as one after the rows they are of, wherever a series has all of them. Such a row
 * is made of what its reader is shown and of nothing else: where one of its rows is withheld, or they stand as at different
 * moments, it is withheld too, so that it tells nothing that they do not.
 */
export function withCombined(
  rows: readonly ReportRow[],
  combinations: readonly Combination[],
): readonly ReportRow[] | Refused {
  const groups = new Map<string, ReportRow[]>();
  for (const row of rows) {
    const group = `${row.period}\n${row.series}`;
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [row]);
    else known.push(row);
  }
  const fits = (of: readonly ReportRow[], keys: Combination): boolean =>
    keys.every((key) => of.some((row) => row.key === key && row.unit !== 'working_days'));
  const missing = combinations.find((keys) => ![...groups.values()].some((of) => fits(of, keys)));
  if (missing !== undefined && rows.length > 0)
    return {
      code: 'combination-unknown',
      sentence: `No figures of this report have the rows ${missing.join(' and ')} together. Their keys stand in the report as JSON or CSV.`,
    };
  return [...groups.values()].flatMap((of) => [
    ...of,
    ...combinations.filter((keys) => fits(of, keys)).map((keys) => combined(of, keys)),
  ]);
}

/** A report with the rows that are wanted as one, or why it has none such. @param text as `combinationsIn` reads it */
export function combinedReport<Asked extends { readonly rows: readonly ReportRow[] }>(
  report: Asked,
  text: string,
): Asked | Refused {
  const asked = combinationsIn(text);
  if ('sentence' in asked) return asked;
  const rows = withCombined(report.rows, asked);
  return 'sentence' in rows ? rows : { ...report, rows };
}

function combined(of: readonly ReportRow[], combines: Combination): ReportRow {
  const parts = combines.flatMap((key) => of.find((row) => row.key === key) ?? []);
  const [first] = parts;
  const { period = '', series = '' } = first ?? {};
  const bare = {
    period,
    series,
    key: combines.join('+'),
    label: parts.map(({ label }) => label).join(' or '),
    combines,
  };
  const denominator = first?.denominator ?? null;
  const moment = first === undefined ? undefined : stoodAt.get(first);
  const isShown = parts.every(
    (row) => row.numerator !== null && row.denominator === denominator && stoodAt.get(row) === moment,
  );
  if (!isShown || denominator === null)
    return { ...bare, numerator: null, denominator: null, percent: null, withheld: true };
  const numerator = parts.reduce((sum, row) => sum + (row.numerator ?? 0), 0);
  const row = { ...bare, numerator, denominator, percent: percent(numerator, denominator) };
  if (moment !== undefined) stoodAt.set(row, moment);
  return row;
}
