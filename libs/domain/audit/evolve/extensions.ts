import { owe } from '../open-deadlines.js';
import { isSelected, type AuditState, type Extension, type SelectedAudit } from '../state.js';
import type { Changes } from './change.js';

export const extensions: Pick<Changes, 'extension-asked' | 'extension-decided'> = {
  'extension-asked'(
    { data: { decideBy, counted, extensionId, obligation, askedBy, from, to, managerDecides, by } },
    before,
  ) {
    const audit = before.selected();
    const asked: Extension = { extensionId, obligation, askedBy, from, to, managerDecides, by };
    return {
      ...audit,
      extensions: [...(audit.extensions ?? []), asked],
      deadlines: owe(audit.deadlines, { begins: { [deciding(extensionId)]: { due: decideBy, counted } } }),
    };
  },

  'extension-decided'({ data: { extensionId, obligation, outcome, to } }, before) {
    const audit = before.selected();
    // A day that somebody chose is not counted again when the calendar changes.
    const begins = outcome === 'granted' ? { [obligation]: { due: to, counted: null } } : {};
    return without([extensionId], { ...audit, deadlines: owe(audit.deadlines, { begins }) });
  },
};

/** An audit without the requests that have lapsed: what they were asked for is done, or is due on another day than it was. */
export function withoutLapsed(state: AuditState): AuditState {
  if (!isSelected(state) || state.extensions === undefined) return state;
  const lapsed = state.extensions.filter(
    ({ obligation, from, to }) => state.deadlines[obligation]?.due !== from || to <= from,
  );
  return lapsed.length === 0
    ? state
    : without(
        lapsed.map(({ extensionId }) => extensionId),
        state,
      );
}

function without<Audit extends SelectedAudit>(ids: readonly string[], audit: Audit): Audit {
  const left = (audit.extensions ?? []).filter(({ extensionId }) => !ids.includes(extensionId));
  return {
    ...audit,
    extensions: left.length === 0 ? undefined : left,
    deadlines: owe(audit.deadlines, { ends: ids.map(deciding) }),
  };
}

const deciding = (extensionId: string): string => `decide-extension:${extensionId}`;
