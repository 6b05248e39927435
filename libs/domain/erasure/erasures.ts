import type { Personal } from '../personal.js';
import type { ErasureBasis, ErasureCertificate, ErasureEvent, KeptOf } from './events.js';

export interface Hold {
  readonly holdId: string;
  readonly on: KeptOf;
  readonly ownedBy: string;
  readonly reason: Personal;
  readonly placedBy: string;
  readonly placedOn: string;
  readonly ended: { readonly reason: Personal; readonly by: string; readonly on: string } | null;
}

/** `requested` waits for the other person; `approved` is carried out as soon as nothing stands in its way. */
export type ErasureStanding = 'requested' | 'approved' | 'declined' | 'begun' | 'completed';

export interface Erasure {
  readonly erasureId: string;
  readonly owner: KeptOf;
  readonly touches: readonly KeptOf[];
  readonly basis: ErasureBasis;
  readonly reason: Personal;
  readonly requestedBy: string;
  readonly requestedOn: string;
  readonly standing: ErasureStanding;
  readonly approved: { readonly by: string; readonly on: string } | null;
  readonly declined: { readonly by: string; readonly on: string; readonly reason: Personal } | null;
  readonly owners: readonly string[];
  readonly certificate: ErasureCertificate | null;
}

/** Everything that was asked for and everything that was to be kept, oldest first. */
export interface Erasures {
  readonly holds: readonly Hold[];
  readonly erasures: readonly Erasure[];
  readonly rotations: readonly Rotation[];
}

/** When the keys were wrapped under another master key. */
export interface Rotation {
  readonly to: string;
  /** ISO instant, UTC. */
  readonly rotatedAt: string;
}

export const NO_ERASURES: Erasures = { holds: [], erasures: [], rotations: [] };

/** Holds in force that lie on anything of this. */
export const holdsOn = ({ holds }: Erasures, touches: readonly KeptOf[]): readonly Hold[] =>
  holds.filter(({ on, ended }) => ended === null && touches.includes(on));

/** The erasure of somebody that is asked for, under way or done; one that was declined is none. */
export const erasureOf = ({ erasures }: Erasures, owner: KeptOf): Erasure | undefined =>
  erasures.findLast((erasure) => erasure.owner === owner && erasure.standing !== 'declined');

/** Whether nothing may be begun with them any more. */
export const isBeingErased = (known: Erasures, owner: KeptOf): boolean => {
  const standing = erasureOf(known, owner)?.standing;
  return standing === 'begun' || standing === 'completed';
};

/** When an erasure's second step took effect: from then on no backup from before it opens anything. Null: not yet. */
export const secondStepOf = ({ rotations }: Erasures, destroyedAt: string): string | null =>
  rotations.find(({ rotatedAt }) => rotatedAt >= destroyedAt)?.rotatedAt ?? null;

export function evolveErasures(known: Erasures, event: ErasureEvent): Erasures {
  switch (event.type) {
    case 'hold-placed':
      return {
        ...known,
        holds: [...known.holds, { ...event.data, ended: null }],
        // What two people agreed on rested on nothing having to be kept.
        erasures: known.erasures.map((erasure) =>
          erasure.standing === 'approved' && erasure.touches.includes(event.data.on)
            ? { ...erasure, standing: 'requested', approved: null }
            : erasure,
        ),
      };
    case 'hold-ended': {
      const { holdId, reason, endedBy: by, endedOn: on } = event.data;
      const ended = { reason, by, on };
      return {
        ...known,
        holds: known.holds.map((hold) => (hold.holdId === holdId ? { ...hold, ended } : hold)),
      };
    }
    case 'erasure-requested': {
      const fresh = { standing: 'requested', approved: null, declined: null, owners: [], certificate: null } as const;
      return { ...known, erasures: [...known.erasures, { ...event.data, ...fresh }] };
    }
    case 'erasure-approved': {
      const { approvedBy: by, approvedOn: on } = event.data;
      return changed(known, event.data, { standing: 'approved', approved: { by, on } });
    }
    case 'erasure-declined': {
      const { declinedBy: by, declinedOn: on, reason } = event.data;
      return changed(known, event.data, { standing: 'declined', declined: { by, on, reason } });
    }
    case 'erasure-begun':
      return changed(known, event.data, { standing: 'begun', owners: event.data.owners });
    case 'erasure-completed':
      return changed(known, event.data, { standing: 'completed', certificate: event.data });
    case 'master-key-rotated':
      return { ...known, rotations: [...known.rotations, event.data] };
  }
}

const changed = (known: Erasures, { erasureId }: { erasureId: string }, now: Partial<Erasure>): Erasures => ({
  ...known,
  erasures: known.erasures.map((erasure) => (erasure.erasureId === erasureId ? { ...erasure, ...now } : erasure)),
});
