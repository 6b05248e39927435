import type { Database } from 'better-sqlite3';
import { daysBetween, isSelected, londonDateOf } from '#domain';
import type { Stage } from '#domain';
import { foldAudit } from '../../audits/folded-audit.js';
import type { FoldedAudit } from '../../audits/folded-audit.js';
import { foldEvery } from '../../audits/folded-audits.js';
import { flag, fromJson, json, textOrNull } from '../../rows/columns.js';
import { FoldedRows } from '../../rows/folded-rows.js';
import type { FoldedTable } from '../../rows/folded-rows.js';
import type { View, ViewProjector } from '../../view.js';
import type { RecordedAuditEvent } from '../../domain-events.js';
import { keepNotWhole } from '../imports-not-whole.js';
import { schema } from './table.js';

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
  columns: [
    'activity',
    'service',
    'team',
    'month',
    'stage',
    'ended_how',
    'ended_because',
    'not_held_because',
    'moderated',
    'days',
    'folded',
    'import_id',
  ],
  cells: (audit) => {
    if (audit.imported) {
      const { activity, service, team, month, moderated, importId } = audit;
      return [activity, service, team, month, 'imported', null, null, null, flag(moderated), '{}', null, importId];
    }
    const { state, facts, days } = audit;
    return [
      facts.activity,
      facts.service,
      facts.team,
      // An audit counts in the month it was carried out; until then in that of its sample.
      facts.auditedOn === null ? facts.period : monthOf(facts.auditedOn),
      state.stage,
      state.stage === 'ended' ? state.how : null,
      facts.endedBecause,
      facts.conversationNotHeldBecause,
      flag(isSelected(state) && typeof state.moderation?.decidedBy === 'string'),
      json(days),
      json(audit),
      null,
    ];
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
  const rows = new FoldedRows(db, table);
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
export const activityView: View = { name: 'activity', version: 5, schema, projector };
