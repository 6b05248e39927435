import {
  LIVE,
  byCodeUnits,
  concernsShown,
  hasRole,
  invitedFor,
  isAppointment,
  isSelected,
  obligationsShown,
  reachOf,
  readerOf,
} from '#domain';
import type { AuditOrigin, AuditReader, AuditState, ReadingLevel, Stage, Standing } from '#domain';
import { factsShown, stageShown } from '../../audits/facts-shown.js';
import type { FoldedAudit } from '../../audits/folded-audit.js';
import type { Rows } from '../../reading/rows.js';
import { inOrder, merged, pageOf } from '../../reading/page-by-key.js';
import type { Key, Order, Page } from '../../reading/page-by-key.js';
import { equal, where } from '../../reading/where.js';
import type { Condition } from '../../reading/where.js';
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

export interface BoardPage extends Page<BoardEntry> {
  /** Null where they are too many to be counted for this reader: counts are kept for those to whom all are open. */
  readonly total: number | null;
  /** By stage, under the same filter but for its stage; null where the total is. */
  readonly stages: readonly StageCount[] | null;
}

interface StageCount {
  readonly stage: Stage;
  readonly count: number;
}

export interface BoardPaging extends Paging {
  /** The newest period first where it is left out. */
  readonly sort?: BoardSort;
}

