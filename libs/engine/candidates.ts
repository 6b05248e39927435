import { auditFold, auditStream, capacityFold, readsFold, readsStream, stepsOn } from '#application';
import type { AuditRecord } from '#application';
import {
  againstAuditing,
  againstModerator,
  auditRefusals,
  capacity,
  capacityStream,
  hasRole,
  isRefusal,
  isSelected,
  londonDateOf,
  refuse,
  responsibilitiesOf,
  systemActor,
} from '#domain';
import type { ChosenFor, Refusal, SelectedAudit } from '#domain';
import { notTheirs } from './audit-readers.js';
import type { AskedOfAudit } from './audit-readers.js';
import { stepsContext } from './audit-steps.js';
import type { Engine } from './engine.js';

/** Somebody whom an audit might be given to, or who might moderate it. */
export interface Candidate {
  readonly personId: string;
  readonly teamId: string | null;
  /** Whether nothing stands against them. Who is away may still be chosen. */
  readonly may: boolean;
  /** Everything that stands against them, each as the command would say it. */
  readonly against: readonly { readonly code: string; readonly why: string }[];
  /** Those who stand in for them today; null where they are here. */
  readonly away: { readonly deputies: readonly string[] } | null;
  /** Audits they hold that are not yet graded. */
  readonly holds: number;
  /** How many more they can be given; null where the settings set no limit, and for a moderator. */
  readonly room: number | null;
  /** Audits they have ever been given: a new auditor's first are always moderated. */
  readonly everGiven: number;
}

export interface Candidates {
  readonly for: ChosenFor;
  /** Whether somebody must check that the auditor is independent, and say how, since not everybody who works the case is known. */
  readonly needsIndependenceCheck: boolean;
  /** Those whom nothing stands against first; of these who is here, then who has most room. */
  readonly candidates: readonly Candidate[];
}

/**
 * Everybody in post in the role, with all that stands against each: for whoever may give the audit to an auditor now, and
 * for coordinators. The reasons are those by which the commands themselves are decided.
 * @throws StoreUnavailable
 */
export async function candidatesFor(
  engine: Engine,
  { auditId, actor }: AskedOfAudit,
  role: ChosenFor,
): Promise<Candidates | Refusal> {
  const { state: record, end } = await engine.memories.of(auditFold).load(auditStream(auditId));
  const { state } = record;
  if (
    !hasRole(actor, 'coordinator') &&
    !(role === 'auditor' && (await mayAllocate(engine, record, end.revision, { auditId, actor })))
  )
    return notTheirs();
  if (!isSelected(state)) return refuse('not-found', 'audit-not-found', 'There is no such audit.');
  const { directory } = await engine.references.load();
  const today = londonDateOf(engine.clock());
  const people = directory.withRole(role, today);
  const candidates = await Promise.all(people.map(({ personId }) => candidate(engine, personId, state, role)));
  return {
    for: role,
    needsIndependenceCheck: role === 'auditor' && !(state.workerMatched && state.otherWorkersMatched),
    candidates: candidates.sort(bestFirst),
  };
}

async function mayAllocate(
  engine: Engine,
  record: AuditRecord,
  revision: number,
  asked: AskedOfAudit,
): Promise<boolean> {
  if (record.state.stage === 'unselected') return false;
  const steps = await stepsOn(record, revision, await stepsContext(engine, asked));
  const giving = ['AllocateAuditor', 'ReallocateAuditor'];
  return !isRefusal(steps) && steps.steps.some(({ command, may }) => may && giving.includes(command));
}

async function candidate(engine: Engine, personId: string, audit: SelectedAudit, role: ChosenFor): Promise<Candidate> {
  const { memories, references, clock } = engine;
  const now = clock();
  const today = londonDateOf(now);
  const { directory, settings } = await references.load();
  const council = { directory, today, responsibilities: responsibilitiesOf(settings) };
  const { held, everHeld } = (await memories.of(capacityFold).load(capacityStream(personId))).state;
  const codes =
    role === 'auditor'
      ? againstAuditing(personId, audit, council)
      : againstModerator(
          personId,
          audit,
          council,
          (await memories.of(readsFold).load(readsStream(audit.auditId))).state.firstGradeReadBy.has(personId),
        );
  const against = codes.map((code) => ({ code: String(code), why: auditRefusals[code].sentence }));
  if (role === 'auditor' && settings !== null) {
    const full = capacity.decide({ type: 'ReserveCapacity', personId, auditId: audit.auditId }, held, {
      actor: systemActor('candidates'),
      now,
      today,
      newId: (what) => what,
      settings,
      training: directory.trainingOf(personId),
    });
    if (isRefusal(full)) against.push({ code: full.code, why: full.sentence });
  }
  const most = role === 'auditor' ? (settings?.auditorCapacity ?? null) : null;
  return {
    personId,
    teamId: directory.person(personId)?.teamId ?? null,
    may: against.length === 0,
    against,
    away: directory.awayOn(personId, today),
    holds: held.size,
    room: most === null ? null : Math.max(0, most - held.size),
    everGiven: everHeld.size,
  };
}

function bestFirst(left: Candidate, right: Candidate): number {
  return (
    Number(right.may) - Number(left.may) ||
    Number(left.away !== null) - Number(right.away !== null) ||
    left.holds - right.holds ||
    (left.personId < right.personId ? -1 : 1)
  );
}
