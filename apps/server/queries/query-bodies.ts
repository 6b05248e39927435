import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { Choice, Day, Id, Label, ReportScope } from '#application';
import { AUDIT_ORIGINS, CASE_STATUSES, PERIOD_LENGTHS, ROLES, STAGES, WORKERS_KNOWN } from '#domain';
import { BOARD_SORTS, FOLLOW_UP_SORTS, TASK_SORTS } from '#projections';
import { FILE_FORMATS } from '../exchange/report-file.js';
import type { BoardSort, FollowUpSort, TaskSort } from '#projections';
import type { AuditOrigin, CaseStatus, ChosenFor, PeriodLength, Role, Stage, WorkerKnown } from '#domain';

/** A number of a query, which arrives as text. */
function Digits(description: string): PropertyDecorator {
  return (target, property) => {
    IsOptional()(target, property);
    Matches(/^-?\d{1,16}$/, { message: 'must be a whole number' })(target, property);
    ApiPropertyOptional({ description, type: 'integer' })(target, property);
  };
}

export class AfterQuery {
  @Digits('The position a command answered: waits up to two seconds until the list shows what the command did')
  after?: string;
}

/** A page of a list, by key: however far down, as quick as the first. */
class PageQuery extends AfterQuery {
  @Label('The next page: `next` as the page before answered it', { optional: true })
  next?: string;
  @Digits('How many to show: 50 where it is left out, 500 at most')
  limit?: string;
}

export class FollowUpQuery extends PageQuery {
  @Label('Where it stands: `open`, `raised`, … as the list has it', { optional: true })
  status?: string;
  @Id('Team', { optional: true })
  team?: string;
  @Label('Service', { optional: true })
  service?: string;
  @Id('Whose it is to do', { optional: true })
  person?: string;
  @Choice('Only what is overdue', ['true'], { optional: true })
  overdue?: 'true';
  @Choice('Soonest due first, or what began last', FOLLOW_UP_SORTS, { optional: true })
  sort?: FollowUpSort;
}

/** What is looked for. In a body: a case id or a name stands in no address. */
export class SearchBody {
  @Label('A reference, a case id, or the beginning of the name of a worker or a team', { example: '4K7QF-2M9XC' })
  text!: string;
  @Label('The next page: `next` as the page before answered it', { optional: true })
  next?: string;
}

export class BoardQuery extends PageQuery {
  @Choice('Stage', STAGES, { optional: true })
  stage?: Stage;
  @Label('Service', { optional: true })
  service?: string;
  @Id('Team', { optional: true })
  team?: string;
  @Label('Key of the audit type', { optional: true })
  activity?: string;
  @Label('Period', { optional: true, example: '2024-05' })
  period?: string;
  @Id('Sample', { optional: true })
  sample?: string;
  @Choice('Why the audit exists', [...AUDIT_ORIGINS, 'imported'], { optional: true })
  origin?: AuditOrigin | 'imported';
  @Id('Somebody on the audit', { optional: true })
  person?: string;
  @Choice('Only audits on which something is overdue', ['true'], { optional: true })
  overdue?: 'true';
  @Choice('The newest period first, or the oldest', BOARD_SORTS, { optional: true })
  sort?: BoardSort;
}

export class AuditQuery {
  @Label('Why you read it, where that must be said', { optional: true })
  purpose?: string;
}

export class CandidatesQuery {
  @Choice('What somebody is chosen for; an auditor where it is left out', ['auditor', 'moderator'], { optional: true })
  for?: ChosenFor;
}

export class InspectionsQuery {
  @Id('An inspector; yourself where it is left out', { optional: true })
  inspector?: string;
}

export class ReplayQuery extends AuditQuery {
  @Label('The moment: an instant in UTC, or a date, which means its end in London', { example: '2024-05-31' })
  asAt!: string;
}

export class StepQuery extends AuditQuery {
  @Digits('The later step it is put beside: the last, as the audit stands now, where it is left out')
  beside?: string;
}

/** Steps of a replay as an address writes them: what is no step's number is that of none. */
export const stepsNamed = (step: string, beside?: string): { readonly step: number; readonly beside?: number } => ({
  step: stepNamed(step),
  ...(beside !== undefined && beside !== '' && { beside: stepNamed(beside) }),
});
const stepNamed = (text: string): number => (/^\d{1,6}$/.test(text) ? Number(text) : 0);

export class PeopleQuery extends AfterQuery {
  @Id('Team', { optional: true })
  team?: string;
  @Choice('Role', ROLES, { optional: true })
  role?: Role;
  @Day('Only those in post on this day', { optional: true })
  inPostOn?: string;
}

export class SignInsQuery {
  @Digits('How many to list: 100 where it is left out, 1,000 at most')
  limit?: string;
}

export class SettingsChangesQuery {
  @Digits('The version it is compared with: the one before it where it is left out')
  with?: string;
}

export class SamplesQuery extends AfterQuery {
  @Label('Period', { optional: true, example: '2024-05' })
  period?: string;
}

export class RoundsQuery extends AfterQuery {
  @Label('Financial year; this one where it is left out', { optional: true, example: '2026-27' })
  year?: string;
}

export class ExpectedQuery extends AfterQuery {
  @Label('Month; this one where it is left out', { optional: true, example: '2026-04' })
  month?: string;
}