export interface Paging {
  /** From the beginning where it is left out. */
  readonly after?: Key;
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

/** The newest period first, or the oldest: one is the other read from its end. */
export const BOARD_SORTS = ['newest', 'oldest'] as const;
export type BoardSort = (typeof BOARD_SORTS)[number];
export const BOARD_ORDERS: Readonly<Record<BoardSort, Order>> = {
  newest: { columns: [{ column: 'period', falling: true }, { column: 'reference' }, { column: 'audit_id' }] },
  oldest: {
    columns: [{ column: 'period' }, { column: 'reference', falling: true }, { column: 'audit_id', falling: true }],
  },
};
export const BOARD_ORDER = BOARD_ORDERS.newest;
const keyOf = ({ period, reference, auditId }: Stored): Key => [period, reference, auditId];

/** Most rows that are weighed to tell somebody how many there are. */
const COUNTED_AT_MOST = 1_000;

/** A coordinator reads every audit, and answers for every safety concern: nothing on the board is kept from them. */
const readsAll = ({ actor }: Standing): boolean => hasRole(actor, 'coordinator', 'system');

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
  const { stage, service, teamId, activity, period, sampleId, origin, personId, overdueOn } = filter;
  const asked: readonly (readonly [unknown, unknown])[] = [
    [stage, entry.stage],
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

/** What no row lacks that matches for a reader. Who reads a part only is told of less than there is, and of another stage. */
function askedFor(rows: Rows, filter: BoardFilter, isWhole: boolean): readonly Condition[] {
  const { stage } = filter;
  const isTold = isWhole || stage !== 'conversation';
  return [
    ofWholeImports(rows),
    isTold ? equal('stage', stage) : [`stage IN (${LIVE.map(() => '?').join(', ')})`, ...LIVE],
    equal('service', filter.service),
    equal('team_id', filter.teamId),
    equal('activity', filter.activity),
    equal('period', filter.period),
    equal('sample_id', filter.sampleId),
    equal('origin', filter.origin),
    filter.overdueOn === undefined ? undefined : ['next_due < ?', filter.overdueOn],
  ];
}

const PERSON = ['auditor_id', 'practitioner_id', 'moderator_id'] as const;

/** Rows among which all are that a reader may know of and that match, in the order of the board, from a place on. */
function candidates(
  rows: Rows,
  standing: Standing,
  filter: BoardFilter,
  order: Order = BOARD_ORDER,
  after?: Key,
): Iterable<Stored> {
  const reach = reachOf(standing);
  const asked = askedFor(rows, filter, readsAll(standing));
  const read = (select: string, chunk: number | undefined, ...more: readonly Condition[]): Iterable<Stored> =>
    inOrder(rows, select, where(...more, ...asked), { ...order, chunk }, keyOf, after);
  const { personId, overdueOn, sampleId } = filter;
  // What only a few have is found by that alone, and sorted.
  if (sampleId !== undefined) return read(`${BOARD_ROW} INDEXED BY board_by_sample`, COUNTED_AT_MOST);
  if (overdueOn !== undefined) return read(`${BOARD_ROW} INDEXED BY board_by_due`, COUNTED_AT_MOST);
  if (personId !== undefined) return storedIn(rows, placesBy(rows, standing, PERSON, [personId], order, after), asked);
  // Whoever is not told of all stages looks through those under way, each in its order.
  if (reach === 'all' && filter.stage === 'conversation' && !readsAll(standing))
    return merged(
      LIVE.map((stage) => read(BOARD_ROW, undefined, equal('stage', stage))),
      order,
      keyOf,
    );
  if (reach === 'all') return read(BOARD_ROW, undefined);
  const theirs = reach.map((key) => inOrder(rows, AUDIENCE, where(equal('key', key)), order, placeOf, after));
  return storedIn(rows, merged(theirs, order, placeOf), asked);
}

interface Place {
  readonly period: string;
  readonly reference: string;
  readonly auditId: string;
}

const PLACE = 'SELECT period, reference, audit_id AS auditId FROM board';
const AUDIENCE = 'SELECT period, reference, audit_id AS auditId FROM audience';
const placeOf = ({ period, reference, auditId }: Place): Key => [period, reference, auditId];

/**
 * Places of rows that have one of some values in one of some columns, each with an index in the order of the board; of those
 * alone that are within somebody's reach.
 */
function placesBy(
  rows: Rows,
  standing: Standing,
  columns: readonly string[],
  values: readonly string[],
  order: Order,
  after?: Key,
): Iterable<Place> {
  const reach = reachOf(standing);
  const within: Condition =
    reach === 'all'
      ? undefined
      : [
          `EXISTS (SELECT 1 FROM audience WHERE key IN (SELECT value FROM json_each(?)) AND audience.period = board.period
  AND audience.reference = board.reference AND audience.audit_id = board.audit_id)`,
          JSON.stringify(reach),
        ];
  const lists = values.flatMap((value) =>
    columns.map((column) => inOrder(rows, PLACE, where(equal(column, value), within), order, placeOf, after)),
  );
  return merged(lists, order, placeOf);
}

function* storedIn(rows: Rows, places: Iterable<Place>, asked: readonly Condition[]): Generator<Stored> {
  const { sql, values } = where(['audit_id = ?', ''], ...asked);
  for (const { auditId } of places) {
    const row = rows.get<Stored>(`${BOARD_ROW}${sql}`, auditId, ...values.slice(1));
    if (row !== undefined) yield row;
  }
}

/**
 * A page of the board as a reader may know it, with how many audits there are in each stage: of
 * every audit they may read something of, and of no other. Filters and counts go by what they may know.
 */
export function auditBoardPage(
  rows: Rows,
  standing: Standing,
  filter: BoardFilter,
  { sort = 'newest', after, limit }: BoardPaging,
): BoardPage {
  const ofImported = readerOf(IMPORTED, standing).level;
  const show = (asked: BoardFilter) => (row: Stored) => {
    const entry = entryFor(row, standing, ofImported);
    return entry.level === 'none' || !matches(entry, asked) ? null : entry;
  };
  const page = pageOf(candidates(rows, standing, filter, BOARD_ORDERS[sort], after), keyOf, limit, show(filter));
  const stages = stageCounts(rows, standing, { ...filter, stage: undefined }, show({ ...filter, stage: undefined }));
  const counted = stages?.filter(({ stage }) => filter.stage === undefined || stage === filter.stage);
  return { ...page, total: counted?.reduce((sum, { count }) => sum + count, 0) ?? null, stages };
}

/** How many rows there are, whoever may read them. */
function keptTotal(rows: Rows, filter: BoardFilter): number {
  const { sql, values } = where(...askedFor(rows, filter, true));
  const kept = sql.replace('import_id IS NULL', "import_id = ''");
  return rows.get<{ n: number | null }>(`SELECT sum(n) AS n FROM counts${kept}`, ...values)?.n ?? 0;
}

/** What audits are looked for by: any of these. */
export interface BoardSearch {
  readonly auditIds: readonly string[];
  readonly subjectIds: readonly string[];
  /** On the audit as auditor, practitioner or moderator, as far as its reader may know. */
  readonly people: readonly string[];
  readonly teams: readonly string[];
}

/** A page of what is found of the audits somebody may read something of, in the order of the board. */
export function searchBoard(
  rows: Rows,
  standing: Standing,
  { auditIds, subjectIds, people, teams }: BoardSearch,
  { after, limit }: Paging,
): Page<BoardEntry> {
  const places = [
    placesBy(rows, standing, ['audit_id'], auditIds, BOARD_ORDER, after),
    placesBy(rows, standing, ['subject_id'], subjectIds, BOARD_ORDER, after),
    placesBy(rows, standing, PERSON, people, BOARD_ORDER, after),
    placesBy(rows, standing, ['team_id'], teams, BOARD_ORDER, after),
  ];
  const found = storedIn(rows, merged(places, BOARD_ORDER, placeOf), [ofWholeImports(rows)]);
  const ofImported = readerOf(IMPORTED, standing).level;
  return pageOf(found, keyOf, limit, (row) => {
    const entry = entryFor(row, standing, ofImported);
    const isNamed = [entry.auditorId, entry.practitionerId, entry.moderatorId].some(
      (personId) => personId !== null && people.includes(personId),
    );
    const isFound =
      isNamed ||
      auditIds.includes(row.auditId) ||
      subjectIds.includes(row.subjectId) ||
      (entry.teamId !== null && teams.includes(entry.teamId));
    return isFound && entry.level !== 'none' ? entry : null;
  });
}

const IN_ORDER = 'GROUP BY stage ORDER BY stage';

function stageCounts(
  rows: Rows,
  standing: Standing,
  filter: BoardFilter,
  show: (row: Stored) => BoardEntry | null,
): readonly StageCount[] | null {
  const { sampleId, personId, overdueOn } = filter;
  const isKept = sampleId === undefined && personId === undefined && overdueOn === undefined;
  if (readsAll(standing) && personId === undefined) {
    const { sql, values } = where(...askedFor(rows, filter, true));
    const few = sampleId === undefined ? 'board_by_due' : 'board_by_sample';
    // The kept counts have an empty text where a row has none. What is not kept is true of a few.
    return isKept
      ? rows.all<StageCount>(
          `SELECT stage, sum(n) AS count FROM counts${sql.replace('import_id IS NULL', "import_id = ''")} ${IN_ORDER}`,
          ...values,
        )
      : rows.all<StageCount>(
          `SELECT stage, count(*) AS count FROM board INDEXED BY ${few}${sql} ${IN_ORDER}`,
          ...values,
        );
  }
  // Of more rows than are weighed nobody need begin.
  if (isKept && reachOf(standing) === 'all' && keptTotal(rows, filter) > COUNTED_AT_MOST) return null;
  const stages = new Map<Stage, number>();
  let weighed = 0;
  for (const row of candidates(rows, standing, filter)) {
    if (++weighed > COUNTED_AT_MOST) return null;
    const entry = show(row);
    if (entry !== null) stages.set(entry.stage, (stages.get(entry.stage) ?? 0) + 1);
  }
  return [...stages]
    .map(([stage, count]) => ({ stage, count }))
    .sort((left, right) => byCodeUnits(left.stage, right.stage));
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

function entryFor(row: Stored, standing: Standing, ofImported: ReadingLevel): BoardEntry {
  if (row.folded === null) {
    const { folded: _, ...imported } = row;
    return { ...imported, level: ofImported, invitedFor: null, deadlines: [] };
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

/** An audit as far as it says how long it must be kept. */
export interface KeptAudit {
  readonly auditId: string;
  readonly subjectId: string;
  readonly subjectType: string;
  readonly stage: Stage;
  /** The day it was closed or ended; of an imported one the day of the audit. */
  readonly since: string;
}

/** Every audit, in no order. */
export const listKeptAudits = (rows: Rows): readonly KeptAudit[] =>
  rows.all<KeptAudit>(
    `SELECT audit_id AS auditId, subject_id AS subjectId, subject_type AS subjectType, stage,
COALESCE(closed_on, CASE stage WHEN 'imported' THEN audited_on END, stage_since) AS since FROM board`,
  );

/** The audits whose audit date, or the date of whose selection until there is one, is between two days, both counted. */
export function listAuditsDated(rows: Rows, from: string, to: string): string[] {
  const { sql, values } = where(
    ['COALESCE(audited_on, selected_on) >= ?', from],
    ['COALESCE(audited_on, selected_on) <= ?', to],
    ofWholeImports(rows),
  );
  return rows
    .all<{ auditId: string }>(
      `SELECT audit_id AS auditId FROM board${sql} ORDER BY COALESCE(audited_on, selected_on), reference, audit_id`,
      ...values,
    )
    .map(({ auditId }) => auditId);
}
