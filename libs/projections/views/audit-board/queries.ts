import {
  actsFor,
  byCodeUnits,
  concernsShown,
  hasRole,
  invitedFor,
  isAppointment,
  isSelected,
  obligationsShown,
  readerOf,
} from '#domain';
import type { Actor, AuditOrigin, AuditReader, AuditState, ReadingLevel, Stage, Standing } from '#domain';
import { factsShown, stageShown } from '../../audits/facts-shown.js';
import type { FoldedAudit } from '../../audits/folded-audit.js';
import type { Rows } from '../../reading/rows.js';
import { equal, where } from '../../reading/where.js';
import type { Where } from '../../reading/where.js';
import { ofWholeImports } from '../imports-not-whole.js';
import { deadlinesOf, soonestFirst } from './projection.js';
import type { OpenDeadline } from './projection.js';

/**
 * An audit on the board, nothing kept back but first grades, which it tells nobody. Dates are London dates.
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
}

/** An audit as one reader may know it: nothing that its own page would not show them. */
export interface BoardEntry extends Omit<
  BoardRow,
  'subjectId' | 'origin' | 'stageSince' | 'openActions' | 'openConcerns'
> {
  /** How much of the audit they may read. */
  readonly level: ReadingLevel;
  /** The day of a conversation to which they are invited. */
  readonly invitedFor: string | null;
  readonly subjectId: string | null;
  readonly origin: BoardRow['origin'] | null;
  readonly stageSince: string | null;
  /** Of their own where they read no more of it; null where they may not know. */
  readonly openActions: number | null;
  /** Null where they may not know. */
  readonly openConcerns: number | null;
}

export interface BoardPage {
  readonly rows: readonly BoardEntry[];
  readonly total: number;
  /** By stage, under the same filter but for its stage. */
  readonly stages: readonly StageCount[];
}

