import type { AuditOrigin, Stage } from '#domain';
import type { FoldedAudit } from '../../audits/folded-audit.js';
import type { Rows } from '../../reading/rows.js';
import { equal, where } from '../../reading/where.js';
import type { Condition, Where } from '../../reading/where.js';
import { deadlinesOf } from './projection.js';
import type { OpenDeadline } from './projection.js';

/**
 * An audit on the board. Dates are London dates. Tells nothing of a first grade, to nobody; that there are safety
 * concerns is never hidden.
 */
export interface BoardRow {
  readonly auditId: string;
  readonly reference: string;
  readonly activity: string;
  readonly service: string | null;
  readonly teamId: string | null;
  readonly team: string | null;
  readonly subjectId: string;
  readonly subjectType: string;
  readonly origin: AuditOrigin | 'imported';
  readonly sampleId: string | null;
  readonly period: string;
  readonly stage: Stage;
  /** Since when it has been in its stage. */
  readonly stageSince: string;
  readonly auditorId: string | null;
  readonly practitionerId: string | null;
  /** Who decided its moderation, or holds the claim. */
  readonly moderatorId: string | null;
  readonly scale: string | null;
  readonly selectedOn: string | null;
  readonly auditedOn: string | null;
  readonly sharedOn: string | null;
  readonly finalisedOn: string | null;
  readonly closedOn: string | null;
  /** Only once finalised. */
  readonly finalGrade: string | null;
  readonly openActions: number;
  readonly openConcerns: number;
  /** Soonest first. */
  readonly deadlines: readonly OpenDeadline[];
}

export interface BoardFilter {
  readonly stage?: Stage;
  readonly service?: string;
  readonly teamId?: string;
  readonly activity?: string;
  readonly period?: string;
  readonly sampleId?: string;
  readonly origin?: AuditOrigin | 'imported';
  /** On the audit as auditor, practitioner or moderator. */
  readonly personId?: string;
  /** Only audits with something overdue on this London date: due before it. */
  readonly overdueOn?: string;
  /** Only these people's own audits, and what has been shared with these teams. */
  readonly within?: { readonly people: readonly string[]; readonly teams: readonly string[] };
}

export interface BoardPage {
  readonly rows: readonly BoardRow[];
  readonly total: number;
  /** By stage, under the same filter but for its stage. */
  readonly stages: readonly { readonly stage: Stage; readonly count: number }[];
}

export interface Paging {
  readonly offset: number;
  readonly limit: number;
}

interface Stored extends Omit<BoardRow, 'deadlines'> {
  readonly folded: string | null;
}

const BOARD_ROW = `
SELECT audit_id AS auditId, reference, activity, service, team_id AS teamId, team, subject_id AS subjectId,
  subject_type AS subjectType, origin, sample_id AS sampleId, period, stage, stage_since AS stageSince,
  auditor_id AS auditorId, practitioner_id AS practitionerId, moderator_id AS moderatorId, scale,
  selected_on AS selectedOn, audited_on AS auditedOn, shared_on AS sharedOn, finalised_on AS finalisedOn,
  closed_on AS closedOn, final_grade AS finalGrade, open_actions AS openActions, open_concerns AS openConcerns, folded
FROM board`;

const PERSON = 'auditor_id = ? OR practitioner_id = ? OR moderator_id = ?';

const anyOf = (column: string, count: number): string =>
  count === 0 ? '0' : `${column} IN (${Array<string>(count).fill('?').join(', ')})`;

function withinCondition(within: BoardFilter['within']): Condition {
  if (within === undefined) return undefined;
  const { people, teams } = within;
  const roles = ['auditor_id', 'practitioner_id', 'moderator_id'];
  const own = roles.map((column) => anyOf(column, people.length)).join(' OR ');
  const shared = `(${anyOf('team_id', teams.length)} AND shared_on IS NOT NULL)`;
  return [`${own} OR ${shared}`, ...roles.flatMap(() => people), ...teams];
}

function conditionsOf(filter: BoardFilter, stage: Stage | undefined): Where {
  const { personId } = filter;
  return where(
    equal('stage', stage),
    equal('service', filter.service),
    equal('team_id', filter.teamId),
    equal('activity', filter.activity),
    equal('period', filter.period),
    equal('sample_id', filter.sampleId),
    equal('origin', filter.origin),
    personId === undefined ? undefined : [PERSON, personId, personId, personId],
    filter.overdueOn === undefined ? undefined : ['next_due < ?', filter.overdueOn],
    withinCondition(filter.within),
  );
}

/** A page of the board, the newest period first, with how many audits there are in each stage. */
export function auditBoardPage(rows: Rows, filter: BoardFilter, { offset, limit }: Paging): BoardPage {
  const { sql, values } = conditionsOf(filter, filter.stage);
  const page = rows.all<Stored>(
    `${BOARD_ROW}${sql} ORDER BY period DESC, reference, audit_id LIMIT ? OFFSET ?`,
    ...values,
    limit,
    offset,
  );
  const inAnyStage = conditionsOf(filter, undefined);
  const stages = rows.all<{ stage: Stage; count: number }>(
    `SELECT stage, count(*) AS count FROM board${inAnyStage.sql} GROUP BY stage ORDER BY stage`,
    ...inAnyStage.values,
  );
  const counted = filter.stage === undefined ? stages : stages.filter(({ stage }) => stage === filter.stage);
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  return { rows: page.map(shown), total, stages };
}

/** One audit's row, by its id. */
export function findBoardRow(rows: Rows, auditId: string): BoardRow | undefined {
  const row = rows.get<Stored>(`${BOARD_ROW} WHERE audit_id = ?`, auditId);
  return row && shown(row);
}

/** By the reference people quote. Null where there is none or, by a freak of hashing, more than one. */
export function findAuditByReference(rows: Rows, reference: string): string | null {
  const [found, ...others] = rows.all<{ auditId: string }>(
    'SELECT audit_id AS auditId FROM board WHERE reference = ? LIMIT 2',
    reference,
  );
  return found === undefined || others.length > 0 ? null : found.auditId;
}

/** The audits issued from a sample. */
export function listSampleAudits(rows: Rows, sampleId: string): BoardRow[] {
  return rows.all<Stored>(`${BOARD_ROW} WHERE sample_id = ? ORDER BY reference, audit_id`, sampleId).map(shown);
}

function shown({ folded, ...row }: Stored): BoardRow {
  if (folded === null) return { ...row, deadlines: [] };
  const { state } = JSON.parse(folded) as FoldedAudit;
  return { ...row, deadlines: deadlinesOf(state) };
}
