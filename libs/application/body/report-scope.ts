import { PERIOD_LENGTHS } from '#domain';
import type { PeriodLength } from '#domain';
import { Choice, Day, Label } from './fields.js';

/** Which figures of a report are wanted: whoever reads it now and whoever has it made into a file say the same. */
export class ReportScope {
  @Day('First day')
  from!: string;
  @Day('Last day')
  to!: string;
  @Choice('Periods; one for the whole where it is left out', PERIOD_LENGTHS, { optional: true })
  by?: PeriodLength;
  @Label('Service', { optional: true })
  service?: string;
  @Label('Team', { optional: true })
  team?: string;
  @Label('Key of the audit type', { optional: true })
  activity?: string;
}
