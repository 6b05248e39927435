import { owe } from '../open-deadlines.js';
import type { AuditState, SelectedAudit } from '../state.js';
import type { Before, Changes } from './change.js';

type Action = SelectedAudit['actions'][number];

export const actions: Pick<
  Changes,
  | 'action-agreed'
  | 'action-acknowledged'
  | 'action-linked'
  | 'action-progress-updated'
  | 'action-completed'
  | 'action-verified'
  | 'action-cancelled'
  | 'action-reopened'
  | 'action-due-changed'
> = {
  'action-agreed'({ data: { actionId, ownerId, due, counted, scope, managerId, agreedBy } }, before) {
    const audit = before.selected();
    const today = managerId === undefined ? {} : { [`acknowledge-action:${actionId}`]: { due, counted: null } };
    return {
      ...audit,
      actions: [...audit.actions, { actionId, ownerId, status: 'open', completedBy: null, scope, managerId, agreedBy }],
      deadlines: owe(audit.deadlines, { begins: { [`action:${actionId}`]: { due, counted }, ...today } }),
    };
  },

  'action-acknowledged'({ data: { actionId } }, before) {
    const audit = before.selected();
    return { ...audit, deadlines: owe(audit.deadlines, { ends: [`acknowledge-action:${actionId}`] }) };
  },

  'action-linked'({ data: { linkId, toAudit, toAction } }, before) {
    const audit = before.selected();
    return { ...audit, linked: [...(audit.linked ?? []), { linkId, toAudit, toAction }] };
  },

  'action-progress-updated': (_event, before) => before.selected(),

  'action-completed'({ data: { actionId, completedBy, verifyBy, counted } }, before) {
    const audit = before.selected();
    return {
      ...audit,
      actions: withAction(audit, actionId, { status: 'completed', completedBy }),
      deadlines: owe(audit.deadlines, {
        ends: [`action:${actionId}`, `acknowledge-action:${actionId}`],
        begins: { [`verify:${actionId}`]: { due: verifyBy, counted } },
      }),
    };
  },

  'action-verified': ({ data: { actionId } }, before) => settled(actionId, 'verified', before),
  'action-cancelled': ({ data: { actionId } }, before) => settled(actionId, 'cancelled', before),

  'action-reopened'({ data: { actionId, due } }, before) {
    const audit = before.selected();
    return {
      ...audit,
      actions: withAction(audit, actionId, { status: 'open', completedBy: null }),
      deadlines: owe(audit.deadlines, {
        ends: [`verify:${actionId}`],
        begins: { [`action:${actionId}`]: { due, counted: null } },
      }),
    };
  },

  'action-due-changed'({ data: { actionId, to } }, before) {
    const audit = before.selected();
    return {
      ...audit,
      deadlines: owe(audit.deadlines, { begins: { [`action:${actionId}`]: { due: to, counted: null } } }),
    };
  },
};

function settled(actionId: string, status: Action['status'], before: Before): AuditState {
  const audit = before.selected();
  return {
    ...audit,
    actions: withAction(audit, actionId, { status }),
    deadlines: owe(audit.deadlines, {
      ends: [`action:${actionId}`, `acknowledge-action:${actionId}`, `verify:${actionId}`],
    }),
  };
}

function withAction(audit: SelectedAudit, actionId: string, changes: Partial<Action>): SelectedAudit['actions'] {
  return audit.actions.map((action) => (action.actionId === actionId ? { ...action, ...changes } : action));
}
