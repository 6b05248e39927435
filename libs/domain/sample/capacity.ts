import type { Decider } from '../decider.js';
import type { DecisionContext } from '../decision-context.js';
import { decideBy } from '../decision-table.js';
import { isDutyOf, notTheirDuty } from '../duties.js';
import { isTrainedOn, type Training } from '../people/training.js';
import { refuse, type Refusal } from '../refusal.js';
import type { ProgrammeSettings } from '../settings/programme-settings.js';
import type { CapacityEvent } from './events.js';

export type CapacityCommand =
  | { type: 'ReserveCapacity'; personId: string; auditId: string }
  | { type: 'ReleaseCapacity'; personId: string; auditId: string };

export interface CapacityContext extends DecisionContext {
  /** Those in force. */
  readonly settings: Pick<ProgrammeSettings, 'auditorCapacity' | 'trainingRequired'>;
  /** Of the person the command names, as an auditor; null where none is recorded. */
  readonly training: Training | null;
}

/** The audits an auditor holds, from allocation to the submission of the first grade. */
export type HeldAudits = ReadonlySet<string>;

/** `capacity-<personId>` */
export function capacityStream(personId: string): string {
  return `capacity-${personId}`;
}

/** The decider of a stream `capacity-<personId>`. Idempotent for each audit. */
export const capacity: Decider<HeldAudits, CapacityCommand, CapacityEvent, CapacityContext> = {
  initial: new Set(),
  evolve: (held, { type, data: { auditId } }) =>
    type === 'capacity-reserved' ? new Set([...held, auditId]) : new Set([...held].filter((each) => each !== auditId)),
  decide: decideBy({
    ReserveCapacity({ personId, auditId }, held, { actor, settings, training, today }) {
      if (!isDutyOf(actor, 'capacity')) return notTheirDuty('capacity');
      if (held.has(auditId)) return [];
      if (settings.trainingRequired === true && !isTrainedOn(training, today)) return untrained();
      const { auditorCapacity: most } = settings;
      if (most !== null && held.size >= most) return auditorFull(most);
      return [{ type: 'capacity-reserved', data: { personId, auditId } }];
    },
    ReleaseCapacity({ personId, auditId }, held, { actor }) {
      if (!isDutyOf(actor, 'capacity')) return notTheirDuty('capacity');
      return held.has(auditId) ? [{ type: 'capacity-released', data: { personId, auditId } }] : [];
    },
  }),
};

function auditorFull(most: number): Refusal {
  return refuse(
    'rule',
    'auditor-full',
    `This auditor holds ${most} open audits, as many as the settings allow: choose another, or wait for a first grade.`,
  );
}

const untrained = (): Refusal =>
  refuse(
    'rule',
    'auditor-untrained',
    'No auditor training of this person is in date: choose another, or record their training first.',
  );
