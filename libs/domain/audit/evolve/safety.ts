import { owe } from '../open-deadlines.js';
import type { SelectedAudit } from '../state.js';
import type { Changes } from './change.js';

export const safety: Pick<
  Changes,
  'safety-concern-raised' | 'safety-concern-acknowledged' | 'safety-concern-resolved'
> = {
  'safety-concern-raised'({ data: { concernId, raisedBy, withSubmission, acknowledgeBy } }, before) {
    const audit = before.selected();
    return {
      ...audit,
      concerns: [...audit.concerns, { concernId, raisedBy, withSubmission, status: 'raised' }],
      deadlines: owe(audit.deadlines, {
        begins: { [`concern:${concernId}`]: { due: acknowledgeBy, counted: null } },
      }),
    };
  },

  'safety-concern-acknowledged'({ data: { concernId, resolveBy, counted } }, before) {
    const audit = before.selected();
    return {
      ...audit,
      concerns: withConcern(audit, concernId, 'acknowledged'),
      deadlines: owe(audit.deadlines, {
        ends: [`concern:${concernId}`],
        begins: { [`resolve-concern:${concernId}`]: { due: resolveBy, counted } },
      }),
    };
  },

  'safety-concern-resolved'({ data: { concernId } }, before) {
    const audit = before.selected();
    return {
      ...audit,
      concerns: withConcern(audit, concernId, 'resolved'),
      deadlines: owe(audit.deadlines, { ends: [`concern:${concernId}`, `resolve-concern:${concernId}`] }),
    };
  },
};

function withConcern(
  audit: SelectedAudit,
  concernId: string,
  status: SelectedAudit['concerns'][number]['status'],
): SelectedAudit['concerns'] {
  return audit.concerns.map((concern) => (concern.concernId === concernId ? { ...concern, status } : concern));
}
