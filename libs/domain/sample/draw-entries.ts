import type { FrameEntry } from '../caseload/events.js';
import type { DrawEntry, DrawStrata } from '../draw/draw-input.js';
import type { DrawRules, SpreadOver } from '../settings/programme-settings.js';

/** Exclusions that cannot be read off the frame: what was known of audits when the draw was made. */
export const HISTORY_EXCLUSIONS = ['cooldown', 'live_audit', 'exempt'] as const;
export type HistoryExclusion = (typeof HISTORY_EXCLUSIONS)[number];

/** The stratum of a case where the file leaves its service or status open. */
const NOT_RECORDED = 'not_recorded';
const UNSTRATIFIED = 'all';

const stratumOf: Readonly<Record<SpreadOver, (entry: FrameEntry) => string>> = {
  service: ({ service }) => service ?? NOT_RECORDED,
  team: ({ team }) => team ?? NOT_RECORDED,
  status: ({ status }) => status ?? NOT_RECORDED,
};

/** The frame as the draw sees it. What a file lacks or has ended excludes before what is known of audits. */
export function drawEntries(
  entries: readonly FrameEntry[],
  stratum: SpreadOver | null,
  excludedByHistory: (entry: FrameEntry) => HistoryExclusion | null,
): DrawEntry[] {
  return entries.map((entry) => ({
    position: entry.position,
    stratum: stratum === null ? UNSTRATIFIED : stratumOf[stratum](entry),
    family: entry.family,
    exclusion: exclusionByFrame(entry) ?? excludedByHistory(entry),
  }));
}

function exclusionByFrame({ open, team, worker }: FrameEntry): 'closed' | 'missing_team' | 'missing_worker' | null {
  if (!open) return 'closed';
  if (team === null) return 'missing_team';
  return worker === 'missing' ? 'missing_worker' : null;
}

export function drawStrata({ stratum, quotas }: Pick<DrawRules, 'stratum' | 'quotas'>): DrawStrata {
  if (quotas) return { kind: 'quotas', quotas };
  return stratum === null ? { kind: 'none' } : { kind: 'proportional' };
}
