import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { Role } from '#domain';
import { drawAudits, today } from '../support/audits-by-api.js';
import type { Town } from '../support/index.js';
import { signedIn } from './signed-in.js';
import type { Visit } from './visit.js';

const ROLES = {
  Cora: ['coordinator'],
  Ann: ['auditor'],
  Mo: ['moderator'],
  Pat: ['practitioner'],
  Tess: ['team_manager'],
  Lee: ['leader'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

const DOMAINS = 7;

/** What six people saw on one audit from allocation to closure, each in a browser of their own. */
export interface Lifecycle {
  readonly reference: string;
  readonly visits: readonly Visit[];
}

/**
 * An Inadequate with a safety concern, changed by its moderator, disputed, with a response, three actions and a re-audit:
 * every step by the pages, from each person's tasks or the audit's page.
 */
export async function wholeLifecycle(
  town: Town,
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Lifecycle> {
  const [auditId = ''] = await drawAudits(town, 'deep-dive', 1);
  const { reference } = await town.as('Cora').reads<{ reference: string }>(`audits/${auditId}`);
  const people = Object.entries(ROLES);
  const visits = await Promise.all(people.map(([name, roles]) => signedIn(town, browser, name, roles, options)));
  const of = (name: keyof typeof ROLES): Visit => {
    const visit = visits[people.findIndex(([each]) => each === name)];
    if (visit === undefined) throw new Error(`Nobody is called ${name}`);
    return visit;
  };
  const [cora, ann, mo, pat, tess, lee] = [of('Cora'), of('Ann'), of('Mo'), of('Pat'), of('Tess'), of('Lee')];
  const at = async (visit: Visit, ...steps: readonly string[]): Promise<void> => {
    await visit.open(`/audits/${reference}`);
    for (const step of steps) await visit.follow(step);
  };
  const home = async (visit: Visit, task: string | RegExp): Promise<void> => {
    await town.until(`the task ${task}`, async () => {
      await visit.open('/tasks');
      return (await visit.page.getByRole('link', { name: task }).count()) > 0 ? true : null;
    });
    await visit.follow(task);
  };

  await at(cora, 'Allocate an auditor');
  await cora.press('Allocate an auditor');
  await cora.pick('Auditor', /Ann/);
  await cora.press('Allocate an auditor');

  await home(ann, /Accept the audit/);
  await ann.follow('Accept the audit');
  await ann.press('Accept the audit');
  await ann.follow('Arrange the conversation');
  await ann.date('Which day', today());
  await ann.press('Arrange the conversation');
  await ann.follow('Conversation with the worker');
  await ann.press('Record the conversation');
  await ann.date('When it was held', today());
  await ann.fill('What was said', 'We went through the plan.');
  await ann.press('Record the conversation');
  await ann.follow('Contact with the family');
  await ann.choose('The child');
  await ann.choose('They were spoken to');
  await ann.choose('Good');
  await ann.fill('What they said', 'She listens.');
  await ann.press('Record contact with the family');
  await ann.follow('Assessment');
  for (let domain = 0; domain <= DOMAINS; domain += 1) {
    await ann.choose('Requires improvement to be good');
    await ann.fill(/^Why/, 'The plan drifts.');
    await ann.press('Save and continue');
  }
  await ann.follow('Practice standards');
  await ann.page.getByRole('group', { name: 'Visits in timescale' }).getByLabel('Not met').check();
  await ann.press('Save the answers');
  await ann.follow('Findings');
  await ann.choose('An area for improvement');
  await ann.pick('Theme', 'Supervision');
  await ann.fill('What you found', 'Supervision is rare.');
  await ann.press('Record a finding');
  await ann.follow('Check and submit');
  await ann.choose('Requires improvement to be good');
  await ann.fill(/^Why/, 'Visits are late.');
  await ann.choose('Yes');
  await ann.press('Submit your grade');
  await ann.fill('What the risk is', 'Not seen for two months.');
  await ann.press('Submit your grade');

  await home(tess, /Acknowledge a safety concern/);
  await tess.follow('Acknowledge the safety concern');
  await tess.fill(/What happens next/, 'Visiting this afternoon.');
  await tess.press('Acknowledge the safety concern');
  await tess.follow('Resolve the safety concern');
  await tess.fill(/is the child safe now/, 'Seen at home, and safe.');
  await tess.press('Resolve the safety concern');

  await home(mo, /moderate the audit/i);
  await mo.follow('Claim the moderation');
  await mo.press('Claim the moderation');
  await mo.press('Change the grade');
  await mo.page.getByRole('group', { name: 'Overall grade' }).getByLabel('Inadequate').check();
  await mo.pick('Planning and review', 'Inadequate');
  await mo.fill(/^Why/, 'More than lateness.');
  await mo.press('Change the grade');

  await home(tess, /Acknowledge or dispute the outcome/);
  await tess.follow('Acknowledge the outcome');
  await tess.fill(/like to say/, 'We will put it right.');
  await tess.press('Acknowledge the outcome');
  await home(pat, /Acknowledge or dispute the outcome/);
  await pat.follow('Dispute the outcome');
  await pat.fill(/dispute it/, 'Two visits stand under another heading.');
  await pat.press('Dispute the outcome');
  await home(lee, /Resolve the dispute/);
  await lee.follow('Resolve the dispute');
  await lee.choose('The grade stands');
  await lee.fill(/^Why/, 'The panel read them again.');
  await lee.press('Resolve the dispute');

  await home(tess, /Record the response plan/);
  await tess.follow('Record the response plan');
  await tess.fill('Plan', 'A visit this week.');
  await tess.press('Record the response plan');
  for (const text of ['See the child alone.', 'Write the plan.', 'Hold supervision.']) {
    await at(ann, 'Agree an action');
    await ann.fill('What is to be done', text);
    await ann.pick('Who does it', text === 'Hold supervision.' ? /Tess/ : /Pat/);
    await ann.press('Agree an action');
  }
  await at(pat, 'Say how the action goes');
  await pat.fill('How it goes', 'A date is set.');
  await pat.press('Say how the action goes');
  for (const visit of [pat, pat, tess]) {
    await at(visit, 'Complete the action');
    await visit.fill(/what shows it/, 'Case note of the visit.');
    await visit.press('Complete the action');
  }
  for (let action = 0; action < 3; action += 1) {
    await at(ann, 'Verify that the action was done');
    await ann.press('Verify that the action was done');
  }
  await cora.open(`/audits/${reference}/history`);
  await town.until('the service has taken its own steps', async () => {
    await cora.open(`/audits/${reference}/history`);
    return /Re-audit planned/.test(await cora.text()) ? true : null;
  });
  await town.until('the audit is closed', async () => {
    await cora.open(`/audits/${reference}`);
    if (/Closed/.test(await cora.page.locator('.govuk-tag').first().innerText())) return true;
    const close = cora.page.getByRole('link', { name: 'Close the audit' });
    if ((await close.count()) === 0) return null;
    await cora.follow('Close the audit');
    await cora.press('Close the audit');
    return true;
  });
  return { reference, visits };
}
