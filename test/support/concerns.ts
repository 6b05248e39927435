import { randomUUID } from 'node:crypto';
import { defaultSettings, londonDateOf, messageIdOf, reminderIdOf } from '#domain';
import type { AuditEvent } from '#domain';
import { NEW_STREAM } from '#event-store';
import type { Ledger } from '#event-store';

/** Where a concern is raised, by their ids. */
export interface ConcernedTeam {
  readonly teamId: string;
  readonly team: string;
  readonly practitionerId: string;
  readonly auditorId: string;
  /** Who is told. */
  readonly managerId: string;
}

export interface Raised {
  readonly auditId: string;
  /** Of the reminder to the manager, without the part after the @. */
  readonly messageId: string;
}

/** An audit with a safety concern, which is told at the instant it is recorded, whatever the hour of the test. */
export async function raiseConcern(ledger: Ledger, team: ConcernedTeam, at: string): Promise<Raised> {
  const auditId = randomUUID();
  const concernId = randomUUID();
  const subjectId = randomUUID();
  const today = londonDateOf(at);
  const type = defaultSettings('Westmere').auditTypes[0];
  const events: readonly AuditEvent[] = [
    {
      type: 'audit-selected',
      data: {
        auditId,
        reference: `AUD-${auditId.slice(0, 8)}`,
        origin: 'directed',
        sampleId: null,
        activity: type?.key ?? '',
        subjectId,
        subjectType: 'child',
        service: null,
        teamId: team.teamId,
        team: team.team,
        practitionerId: team.practitionerId,
        workerMatched: true,
        period: today.slice(0, 7),
        settingsVersion: 1,
        tool: { key: type?.tool ?? '', version: 1 },
        scale: 'ofsted',
        pilot: false,
        reauditOf: null,
        replaces: null,
        plan: {
          conversation: 'required',
          familyContact: 'optional',
          moderation: 'optional',
          dispute: 'required',
          graded: true,
        },
        selectedOn: today,
        allocateBy: '2199-01-04',
        counted: null,
      },
    },
    {
      type: 'safety-concern-raised',
      data: {
        concernId,
        raisedBy: team.auditorId,
        reason: 'Bruises nobody can explain',
        acknowledgeBy: today,
        withSubmission: false,
        subjectId,
      },
    },
  ];
  await ledger.append(`audit-${auditId}`, NEW_STREAM, events, {
    actor: { id: team.auditorId, role: 'auditor' },
    commandId: randomUUID(),
    correlationId: auditId,
    now: at,
  });
  const reminderId = reminderIdOf(auditId, `concern:${concernId}`, today, { days: 0, to: 'owner' });
  return { auditId, messageId: messageIdOf(reminderId, team.managerId) };
}
