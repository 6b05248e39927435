import type { AuditEvent } from '../audit-language/events.js';
import { drawKey } from '../draw/draw-key.js';
import type { ProgrammeSettings, ReauditShare } from '../settings/programme-settings.js';
import type { StateIn } from './state.js';

export type ReauditDrawn = Extract<AuditEvent, { type: 'reaudit-drawn' }>['data'];
type Share = Omit<ReauditShare, 'grade'>;
type Final = StateIn<'action-tracking' | 'closed'>;
type Asked = Pick<ProgrammeSettings, 'reaudit' | 'reauditGrades'>;

const sharesOf = ({ reaudit = [] }: Asked, grade: string | null): readonly Share[] =>
  reaudit.filter((one) => one.grade === grade).map(({ share, afterMonths }) => ({ share, afterMonths }));

/** Whether the settings ask for a re-audit of an audit, or for a draw that has not been made for its grade yet. */
export function callsForReaudit({ graded, reauditDrawnFor }: Final, settings: Asked): boolean {
  const { grade } = graded.standing;
  if (grade === null) return false;
  return sharesOf(settings, grade).length > 0 ? reauditDrawnFor !== grade : settings.reauditGrades.includes(grade);
}

/**
 * Whether an audit is of the share of its grade that is audited again, and after how long; null where the settings ask for
 * no share of the grade. Nobody chooses: the audit's id, from which its key is made, is given before anybody grades it, and
 * each grade is drawn once. Anyone can check one by hand: `printf '%s' '<seed>:1' | sha256sum` gives the key.
 */
export function reauditDrawOf({ auditId, graded }: Final, settings: Asked): ReauditDrawn | null {
  const { grade } = graded.standing;
  const shares = sharesOf(settings, grade);
  return grade === null || shares.length === 0 ? null : drawn(grade, shares, `reaudit:${auditId}:${grade}`);
}

/**
 * The draw made again from what was recorded of it: the same, or it was not an honest one.
 * @internal for the specs
 */
export function redrawnReaudit(auditId: string, { grade, shares }: ReauditDrawn): ReauditDrawn {
  return drawn(grade, shares, `reaudit:${auditId}:${grade}`);
}

function drawn(grade: string, shares: readonly Share[], seed: string): ReauditDrawn {
  const key = drawKey(seed, 1);
  return { grade, shares, seed, key, afterMonths: chosenBy(placeOf(key), shares) };
}

/** Where a key stands from 0 up to 100: its first 48 bits. */
const placeOf = (key: string): number => (parseInt(key.slice(0, 12), 16) / 2 ** 48) * 100;

/** The shares stand one after the other from 0, in the order of the settings; who stands beyond them is not chosen. */
function chosenBy(place: number, shares: readonly Share[]): number | null {
  let from = 0;
  for (const { share, afterMonths } of shares) {
    if (place < from + share) return afterMonths;
    from += share;
  }
  return null;
}