interface StageCount {
  readonly stage: Stage;
  readonly count: number;
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

/** The audits of which somebody may read something. */
interface Readable {
  /** Known to them whole: a filter is held against the rows. */
  readonly whole: readonly string[];
  /** Whether imported audits are too. */
  readonly imported: boolean;
  /** Known in part, as they know them, where what they know matches the filter. */
  readonly part: readonly BoardEntry[];
}

const AMONG = 'audit_id IN (SELECT value FROM json_each(?))';

/** A coordinator reads every audit, and answers for every safety concern: nothing on the board is kept from them. */
const readsAll = ({ actor }: Standing): boolean => hasRole(actor, 'coordinator', 'system');

/** @param filter by anything but the stage */
function readableBy(rows: Rows, standing: Standing, filter: BoardFilter): Readable {
  const whole: string[] = [];
  const part: BoardEntry[] = [];
  for (const { auditId, folded } of weighed(rows, standing)) {
    const audit = JSON.parse(folded) as FoldedAudit;
    const reader = readerOf(audit.state, standing);
    if (reader.level === 'none') continue;
    const row = reader.level === 'content' && !reader.withholdConcerns ? undefined : storedRow(rows, auditId);
    if (row === undefined) whole.push(auditId);
    else {
      const entry = entryOf(row, audit, reader);
      if (matches(entry, filter)) part.push(entry);
    }
  }
  return { whole, imported: readerOf(IMPORTED, standing).level !== 'none', part };
}

interface Weighed {
  readonly auditId: string;
  readonly folded: string;
}

/** Roles that open no audit but those that name the person. */
const BY_NAME_ONLY: readonly Actor['roles'][number][] = ['practitioner', 'auditor', 'inspector', 'administrator'];

/** The audits selected here of which somebody might read something: of those that are over, where it can be known, only their own. */
function weighed(rows: Rows, standing: Standing): readonly Weighed[] {
  const selected = 'SELECT audit_id AS auditId, folded FROM board WHERE folded IS NOT NULL';
  const { actor } = standing;
  const namedOnly = actor.roles.every((role) => BY_NAME_ONLY.includes(role)) && actsFor(standing).length === 1;
  if (!namedOnly) return rows.all<Weighed>(selected);
  return rows.all<Weighed>(`${selected} AND (stage NOT IN ('closed', 'ended') OR instr(folded, ?) > 0)`, actor.id);
}

const storedRow = (rows: Rows, auditId: string): Stored | undefined =>
  rows.get<Stored>(`${BOARD_ROW} WHERE audit_id = ?`, auditId);

/** What may be read of an imported audit goes by role alone. */
const IMPORTED: AuditState = {
  stage: 'imported',
  auditId: '',
  reference: '',
  subjectId: '',
  activity: '',
  scale: null,
  auditedOn: '',
  finalGrade: null,
  domains: {},
  standards: {},
  retrospective: [],
};

/** Whether earlier audits are on somebody's board. */
export const seesImports = (standing: Standing): boolean =>
  readsAll(standing) || readerOf(IMPORTED, standing).level !== 'none';

/** The filter against what the reader knows of an audit, not against what there is. */
function matches(entry: BoardEntry, filter: BoardFilter): boolean {
  const { service, teamId, activity, period, sampleId, origin, personId, overdueOn } = filter;
  const asked: readonly (readonly [unknown, unknown])[] = [
    [service, entry.service],
    [teamId, entry.teamId],
    [activity, entry.activity],
    [period, entry.period],
    [sampleId, entry.sampleId],
    [origin, entry.origin],
  ];
  if (asked.some(([wanted, is]) => wanted !== undefined && wanted !== is)) return false;
  if (personId !== undefined && ![entry.auditorId, entry.practitionerId, entry.moderatorId].includes(personId))
    return false;
  return overdueOn === undefined || entry.deadlines.some(({ due }) => due < overdueOn);
}

function conditionsOf(rows: Rows, filter: BoardFilter, stage: Stage | undefined, readable: Readable | 'all'): Where {
  const asked = askedFor(rows, filter, stage);
  if (readable === 'all') return asked;
  const { sql, values } = where(
    [readable.imported ? `folded IS NULL OR ${AMONG}` : AMONG, JSON.stringify(readable.whole)],
    asked.sql === '' ? undefined : [asked.sql.replace(' WHERE ', ''), ...asked.values],
  );
  return { sql, values };
}

function orAmong(part: readonly BoardEntry[], { sql, values }: Where): Where {
  if (part.length === 0) return { sql, values };
  return { sql: `${sql} OR ${AMONG}`, values: [...values, JSON.stringify(part.map(({ auditId }) => auditId))] };
}

function askedFor(rows: Rows, filter: BoardFilter, stage: Stage | undefined): Where {
  const { personId } = filter;
  return where(
    ofWholeImports(rows),
    equal('stage', stage),
    equal('service', filter.service),
    equal('team_id', filter.teamId),
    equal('activity', filter.activity),
    equal('period', filter.period),
    equal('sample_id', filter.sampleId),
    equal('origin', filter.origin),
    personId === undefined ? undefined : [PERSON, personId, personId, personId],
    filter.overdueOn === undefined ? undefined : ['next_due < ?', filter.overdueOn],
  );
}

/**
 * A page of the board as a reader may know it, the newest period first, with how many audits there are in each stage: of
 * every audit they may read something of, and of no other. Filters and counts go by what they may know.
 */
export function auditBoardPage(
  rows: Rows,
  standing: Standing,
  filter: BoardFilter,
  { offset, limit }: Paging,
): BoardPage {
  const readable = readsAll(standing) ? 'all' : readableBy(rows, standing, filter);
  const part = readable === 'all' ? [] : readable.part;
  const matching = part.filter(({ stage }) => filter.stage === undefined || stage === filter.stage);
  const { sql, values } = orAmong(matching, conditionsOf(rows, filter, filter.stage, readable));
  const page = rows.all<Stored>(
    `${BOARD_ROW}${sql} ORDER BY period DESC, reference, audit_id LIMIT ? OFFSET ?`,
    ...values,
    limit,
    offset,
  );
  const inAnyStage = conditionsOf(rows, filter, undefined, readable);
  const counts = new Map(
    rows
      .all<StageCount>(
        `SELECT stage, count(*) AS count FROM board${inAnyStage.sql} GROUP BY stage`,
        ...inAnyStage.values,
      )
      .map(({ stage, count }) => [stage, count]),
  );
  for (const { stage } of part) counts.set(stage, (counts.get(stage) ?? 0) + 1);
  const stages = [...counts]
    .map(([stage, count]) => ({ stage, count }))
    .sort((left, right) => byCodeUnits(left.stage, right.stage));
  const counted = filter.stage === undefined ? stages : stages.filter(({ stage }) => stage === filter.stage);
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  return { rows: page.map((row) => entryFor(row, standing)), total, stages };
}

/**
 * One audit's row, by its id.
 * @internal for the specs
 */
export function findBoardRow(rows: Rows, auditId: string): BoardRow | undefined {
  const row = storedRow(rows, auditId);
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

function entryFor(row: Stored, standing: Standing): BoardEntry {
  if (row.folded === null) {
    const { folded: _, ...imported } = row;
    return { ...imported, level: readerOf(IMPORTED, standing).level, invitedFor: null, deadlines: [] };
  }
  const folded = JSON.parse(row.folded) as FoldedAudit;
  return entryOf(row, folded, readerOf(folded.state, standing));
}

function entryOf({ folded: _, ...row }: Stored, { state, facts }: FoldedAudit, reader: AuditReader): BoardEntry {
  const { level } = reader;
  const deadlines = obligationsShown(state, reader)
    .filter(({ key }) => !isAppointment(key))
    .map(({ key, due, task }) => ({ key, due, task }))
    .sort(soonestFirst);
  const known = { level, invitedFor: invitedFor(state, reader), deadlines, stage: stageShown(state, reader) };
  const openConcerns = concernsShown(state, reader).filter(({ status }) => status !== 'resolved').length;
  if (level === 'content') return { ...row, ...known, openConcerns };
  const { reference, activity, team, service, subjectType, period, ...nothing } = factsShown(facts, reader);
  const { subjectId, origin, scale, selectedOn, auditedOn, sharedOn, finalisedOn, closedOn, finalGrade, stageSince } =
    nothing;
  const owned = isSelected(state) ? state.actions.filter(({ ownerId }) => reader.actsFor.includes(ownerId)) : [];
  return {
    ...known,
    ...{ reference, activity, team, service, subjectType, period },
    ...{ subjectId, origin, scale, selectedOn, auditedOn, sharedOn, finalisedOn, closedOn, finalGrade, stageSince },
    auditId: row.auditId,
    teamId: row.teamId,
    practitionerId: row.practitionerId,
    auditorId: null,
    moderatorId: null,
    sampleId: null,
    openActions: owned.filter(({ status }) => status === 'open' || status === 'completed').length,
    openConcerns: level === 'safety' ? openConcerns : null,
  };
}
