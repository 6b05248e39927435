import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { newToken } from '#access';
import { defaultSettings, systemActor } from '#domain';
import type { Actor } from '#domain';
import { openEngine } from '#engine';
import type { Engine } from '#engine';
import type { EventServer } from '#event-store';

/** A small council with audits that each have thirty events and an open action, made through commands. */
export interface Programme {
  readonly folder: string;
  readonly practitioner: Actor;
  readonly token: string;
  readonly audits: readonly { readonly auditId: string; readonly actionId: string }[];
}

const NOW = '2026-04-01T09:00:00.000Z';
const SYSTEM = systemActor('bench');

/** @param eventStore where its records are; in the folder where it is left out */
export const openProgramme = (folder: string, eventStore?: EventServer): Promise<Engine> =>
  openEngine({
    dataDir: join(folder, 'council'),
    masterKeyFile: join(folder, 'council.key'),
    mode: 'tool',
    eventStore,
  });

export async function makeProgramme(folder: string, audits: number, eventStore?: EventServer): Promise<Programme> {
  const engine = await openProgramme(folder, eventStore);
  const administrator: Actor = { id: 'bench', roles: ['administrator', 'coordinator'] };
  const give = async (actor: Actor, name: string, body: object, target?: string) => {
    const answer = await engine.execute({ name, body, actor, target, now: NOW });
    if (!('accepted' in answer)) throw new Error(`${name}: ${answer.code}`);
    return answer;
  };
  const settings = { ...defaultSettings('Bench'), auditorCapacity: 10_000 };
  await give(SYSTEM, 'PublishSettings', {
    settings: {
      ...settings,
      moderation: { ...settings.moderation, percentage: 0, risk: { grades: [], newAuditorFirst: 0 } },
    },
    note: 'For the bench.',
  });
  const team = (await give(administrator, 'RegisterTeam', { name: 'Team 1', service: 'Safeguarding' })).id;
  const register = async (ref: string, role: string, teamId: string | null): Promise<string> =>
    (await give(administrator, 'RegisterPerson', { ref, name: `Person ${ref}`, roles: [role], teamId })).id;
  const auditor: Actor = { id: await register('A1', 'auditor', null), roles: ['auditor'] };
  const manager: Actor = { id: await register('M1', 'team_manager', team), roles: ['team_manager'] };
  const practitioner: Actor = { id: await register('P1', 'practitioner', team), roles: ['practitioner'] };
  const { token, digest } = newToken();
  await give(practitioner, 'CreateToken', { roles: ['practitioner'], digest }, practitioner.id);
  const tool = settings.tools.find(({ key }) => key === 'case-file');

  const one = async () => {
    const subjectId = randomUUID();
    const { id } = await give(SYSTEM, 'SelectAudit', {
      origin: 'directed',
      activity: 'case-file',
      subjectId,
      teamId: team,
      practitionerId: practitioner.id,
      workerMatched: true,
      period: '2026-04',
    });
    const step = (actor: Actor, name: string, body: object) => give(actor, name, body, id);
    await step(administrator, 'AllocateAuditor', { auditorId: auditor.id });
    await step(auditor, 'AcceptAudit', {});
    const rationale = 'The assessment is up to date and analytical, and the plan is clear about what must change.';
    for (const { key } of tool?.domains ?? [])
      await step(auditor, 'GradeDomain', { domain: key, grade: 'good', rationale });
    for (const { key } of tool?.standards ?? [])
      await step(auditor, 'AssessStandard', { standard: key, answer: 'met' });
    await step(auditor, 'SubmitFirstGrade', { grade: 'good', rationale, auditedOn: '2026-04-01', atRisk: false });
    await step(auditor, 'ShareOutcome', {});
    const agreed = await step(auditor, 'AgreeAction', { text: 'Review the plan.', ownerId: practitioner.id });
    await step(practitioner, 'AcknowledgeOutcome', {});
    await step(manager, 'AcknowledgeOutcome', {});
    const recorded = await engine.ledger.load(`audit-${id}`);
    const { actionId } = recorded.events.find(({ id: event }) => event === agreed.events[0]?.id)?.data as {
      actionId: string;
    };
    for (let events = recorded.events.length; events < 30; events++) {
      await step(practitioner, 'UpdateProgress', { actionId, note: 'A date is set.' });
    }
    return { auditId: id, actionId };
  };
  const made: { auditId: string; actionId: string }[] = [];
  while (made.length < audits)
    made.push(...(await Promise.all(Array.from({ length: Math.min(50, audits - made.length) }, one))));
  await engine.close();
  return { folder, practitioner, token, audits: made };
}