/** A caseload's cases, narrowed as a list is. */
export class FrameQuery extends PageQuery {
  @Choice('Status of the child', CASE_STATUSES, { optional: true })
  status?: CaseStatus;
  @Label('Service, as the file writes it', { optional: true })
  service?: string;
  @Label('Team, as the file writes it', { optional: true })
  team?: string;
  @Choice('Whether the worker is somebody of the council', WORKERS_KNOWN, { optional: true })
  worker?: WorkerKnown;
  @Choice('Open or closed cases', ['open', 'closed'], { optional: true })
  standing?: 'open' | 'closed';
}

/** Of tasks. */
export class TaskListQuery extends PageQuery {
  @Id('Team of the case', { optional: true })
  team?: string;
  @Choice('Soonest due first, or due last first', TASK_SORTS, { optional: true })
  sort?: TaskSort;
}

export class TasksQuery extends TaskListQuery {
  @Id("Somebody else's, for coordinators", { optional: true })
  person?: string;
}

export class ActivityQuery extends AfterQuery {
  @Label('First month', { optional: true, example: '2024-04' })
  from?: string;
  @Label('Last month', { optional: true, example: '2025-03' })
  to?: string;
  @Label('Key of the audit type', { optional: true })
  activity?: string;
  @Label('Service', { optional: true })
  service?: string;
  @Label('Team', { optional: true })
  team?: string;
}

const REPORT_FORMATS = ['json', ...FILE_FORMATS] as const;

export class ReportQuery extends ReportScope {
  @Label('As it was known then: an instant in UTC, or a date, which means its end in London', { optional: true })
  asAt?: string;
  @Choice('JSON, CSV or an Excel workbook', REPORT_FORMATS, { optional: true })
  format?: (typeof REPORT_FORMATS)[number];
  @Label(
    'Key of a grade scale: judgements of other scales are counted in it where the council has published which grade is which',
    {
      optional: true,
      example: 'ofsted',
    },
  )
  scale?: string;
}

/** A report, and rows of it that are wanted as one. */
export class CombinedReportQuery extends ReportQuery {
  @Label(
    'Rows that are wanted as one besides, by their keys: `good+outstanding`; several such, parted by commas. Such a row is withheld where one of its own is',
    { optional: true, example: 'good+outstanding' },
  )
  combine?: string;
}

/** Which trends. */
export class TrendsQuery extends ReportQuery {
  @Choice('Grades by practitioner too: of one team, for whoever sees small numbers', ['true'], { optional: true })
  practitioners?: 'true';
}

/** Which audits with the worst grade. */
export class InadequatesQuery {
  @Day('The first day on which they were carried out')
  from!: string;
  @Day('The last day, counted')
  to!: string;
  @Label('Of one service', { optional: true })
  service?: string;
  @Label('Of one team', { optional: true })
  team?: string;
  @Label('Key of a type of audit', { optional: true })
  activity?: string;
  @Label('As it was known then: an instant in UTC, or a date, which means its end in London', { optional: true })
  asAt?: string;
  @Choice('JSON, CSV or an Excel workbook', REPORT_FORMATS, { optional: true })
  format?: (typeof REPORT_FORMATS)[number];
}

/** Which of the figures that were entered as a list. */
export class ListReportQuery {
  @Day('Leave out figures of calendar periods before this day', { optional: true })
  from?: string;
  @Day('Leave out figures of calendar periods after this day', { optional: true })
  to?: string;
  @Label('As it was known then: an instant in UTC, or a date, which means its end in London', { optional: true })
  asAt?: string;
  @Choice('JSON, CSV or an Excel workbook', REPORT_FORMATS, { optional: true })
  format?: (typeof REPORT_FORMATS)[number];
}

/** A register as it was at a moment. */
export class RegisterQuery {
  @Label('As it was known then: an instant in UTC, or a date, which means its end in London', { optional: true })
  asAt?: string;
  @Choice('JSON, CSV or an Excel workbook', REPORT_FORMATS, { optional: true })
  format?: (typeof REPORT_FORMATS)[number];
}

/** A figure of dip samples as it was at a moment. */
export class DipSampleItemQuery {
  @Label('As it was known then: an instant in UTC, or a date, which means its end in London', { optional: true })
  asAt?: string;
}

/** Which feedback. */
export class FeedbackQuery extends ListReportQuery {
  @Choice('One set of figures each; one for the whole where it is left out', PERIOD_LENGTHS, { optional: true })
  by?: PeriodLength;
}

/** Which messages to staff. */
export class LearningQuery extends FeedbackQuery {
  @Label('Only discussions in the teams of one service', { optional: true })
  service?: string;
  @Label('Only discussions in one team', { optional: true })
  team?: string;
}

/** A figure by the names that its row has in the report. */
export class FigureQuery extends ReportScope {
  @Label('As it was known then: an instant in UTC, or a date, which means its end in London', { optional: true })
  asAt?: string;
  @Label('The scale the report was asked for in', { optional: true, example: 'ofsted' })
  scale?: string;
  @Label('Period of the row', { example: '2024-05' })
  period!: string;
  @Label('Series of the row', { example: 'overall' })
  series!: string;
  @Label('Key of the row', { example: 'good' })
  key!: string;
  @Digits('How many audits to list: 50 where it is left out, 500 at most')
  limit?: string;
}
