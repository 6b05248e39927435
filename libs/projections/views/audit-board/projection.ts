import type { Database } from 'better-sqlite3';
import { byCodeUnits, isAppointment, isSelected, keysOf, obligationsOf } from '#domain';
import type { AuditOrigin, AuditState, SelectedAudit } from '#domain';
import { foldAudit, textOf } from '../../audits/folded-audit.js';
import type { FoldedAudit } from '../../audits/folded-audit.js';
import { foldEvery } from '../../audits/folded-audits.js';
import { fromJson, textOrNull } from '../../rows/columns.js';
import { FoldedRows } from '../../rows/folded-rows.js';
import type { FoldedTable } from '../../rows/folded-rows.js';
import { RowsBeside } from '../../rows/rows-beside.js';
import { KeptSums } from '../../rows/kept-sums.js';
import type { Addend } from '../../rows/kept-sums.js';
import type { Cell } from '#disk';
import type { View, ViewProjector } from '../../view.js';
import { keepNotWhole } from '../imports-not-whole.js';
import { COUNT_KEYS, indexes, schema } from './table.js';

/** Something owed on an audit, as the board shows it. */
export interface OpenDeadline {
  /** `accept`, `action:<id>`, … */
  readonly key: string;
  readonly due: string;
  readonly task: string;
}

/** What is owed on an audit now, soonest first. The day of a conversation is no deadline. */
export function deadlinesOf(state: AuditState): readonly OpenDeadline[] {
  return obligationsOf(state)
    .filter(({ key }) => !isAppointment(key))
    .map(({ key, due, task }) => ({ key, due, task }))
    .sort(soonestFirst);
}

export const soonestFirst = (left: OpenDeadline, right: OpenDeadline): number =>
  byCodeUnits(left.due, right.due) || byCodeUnits(left.key, right.key);

interface Of extends FoldedAudit {
  readonly folded: FoldedAudit;
  /** Nothing for an imported audit. */
  readonly selected: SelectedAudit | undefined;
}

/** Each column and where it comes from. */
const columns: Readonly<Record<string, (audit: Of) => Cell>> = {
  reference: ({ facts }) => facts.reference,
  activity: ({ facts }) => facts.activity,
  service: ({ facts }) => facts.service,
  team_id: ({ selected }) => selected?.teamId ?? null,
  team: ({ facts }) => facts.team,
  subject_id: ({ facts }) => facts.subjectId,
  subject_type: ({ facts }) => facts.subjectType,
  origin: ({ facts }) => facts.origin,
  import_id: ({ facts }) => facts.importId,
  sample_id: ({ selected }) => selected?.sampleId ?? null,
  period: ({ facts }) => facts.period,
  stage: ({ state }) => state.stage,
  auditor_id: ({ selected }) => selected?.auditor?.auditorId ?? null,
  practitioner_id: ({ selected }) => selected?.practitionerId ?? null,
  moderator_id: ({ selected }) => selected?.moderation?.decidedBy ?? selected?.moderation?.claimedBy ?? null,
  scale: ({ facts }) => facts.scale,
  selected_on: ({ facts }) => facts.selectedOn,
  audited_on: ({ facts }) => facts.auditedOn,
  shared_on: ({ facts }) => facts.sharedOn,
  finalised_on: ({ facts }) => facts.finalisedOn,
  closed_on: ({ facts }) => facts.closedOn,
  stage_since: ({ facts }) => facts.stageSince,
  final_grade: ({ facts }) => facts.finalGrade,
  open_actions: ({ selected }) =>
    selected?.actions.filter(({ status }) => status === 'open' || status === 'completed').length ?? 0,
  open_concerns: ({ selected }) => selected?.concerns.filter(({ status }) => status !== 'resolved').length ?? 0,
  next_due: ({ state }) => deadlinesOf(state)[0]?.due ?? null,
  folded: ({ folded, selected }) => (selected === undefined ? null : textOf(folded)),
};

const text = (cell: Cell | undefined): string => String(cell);

/** An imported audit read back. Its domains and standards are not on the board, and no event here needs them. */
function imported(row: Readonly<Record<string, Cell>>): FoldedAudit {
  const facts = {
    reference: text(row['reference']),
    activity: text(row['activity']),
    service: textOrNull(row['service']),
    team: textOrNull(row['team']),
    subjectId: text(row['subject_id']),
    subjectType: text(row['subject_type']),
    origin: text(row['origin']) as AuditOrigin | 'imported',
    importId: textOrNull(row['import_id']),
    period: text(row['period']),
    scale: textOrNull(row['scale']),
    selectedOn: null,
    acceptedOn: null,
    auditedOn: textOrNull(row['audited_on']),
    submittedOn: null,
    moderatedOn: null,
    sharedOn: null,
    finalisedOn: textOrNull(row['finalised_on']),
    closedOn: null,
    endedBecause: null,
    conversationNotHeldBecause: null,
    finalGrade: textOrNull(row['final_grade']),
    stageSince: text(row['stage_since']),
  };
  const { reference, subjectId, activity, scale, auditedOn, finalGrade } = facts;
  const graded = { scale, auditedOn: auditedOn ?? '', finalGrade, domains: {}, standards: {}, retrospective: [] };
  return { state: { stage: 'imported', auditId: '', reference, subjectId, activity, ...graded }, facts };
}

const board: FoldedTable<FoldedAudit> = {
  table: 'board',
  key: 'audit_id',
  columns: Object.keys(columns),
  cells: (folded) => {
    const { state, facts } = folded;
    const audit = { folded, state, facts, selected: isSelected(state) ? state : undefined };
    return Object.values(columns).map((cell) => cell(audit));
  },
  value: (row) => (row['folded'] === null ? imported(row) : fromJson(row['folded'])),
};

function countedAs({ state, facts }: FoldedAudit): readonly Addend[] {
  const { period, service, activity, origin, importId } = facts;
  const teamId = isSelected(state) ? state.teamId : null;
  return [{ key: [state.stage, period, teamId, service, activity, origin, importId], add: [1] }];
}

function projector(db: Database): ViewProjector {
  const counts = new KeptSums<FoldedAudit>(db, { table: 'counts', keys: COUNT_KEYS, amounts: ['n'], of: countedAs });
  const audience = new RowsBeside<FoldedAudit>(db, {
    table: 'audience',
    columns: ['key', 'period', 'reference', 'audit_id'],
    of: (auditId, { state, facts: { period, reference } }) =>
      keysOf(state).map((key) => [key, period, reference, auditId]),
  });
  const audits = new FoldedRows(db, board, [counts, audience]);
  const keep = keepNotWhole(db);
  return {
    apply: (events) => {
      keep(events);
      foldEvery(audits, events, foldAudit);
      audits.flush();
    },
  };
}

/** Every audit with where it stands, for the coordinator's board and everybody's lists. */
export const auditBoard: View = { name: 'audit-board', version: 8, schema, indexes, projector };
