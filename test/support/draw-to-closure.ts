import { AuditByApi, drawAudits, today } from './audits-by-api.js';
import type { Town } from './town.js';

interface Entry {
  readonly eventId: string;
  readonly type: string;
}

/** Looks at the audit after a step. */
export type Look = (step: string, auditId: string) => Promise<void>;

/**
 * One audit from draw to closure over HTTP, through every stage and most turnings: a safety concern, a changed grade, a
 * dispute, a response, actions completed, reopened and cancelled, a correction and a re-audit. Answers the audit's id.
 */
export async function fromDrawToClosure(town: Town, lookAt: Look = async () => undefined): Promise<string> {
  const [auditId = ''] = await drawAudits(town, 'deep-dive', 1);
  const audit = new AuditByApi(town, auditId);
  const look = (step: string): Promise<void> => lookAt(step, auditId);
  const told = async (): Promise<readonly Entry[]> =>
    (await town.as('Cora').reads<{ timeline: readonly Entry[] }>(`audits/${auditId}/timeline`)).timeline;
  const step = async (who: string, what: string, body: object = {}): Promise<void> => {
    await audit.does(who, what, body);
    await look(`${who} ${what}`);
  };

  await look('issued');
  await step('Cora', 'allocate', { auditorId: town.idOf('Ann') });
  await step('Ann', 'accept');
  const participants = [{ as: 'practitioner', personId: town.idOf('Pat') }];
  await step('Ann', 'schedule-conversation', { on: today(), participants });
  await step('Ann', 'record-conversation', { on: today(), participants, summary: 'We went through the plan.' });
  await step('Ann', 'family-contacts', { with: 'child', outcome: 'spoken', rating: 'good', words: 'She listens.' });
  await audit.drafted('deep-dive', { grade: 'requires_improvement' });
  await look('drafted');
  await step('Ann', 'submit-first-grade', {
    grade: 'requires_improvement',
    rationale: 'Visits are late and the plan drifts.',
    auditedOn: today(),
    atRisk: true,
    riskReason: 'The child was not seen for two months.',
  });
  const [concern] = (await audit.now()).concerns;
  const concernId = concern?.concernId;
  await step('Tess', 'acknowledge-safety-concern', { concernId, note: 'Visiting this afternoon.' });
  await step('Tess', 'resolve-safety-concern', { concernId, outcome: 'Seen at home, and safe.' });

  await step('Mo', 'claim-moderation');
  await step('Mo', 'change-grade', {
    grade: 'inadequate',
    rationale: 'The drift is more than lateness.',
    domains: [{ domain: 'planning', from: 'requires_improvement', to: 'inadequate' }],
  });
  await audit.comesTo('dispute-window');
  await look('the service shared the Inadequate');
  await step('Tess', 'acknowledge-outcome', { comment: 'We will put it right.' });
  await step('Pat', 'dispute', { grounds: 'Two visits stand under another heading.' });
  await step('Lee', 'resolve-dispute', { outcome: 'grade_stands', rationale: 'The panel read them again.' });
  await audit.comesTo('action-tracking');
  // The service and people take their next steps at the same time, in any order: here in one.
  await town.until('the re-audit is scheduled', async () =>
    (await told()).some(({ type }) => type === 'reaudit-scheduled') ? true : null,
  );
  await look('the service finalised it');
  await step('Tess', 'record-response', { plan: 'A visit this week, and a new plan by the end of the month.' });

  for (const ownerId of [town.idOf('Pat'), town.idOf('Pat'), town.idOf('Tess')]) {
    await step('Ann', 'actions', { text: 'See the child alone and write it down.', ownerId });
  }
  const [first, second, third] = (await audit.now()).actions.map(({ actionId }) => actionId);
  await step('Pat', 'update-progress', { actionId: first, note: 'A date is set.' });
  await step('Pat', 'complete-action', { actionId: first, evidence: 'Case note of the visit.' });
  await step('Ann', 'verify-action', { actionId: first, note: 'Seen on the record.' });
  await step('Pat', 'complete-action', { actionId: second, evidence: 'Case note.' });
  await step('Ann', 'reopen-action', { actionId: second, reason: 'It is another child.', due: later(20) });
  await step('Cora', 'change-due-date', { actionId: second, due: later(30), reason: 'The family is away.' });
  await step('Pat', 'complete-action', { actionId: second, evidence: 'Case note, the right one.' });
  await step('Ann', 'verify-action', { actionId: second });
  await step('Cora', 'cancel-action', { actionId: third, reason: 'The plan has changed since.' });

  const finalised = (await told()).find(({ type }) => type === 'audit-finalised');
  await step('Cora', 'correct', {
    corrects: finalised?.eventId,
    change: { field: 'domainGrade', domain: 'recording', from: 'requires_improvement', to: 'good' },
    reason: 'The wrong line was ticked.',
  });
  await audit.does('Cora', 'close');
  await audit.comesTo('closed');
  await town.until('nothing is owed', async () => {
    const { owed } = await town.as('Cora').reads<{ owed: readonly unknown[] }>(`audits/${auditId}`);
    return owed.length === 0 ? true : null;
  });
  await look('closed');
  return auditId;
}

const later = (days: number): string => new Date(Date.parse(today()) + days * 86_400_000).toISOString().slice(0, 10);
