import type { DrawnSample, FrameEntry } from '#domain';
import type { Steps } from './steps.js';

/** A case of a sample that is to become an audit. */
export interface CaseToBecomeAudit {
  readonly position: number;
  readonly subjectId: string;
  readonly auditId: string;
  readonly origin: 'sample' | 'directed' | 'substitute';
  readonly replaces: string | null;
}

/**
 * Makes a case an audit: reserves its subject, has the sample record it, selects the audit. Where the subject is in another
 * live audit, or was erased since it was drawn, the sample records the case as skipped. What the sample records decides between two replicas at work.
 * @returns what became of the case
 */
export async function issueCase(
  { drawn }: DrawnSample,
  entry: FrameEntry,
  { position, subjectId, auditId, origin, replaces }: CaseToBecomeAudit,
  steps: Steps,
): Promise<'issued' | 'skipped'> {
  const step = (what: string) => `${what}:${position}:${auditId}`;
  const subject = { subjectId, activity: drawn.activity, auditId };

  const reserve = { name: 'ReserveLiveAudit', body: subject };
  const barred = await steps.take(step('reserve'), reserve, ['live-audit', 'subject-erased']);
  if (barred !== null) {
    const because = barred === 'live-audit' ? 'live_audit' : 'erased';
    const skip = { name: 'RecordCaseSkipped', target: drawn.sampleId, body: { position, because } };
    if ((await steps.take(step('skip'), skip, ['case-issued'])) === null) return 'skipped';
  }
  const record = { name: 'RecordCaseIssued', target: drawn.sampleId, body: { position, auditId } };
  if (await steps.take(step('record'), record, ['case-skipped'])) {
    await steps.take(step('release'), { name: 'ReleaseLiveAudit', body: { ...subject, auditedOn: null } });
    return 'skipped';
  }
  const { directory } = await steps.references();
  await steps.take(step('select'), {
    name: 'SelectAudit',
    body: {
      auditId,
      origin,
      sampleId: drawn.sampleId,
      activity: drawn.activity,
      subjectId,
      service: entry.service,
      teamId: entry.team === null ? null : (directory.teamByName(entry.team)?.teamId ?? null),
      team: entry.team,
      practitionerId: entry.practitionerId,
      workerMatched: entry.worker === 'matched',
      ...othersOn(entry),
      period: drawn.period,
      reauditOf: null,
      replaces,
    },
  });
  return 'issued';
}

function othersOn({ otherWorkers = [] }: FrameEntry): object {
  return {
    otherPractitioners: otherWorkers.flatMap(({ practitionerId }) => practitionerId ?? []),
    otherWorkersMatched: otherWorkers.every(({ practitionerId }) => practitionerId !== null),
  };
}
