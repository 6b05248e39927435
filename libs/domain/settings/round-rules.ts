import type { DrawRules, Round } from './programme-settings.js';

/** The rules a draw of a round is made by: its own, and where it says nothing those of every draw. */
export function roundRules(
  { activity, size, quotas, stratum }: Pick<Round, 'activity' | 'size' | 'quotas' | 'stratum'>,
  draw: DrawRules,
): DrawRules {
  if (quotas !== null) {
    const count = Object.values(quotas).reduce((sum, each) => sum + each, 0);
    return { ...draw, activity, stratum, quotas, size: { kind: 'fixed', count } };
  }
  if (size !== null) return { ...draw, activity, stratum, quotas: null, size };
  return stratum === null ? { ...draw, activity } : { ...draw, activity, stratum, quotas: null };
}
