import { actionsShown, concernsShown, hasRole, isSelected, reachOf, readerOf } from '#domain';
import type { AuditReader, AuditState, SelectedAudit, Stage, Standing } from '#domain';
import { inOrder, pageOf } from '../../reading/page-by-key.js';
import type { Key, Order, Page } from '../../reading/page-by-key.js';
import type { Rows } from '../../reading/rows.js';
import { equal, where } from '../../reading/where.js';
import type { Where } from '../../reading/where.js';
import { NO_DAY } from './items.js';
import type { FollowUpList, Followed } from './items.js';

/** Something followed up on an audit, as its reader may know it. Tells nothing of what anybody wrote. */
export interface FollowUpRow {
  readonly auditId: string;
  readonly reference: string;
  readonly activity: string;
  readonly service: string | null;
  readonly team: string | null;
  readonly teamId: string | null;
  readonly period: string;
  readonly stage: Stage;
  /** The action, the safety concern, or the audit that is planned; the list's own word for what an audit has one of. */
  readonly itemId: string;
  readonly status: string;
  /** London date; null where nothing is owed on it any more. */
  readonly due: string | null;
  /** On the date asked for: due before it. */
  readonly overdue: boolean;
  /** When it began. London date. */
  readonly since: string;
  readonly ownerId: string | null;
  /** The grade that stands, of a dispute, an Inadequate or a re-audit; null otherwise. */
  readonly grade: string | null;
  /** Actions not yet verified or cancelled. */
  readonly openActions: number;
  /** Of a re-audit: the audit it repeats. */
  readonly reauditOf: string | null;
  /** Of an Inadequate: its re-audit, where one is planned or under way. */
  readonly reauditId: string | null;
  /** Of a linked action: the audit on which it is open. */
  readonly linkedTo: string | null;
  /** Of an Inadequate: whether its plan is there, signed off and reviewed, and when; null for what is not asked for. */
  readonly response: {
    readonly plan: boolean;
    readonly signed: boolean | null;
    readonly signedOn: string | null;
    readonly reviewed: boolean | null;
    readonly reviewedOn: string | null;
  } | null;
}

export interface FollowUpFilter {
  readonly status?: string;
  readonly teamId?: string;
  readonly service?: string;
  readonly ownerId?: string;
  /** Only what was due before this London date. */
  readonly overdueOn?: string;
}

export interface FollowUpPage extends Page<FollowUpRow> {
  /** How many there are by status, under the same filter but for its status; null where they are too many to be counted for this reader. */
  readonly counts: Readonly<Record<string, number>> | null;
}

interface Stored {
  readonly auditId: string;
  readonly itemId: string;
  readonly status: string;
  readonly due: string;
  readonly since: string;
  readonly ownerId: string | null;
  readonly aboutId: string | null;
  readonly reference: string;
}

const ITEM = `SELECT items.audit_id AS auditId, item_id AS itemId, status, due, since, owner_id AS ownerId, about_id AS aboutId,
  reference`;
const ALL = `${ITEM} FROM items`;
/** Read of the rows that are looked at, not of all that are sorted: it is a thousand times as long as the rest of a row. */
const FOLDED = 'SELECT folded FROM audits WHERE audit_id = ?';
/** What is late is a few of all, found by that alone and sorted. */
const LATE = ALL.replace('FROM items', 'FROM items INDEXED BY items_by_due');
const THEIRS = `${ITEM} FROM (SELECT DISTINCT audit_id FROM audience WHERE key IN (SELECT value FROM json_each(?))) AS theirs
  CROSS JOIN items INDEXED BY sqlite_autoindex_items_1 ON items.audit_id = theirs.audit_id`;

/** What is due soonest first, or what began last. */
export const FOLLOW_UP_SORTS = ['due', 'newest'] as const;
export type FollowUpSort = (typeof FOLLOW_UP_SORTS)[number];

const ONE_ITEM = [{ column: 'reference' }, { column: 'item_id' }];
export const FOLLOW_UP_ORDERS: Readonly<Record<FollowUpSort, Order>> = {
  due: { columns: [{ column: 'due' }, ...ONE_ITEM] },
  newest: { columns: [{ column: 'since', falling: true }, ...ONE_ITEM] },
};
const KEYS: Readonly<Record<FollowUpSort, (row: Stored) => Key>> = {
  due: ({ due, reference, itemId }) => [due, reference, itemId],
  newest: ({ since, reference, itemId }) => [since, reference, itemId],
};

/** Most rows that are weighed to tell somebody how many there are. */
const COUNTED_AT_MOST = 2_000;

/** Which page of a list, and what it is sorted by: soonest due first where that is left out. */
export interface FollowUpPaging {
  readonly sort?: FollowUpSort;
  readonly after?: Key;
  readonly limit: number;
}

/** The audits with an action that was agreed in these days, both counted. London dates. */
export const auditsWithActions = (rows: Rows, from: string, to: string): readonly string[] =>
  rows
    .all<{ auditId: string }>(
      `SELECT DISTINCT audit_id AS auditId FROM items WHERE list = 'actions' AND since BETWEEN ? AND ? ORDER BY 1`,
      from,
      to,
    )
    .map(({ auditId }) => auditId);

/** A page of one of the lists of what its reader may know of; and how many there are. */
export function followUpPage(
  rows: Rows,
  standing: Standing,
  list: FollowUpList,
  filter: FollowUpFilter,
  { sort = 'due', after, limit }: FollowUpPaging,
): FollowUpPage {
  const show = shownTo(rows, list, standing);
  const source = candidates(rows, standing, list, filter, sort, after);
  return { ...pageOf(source, KEYS[sort], limit, show), counts: countsOf(rows, standing, list, filter, show) };
}

