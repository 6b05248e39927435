import { SPREAD_OVER } from '#domain';
import type { SpreadOver } from '#domain';
import { Choice, Label, Share, Structure, Whole } from '../body/fields.js';

export class DrawSampleBody {
  @Label('The month it is drawn for, or the period of its round: 2024-25-Q1, 2024-25-H1, 2024-25', {
    example: '2024-05',
  })
  period!: string;
  @Label('Key of the round it is drawn for; how it is drawn is then said by the settings alone', { optional: true })
  round?: string | null;
  @Whole('A fixed number of cases', { from: 1, to: 100_000, optional: true })
  size?: number | null;
  @Share('A percentage of the eligible cases, rounded up', { optional: true })
  percent?: number | null;
  @Choice('What the sample is spread over', SPREAD_OVER, { optional: true })
  stratum?: SpreadOver | null;
  @Structure('So many of each stratum, by its name; their sum is the size', { optional: true })
  quotas?: object | null;
  @Whole('Reserves for each case selected', { from: 0, to: 20, optional: true })
  reservesPerSelected?: number | null;
  @Whole('Months for which a case once audited is left alone', { from: 0, to: 120, optional: true })
  cooldownMonths?: number | null;
  @Label('Key of the audit type', { optional: true })
  activity?: string | null;
  @Label('Any text; the same seed on the same caseload draws the same sample', { optional: true })
  seed?: string | null;
}
