import type { Database } from 'better-sqlite3';
import { daysBetween, isSelected, londonDateOf } from '#domain';
import type { Stage } from '#domain';
import { foldAudit } from '../../audits/folded-audit.js';
import type { FoldedAudit } from '../../audits/folded-audit.js';
import { foldEvery } from '../../audits/folded-audits.js';
import { flag, fromJson, json, textOrNull } from '../../rows/columns.js';
import { FoldedRows } from '../../rows/folded-rows.js';
import type { FoldedTable } from '../../rows/folded-rows.js';
import { KeptMost } from '../../rows/kept-most.js';
import type { Amount } from '../../rows/kept-most.js';
import { KeptSums } from '../../rows/kept-sums.js';
import type { Addend } from '../../rows/kept-sums.js';
import type { View, ViewProjector } from '../../view.js';
import type { RecordedAuditEvent } from '../../domain-events.js';
import { keepNotWhole } from '../imports-not-whole.js';
import { COUNT_KEYS, NOT_DONE_KEYS, STAYED_KEYS, schema } from './table.js';

/** Calendar days spent in each stage, returns to it included, once it was left. */
type DaysInStage = Readonly<Partial<Record<Stage, number>>>;

interface SelectedHere extends FoldedAudit {
  readonly imported: false;
  readonly days: DaysInStage;
}

/** From a spreadsheet: it counts in its month and has no stages. */
interface Imported {
  readonly imported: true;
  readonly activity: string;
  readonly service: string | null;
  readonly team: string | null;
  readonly month: string;
  readonly moderated: boolean;
  readonly importId: string | null;
}

type Counted = SelectedHere | Imported;

const monthOf = (date: string): string => date.slice(0, 7);

const table: FoldedTable<Counted> = {
  table: 'activity',
  key: 'audit_id',
  columns: ['activity', 'service', 'team', 'month', 'moderated', 'import_id', 'days', 'folded'],
  cells: (audit) => {
    const { activity, service, team, month, moderated, importId } = describe(audit);
    const [days, folded] = audit.imported ? ['{}', null] : [json(audit.days), json(audit)];
    return [activity, service, team, month, flag(moderated), importId, days, folded];
  },
  value: (row) =>
    row['folded'] === null
      ? {
          imported: true,
          activity: String(row['activity']),
          service: textOrNull(row['service']),
          team: textOrNull(row['team']),
          month: String(row['month']),
          moderated: row['moderated'] === 1,
          importId: textOrNull(row['import_id']),
        }
      : fromJson(row['folded']),
};

/** What an audit is counted under. */
function describe(audit: Counted): Omit<Imported, 'imported'> {
  if (audit.imported) return audit;
  const { state, facts } = audit;
  return {
    activity: facts.activity,
    service: facts.service,
    team: facts.team,
    // An audit counts in the month it was carried out; until then in that of its sample.
    month: facts.auditedOn === null ? facts.period : monthOf(facts.auditedOn),
    moderated: isSelected(state) && typeof state.moderation?.decidedBy === 'string',
    importId: null,
  };
}

function groupOf(audit: Counted): readonly (string | null)[] {
  const { activity, service, team, month } = describe(audit);
  return [activity, service, team, month];
}

function countedAs(audit: Counted): readonly Addend[] {
  const { moderated, importId } = describe(audit);
  const stage = audit.imported ? 'imported' : audit.state.stage;
  return [{ key: [...groupOf(audit), stage, importId], add: [1, flag(moderated)] }];
}

function notDone(audit: Counted): readonly Addend[] {
  if (audit.imported) return [];
  const { state, facts } = audit;
  const group = groupOf(audit);
  return [
    ...(state.stage === 'ended' ? [{ key: [...group, state.how, facts.endedBecause], add: [1] }] : []),
    ...(facts.conversationNotHeldBecause === null
      ? []
      : [{ key: [...group, 'conversation', facts.conversationNotHeldBecause], add: [1] }]),
  ];
}

/** Of each stage that an audit has left, the days it stayed. */
function stayed(audit: Counted): readonly Amount[] {
  if (audit.imported) return [];
  const group = groupOf(audit);
  return Object.entries(audit.days).map(([stage, amount]) => ({ key: [...group, stage], amount }));
}

const longestIn = (db: Database) => {
  const longest = db
    .prepare<string[], number | null>(
      `SELECT max(value) FROM activity, json_each(activity.days)
WHERE activity = ? AND ifnull(service, '') = ? AND ifnull(team, '') = ? AND month = ? AND key = ?`,
    )
    .pluck();
  return (key: readonly string[]): number | null => longest.get(...key) ?? null;
};

function after(audit: Counted | undefined, event: RecordedAuditEvent): Counted | undefined {
  if (event.type === 'audit-imported') {
    const { activity, service, team, auditedOn, moderated, importId = null } = event.data;
    return { imported: true, activity, service, team, month: monthOf(auditedOn), moderated, importId };
  }
  if (audit?.imported === true) {
    if (event.type !== 'record-corrected' || event.data.change.field !== 'auditedOn') return audit;
    return { ...audit, month: monthOf(event.data.change.to) };
  }
  const folded = foldAudit(audit, event);
  if (folded === undefined) return undefined;
  return { ...folded, imported: false, days: daysAfter(audit, folded, event) };
}

function daysAfter(before: SelectedHere | undefined, now: FoldedAudit, event: RecordedAuditEvent): DaysInStage {
  if (before === undefined) return {};
  const left = before.state.stage;
  if (left === now.state.stage) return before.days;
  const spent = daysBetween(before.facts.stageSince, londonDateOf(event.metadata.recordedAt));
  return { ...before.days, [left]: (before.days[left] ?? 0) + spent };
}

function projector(db: Database): ViewProjector {
  const rows = new FoldedRows(db, table, [
    new KeptSums(db, { table: 'counts', keys: COUNT_KEYS, amounts: ['n', 'moderated'], of: countedAs }),
    new KeptSums(db, { table: 'not_done', keys: NOT_DONE_KEYS, amounts: ['n'], of: notDone }),
    new KeptSums(db, {
      table: 'stayed',
      keys: STAYED_KEYS,
      amounts: ['n', 'days'],
      of: (audit) => stayed(audit).map(({ key, amount }) => ({ key, add: [1, amount] })),
    }),
    new KeptMost(db, { table: 'stayed_longest', keys: STAYED_KEYS, amount: 'days', of: stayed, anew: longestIn }),
  ]);
  const keep = keepNotWhole(db);
  return {
    apply: (events) => {
      keep(events);
      foldEvery(rows, events, after);
      rows.flush();
    },
  };
}

/** What has been audited, how far it is, how long it took and what was not done. */
export const activityView: View = { name: 'activity', version: 6, schema, projector };