function candidates(
  rows: Rows,
  standing: Standing,
  list: FollowUpList,
  { status, teamId, service, ownerId, overdueOn }: FollowUpFilter,
  sort: FollowUpSort,
  after?: Key,
): Iterable<Stored> {
  const asked = where(
    ['list = ?', list],
    equal('status', status),
    equal('team_id', teamId),
    equal('service', service),
    equal('owner_id', ownerId),
    overdueOn === undefined ? undefined : ['due < ?', overdueOn],
  );
  const [order, keyOf] = [FOLLOW_UP_ORDERS[sort], KEYS[sort]];
  const reach = reachOf(standing);
  if (reach === 'all' && overdueOn !== undefined && sort !== 'due')
    return inOrder(rows, LATE, asked, { ...order, chunk: COUNTED_AT_MOST }, keyOf, after);
  if (reach === 'all') return inOrder(rows, ALL, asked, order, keyOf, after);
  const theirs: Where = { sql: asked.sql, values: [JSON.stringify(reach), ...asked.values] };
  return inOrder(rows, THEIRS, theirs, { ...order, chunk: COUNTED_AT_MOST }, keyOf, after);
}

function countsOf(
  rows: Rows,
  standing: Standing,
  list: FollowUpList,
  filter: FollowUpFilter,
  show: (row: Stored) => FollowUpRow | null,
): FollowUpPage['counts'] {
  const isOfTotals = filter.ownerId === undefined && filter.overdueOn === undefined;
  if (hasRole(standing.actor, 'coordinator', 'system') && isOfTotals) {
    const { sql, values } = where(
      ['list = ?', list],
      equal('team_id', filter.teamId),
      equal('service', filter.service),
    );
    const kept = rows.all<{ status: string; n: number }>(
      `SELECT status, sum(n) AS n FROM counts${sql} GROUP BY status ORDER BY status`,
      ...values,
    );
    return Object.fromEntries(kept.map(({ status, n }) => [status, n]));
  }
  const counts: Record<string, number> = {};
  let weighed = 0;
  for (const row of candidates(rows, standing, list, { ...filter, status: undefined }, 'due')) {
    if (++weighed > COUNTED_AT_MOST) return null;
    if (show(row) !== null) counts[row.status] = (counts[row.status] ?? 0) + 1;
  }
  return counts;
}

const isActionShown = (state: AuditState, reader: AuditReader, itemId: string): boolean =>
  actionsShown(state, reader).some(({ actionId }) => actionId === itemId);

const isLink = (state: AuditState, itemId: string): boolean =>
  isSelected(state) && state.linked?.some(({ linkId }) => linkId === itemId) === true;

/** What of an audit must be open to somebody for an item of each list to be. */
const isShown: Readonly<Record<FollowUpList, (state: AuditState, reader: AuditReader, itemId: string) => boolean>> = {
  actions: (state, reader, itemId) =>
    isActionShown(state, reader, itemId) || (isLink(state, itemId) && reader.level === 'content'),
  improvement: isActionShown,
  concerns: (state, reader, itemId) =>
    (reader.level === 'content' || reader.level === 'safety') &&
    concernsShown(state, reader).some(({ concernId }) => concernId === itemId),
  disputes: (_state, reader) => readsOutcome(reader),
  inadequates: (_state, reader) => readsOutcome(reader),
  reaudits: (_state, { level }) => level === 'content',
  filings: (_state, { level }) => level === 'content',
};

const readsOutcome = ({ level, withholdFirstGrade }: AuditReader): boolean =>
  level === 'content' && !withholdFirstGrade;

/** How far an answer to a grade has come: the plan, its signature and its review, where they are asked for. */
function responseOf({ response }: SelectedAudit, since: Followed['since']): FollowUpRow['response'] {
  if (response === null) return null;
  const { recorded, signedOffBy, signOff, review } = response;
  return {
    plan: recorded,
    signed: signedOffBy === undefined ? null : signOff === 'given',
    signedOn: signOff === 'given' ? (since['signed'] ?? null) : null,
    reviewed: review === undefined ? null : review === 'done',
    reviewedOn: since['reviewed'] ?? null,
  };
}

const TELLS_GRADE: readonly FollowUpList[] = ['disputes', 'inadequates', 'reaudits'];

function shownTo(rows: Rows, list: FollowUpList, standing: Standing): (row: Stored) => FollowUpRow | null {
  return ({ auditId, reference, itemId, status, due, since, ownerId, aboutId }) => {
    const kept = rows.get<{ folded: string }>(FOLDED, auditId);
    if (kept === undefined) return null;
    const { state, facts, since: begun } = JSON.parse(kept.folded) as Followed;
    if (!isSelected(state)) return null;
    const reader = readerOf(state, standing);
    if (!isShown[list](state, reader, itemId)) return null;
    const isWhole = readsOutcome(reader);
    const open = state.actions.filter(({ status: stands }) => stands === 'open' || stands === 'completed');
    return {
      auditId,
      reference,
      activity: facts.activity,
      service: facts.service,
      team: facts.team,
      teamId: state.teamId,
      period: facts.period,
      stage: state.stage,
      itemId,
      status,
      due: due === NO_DAY ? null : due,
      overdue: due < standing.today,
      since,
      ownerId,
      grade: isWhole && TELLS_GRADE.includes(list) ? (state.graded?.standing.grade ?? null) : null,
      openActions: isWhole ? open.length : open.filter((action) => reader.actsFor.includes(action.ownerId)).length,
      reauditOf: list === 'actions' ? null : aboutId,
      linkedTo: list === 'actions' ? aboutId : null,
      response: list === 'inadequates' ? responseOf(state, begun) : null,
      reauditId: isWhole ? state.reauditId : null,
    };
  };
}
