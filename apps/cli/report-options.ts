import { Option } from 'commander';
import type { Command } from 'commander';
import { PERIOD_LENGTHS } from '#domain';
import type { PeriodLength } from '#domain';
import type { ReportRequest } from '#reporting';
import { day, moment } from './option-values.js';
import { WrongUse } from './outcome.js';

/** What every question about figures may say. */
export interface AskedOptions {
  readonly from: string;
  readonly to: string;
  readonly by?: PeriodLength;
  readonly service?: string;
  readonly team?: string;
  readonly activity?: string;
  readonly asAt?: string;
  readonly scale?: string;
  readonly combine?: string;
}

/** Of a command that answers some questions without dates: `requestOf` asks for them where they are needed. */
export const WITHOUT_DATES = 'dates may be left out';

/** Adds them to a command. */
export const asking = (command: Command, dates?: typeof WITHOUT_DATES): Command =>
  command
    .addOption(dayOption('--from <date>', 'the first day, counted', dates))
    .addOption(dayOption('--to <date>', 'the last day, counted', dates))
    .addOption(
      new Option('--by <length>', 'one set of figures each; one for the whole by default').choices(PERIOD_LENGTHS),
    )
    .option('--service <name>', 'of one service; of all by default')
    .option('--team <name>', 'of one team; of all by default')
    .option('--activity <key>', 'of one type of audit; of all by default')
    .option('--as-at <moment>', 'as it was known at the end of a day or at an instant; now by default', moment)
    .option('--scale <key>', 'judgements of other scales in this one, where the settings say which grade is which');

const dayOption = (flags: string, about: string, dates: typeof WITHOUT_DATES | undefined): Option =>
  new Option(flags, about).argParser(day).makeOptionMandatory(dates === undefined);

/** @throws WrongUse */
export function requestOf<Name>(
  report: Name,
  { from, to, by, asAt, service, team, activity, scale }: Partial<AskedOptions>,
): Omit<ReportRequest, 'report'> & { readonly report: Name } {
  if (from === undefined || to === undefined)
    throw new WrongUse('Give the first and the last day of the report: --from and --to.');
  if (to < from) throw new WrongUse('The last day of a report is not before its first.');
  return { report, from, to, by: by ?? null, asAt: asAt ?? null, filters: { service, team, activity }, scale };
}
