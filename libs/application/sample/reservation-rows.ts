import { capacity, capacityStream, isBeingErased, liveAudit, liveAuditStream, refuse } from '#domain';
import type { CapacityCommand, CapacityEvent, HeldAudits, LiveAuditCommand, LiveAuditState } from '#domain';
import { ERASURES_STREAM, erasuresFold } from '../references/erasures-fold.js';
import { commandRow } from '../row/command-row.js';
import type { CommandRow, Decision, RowContext, SaysOf } from '../row/command-row.js';
import { foldOf } from '../streams/stream-fold.js';
import type { StreamFold } from '../streams/stream-fold.js';

/** What an auditor holds, and has ever been given: the new-auditor rule counts the latter. */
export interface CapacityRecord {
  readonly held: HeldAudits;
  readonly everHeld: ReadonlySet<string>;
}

export const capacityFold: StreamFold<CapacityRecord> = {
  initial: { held: capacity.initial, everHeld: new Set() },
  after({ held, everHeld }: CapacityRecord, events: readonly CapacityEvent[]): CapacityRecord {
    return {
      held: events.reduce<HeldAudits>(capacity.evolve, held),
      everHeld: new Set([...everHeld, ...events.map(({ data }) => data.auditId)]),
    };
  },
};

export const liveAuditFold = foldOf(liveAudit);

type Place = SaysOf<CapacityCommand, 'ReserveCapacity'>;
type Subject = SaysOf<LiveAuditCommand, 'ReserveLiveAudit'>;

const places = {
  group: 'capacity',
  path: null,
  body: null,
  fold: capacityFold,
  record: 'always',
  idOf: (_target: string | undefined, { personId }: Place) => personId,
  streamOf: capacityStream,
} as const;

const subjects = {
  group: 'live audits',
  path: null,
  body: null,
  fold: liveAuditFold,
  record: 'always',
  idOf: (_target: string | undefined, { subjectId }: Subject) => subjectId,
  streamOf: (subjectId: string, { activity }: Subject) => liveAuditStream(activity, subjectId),
} as const;

function inSettings(context: RowContext, command: CapacityCommand, held: HeldAudits): Decision {
  const { settings, directory } = context.references;
  if (settings === null) return refuse('rule', 'settings-missing', 'No programme settings have been published yet.');
  return capacity.decide(command, held, { ...context, settings, training: directory.trainingOf(command.personId) });
}

/** What audits compete for across streams: an auditor's capacity, and the one live audit a subject and activity. */
export const reservationRows: readonly CommandRow[] = [
  commandRow<CapacityRecord, Place>({
    ...places,
    name: 'ReserveCapacity',
    summary: 'Keep a place with an auditor',
    decide: (body, { held }, context) => inSettings(context, { type: 'ReserveCapacity', ...body }, held),
  }),
  commandRow<CapacityRecord, Place>({
    ...places,
    name: 'ReleaseCapacity',
    summary: 'Let go of a place with an auditor',
    decide: (body, { held }, context) => inSettings(context, { type: 'ReleaseCapacity', ...body }, held),
  }),
  commandRow<LiveAuditState, Subject>({
    ...subjects,
    name: 'ReserveLiveAudit',
    summary: 'Keep a subject for one audit',
    async decide(body, state, context) {
      // Nobody could grade it, or even withdraw it: all that is written of it would be theirs.
      const known = await context.stateOf(ERASURES_STREAM, erasuresFold);
      if (isBeingErased(known, `subject:${body.subjectId}`))
        return refuse('rule', 'subject-erased', 'The details of this case have been erased: no audit of it can begin.');
      return liveAudit.decide({ type: 'ReserveLiveAudit', ...body }, state, context);
    },
  }),
  commandRow<LiveAuditState, SaysOf<LiveAuditCommand, 'ReleaseLiveAudit'>>({
    ...subjects,
    name: 'ReleaseLiveAudit',
    summary: 'Let go of a subject',
    decide: (body, state, context) => liveAudit.decide({ type: 'ReleaseLiveAudit', ...body }, state, context),
  }),
];
