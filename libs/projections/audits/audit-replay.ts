import { londonDateOf } from '#domain';
import type { AuditEventType, AuditReader } from '#domain';
import { beside } from '../replay/beside.js';
import type { Beside, Change, Moment } from '../replay/beside.js';
import type { AuditHistory } from './audit-as-at.js';
import { auditTimeline, documentOf } from './audit-document.js';
import type { AuditDocument, Entry } from './audit-document.js';
import { knownOf } from './facts-known.js';
import type { Fact, FactValue } from './facts-known.js';

/** One step of an audit's life, with what was known after it beside what was known after another. */
export interface AuditReplay {
  /** Every step the reader may see, in order. Those that are kept from them leave no gap. */
  readonly steps: readonly Entry[];
  /** The audit once the step was taken. */
  readonly then: AuditDocument;
  readonly facts: readonly Beside<Entry, FactValue, Fact>[];
}

/**
 * An audit after one of its steps, beside how it stood after a later one. What may be read goes by how the audit stands now,
 * as for the audit itself: a look back tells a blind moderator nothing.
 * @param step from 1, counted over what the reader may see
 * @param until the later step; the last of all where it is left out
 * @returns nothing where there is no such step, or the later one is before it
 */
export function replayAudit(
  { auditId, events }: AuditHistory,
  reader: AuditReader,
  step: number,
  until?: number,
): AuditReplay | undefined {
  const steps = auditTimeline(events, reader);
  const last = until ?? steps.length;
  if (step < 1 || last < step || last > steps.length) return undefined;
  const after = (taken: number): AuditDocument | undefined => {
    const entry = steps[taken - 1];
    if (entry === undefined) return undefined;
    // Up to the next that the reader sees, so that after the last stands what stands now.
    const next = events.findIndex(({ id }) => id === steps[taken]?.eventId);
    const known = next === -1 ? events : events.slice(0, next);
    return documentOf(auditId, known, steps.slice(0, taken), reader, londonDateOf(entry.recordedAt));
  };
  const then = after(step);
  if (then === undefined) return undefined;
  const moments = steps.slice(0, last).map((entry, index): Moment<Entry, FactValue, Fact> => {
    const document = index + 1 < step ? undefined : after(index + 1);
    return { step: entry, known: document === undefined ? [] : knownOf(document) };
  });
  return { steps, then, facts: beside(moments, step - 1, changeBy) };
}

const CORRECTIONS: readonly AuditEventType[] = ['record-corrected', 'finding-corrected', 'family-contact-corrected'];

/** Whether an entry puts right what was recorded before. */
export const isCorrection = ({ type }: Pick<Entry, 'type'>): boolean => CORRECTIONS.includes(type);

const GRADES: readonly Fact[] = ['grade', 'domainGrade'];

function changeBy(entry: Entry, fact: Fact): Change {
  if (isCorrection(entry)) return 'corrected';
  return GRADES.includes(fact) ? 'regraded' : 'changed';
}
