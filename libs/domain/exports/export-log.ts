import type { Decider } from '../decider.js';
import { hasRole, type DecisionContext } from '../decision-context.js';
import { decideBy } from '../decision-table.js';
import { isDutyOf, notTheirDuty } from '../duties.js';
import { refuse } from '../refusal.js';
import type { ExportCommand, ExportEvent } from './events.js';

export type ExportStanding = 'not-requested' | 'requested' | 'made';

/** The decider of one export. Whoever may read a report may have it in a file. */
export const exportLog: Decider<ExportStanding, ExportCommand, ExportEvent, DecisionContext> = {
  initial: 'not-requested',
  evolve: (_before, { type }) => (type === 'export-made' ? 'made' : 'requested'),
  decide: decideBy({
    RequestExport({ exportId, order, withSmallNumbers }, standing, { actor, now }) {
      if (!isDutyOf(actor, 'exports')) return notTheirDuty('exports');
      if (order.from > order.to) return refuse('rule', 'dates-reversed', 'The first day is after the last.');
      if (standing !== 'not-requested') return refuse('rule', 'export-requested', 'This file has been asked for.');
      const fixed = { ...order, asAt: order.asAt ?? now };
      return [
        {
          type: 'export-requested',
          data: { exportId, requestedBy: actor.id, order: fixed, withSmallNumbers },
        },
      ];
    },

    RecordExportMade({ exportId, bytes, digest }, standing, { actor }) {
      if (!hasRole(actor, 'system'))
        return refuse('not-allowed', 'role-missing', 'Only the engine itself makes files.');
      return standing === 'requested' ? [{ type: 'export-made', data: { exportId, bytes, digest } }] : [];
    },
  }),
};
