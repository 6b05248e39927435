import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '#domain';
import { today } from '../support/audits-by-api.js';
import type { Town } from '../support/index.js';
import type { Visit } from './visit.js';

/** Who takes part, in which role. */
export const PEOPLE = {
  Cora: ['coordinator'],
  Ann: ['auditor'],
  Mo: ['moderator'],
  Pat: ['practitioner'],
  Tess: ['team_manager'],
  Lee: ['leader'],
  Ivy: ['inspector'],
  Ada: ['administrator'],
} as const;

export type People = Readonly<Record<keyof typeof PEOPLE, Visit>>;

const CASES = [
  'Child ID,Status,Service,Team,Worker,Family,Start,End',
  '7001,Child in need,Fieldwork,North,Pat,F1,,',
  '7002,Child in need,Fieldwork,North,Pat,F2,,',
];

/**
 * A month, and one audit of it from upload to closure, as people do it: each opens the page they begin at, and from there follows links
 * and presses buttons. An Inadequate with a safety concern, moderated blind and changed, disputed, with a response, three
 * actions and a re-audit; replayed by the inspector, while the administrator revokes a token.
 */
export async function wholeLifecycle(town: Town, people: People): Promise<void> {
  for (const person of Object.values(people)) await person.open('/');
  const references = await uploadToAllocation(town, people);
  const [reference = ''] = references;
  await graded(people);
  await concernResolved(town, people);
  await moderatedBlind(town, people);
  await disputed(town, people);
  await followedUp(town, people, reference);
  await closed(town, people, reference);
  await replayed(people, reference);
  await tokenRevoked(town, people);
}

/** Goes to the list of what somebody owes until it says this, and takes it up. */
async function takeUp(town: Town, person: Visit, task: RegExp): Promise<void> {
  await town.until(`the task ${task}`, async () => {
    await person.follow('Your tasks');
    return (await person.offers(task)) ? true : null;
  });
  await person.follow(task);
}

/** Goes by the list of audits to one of them, until something can be done there. */
async function onAudit(town: Town, person: Visit, reference: string, step: string): Promise<void> {
  await town.until(`the step ${step}`, async () => {
    await person.follow('Audits');
    await person.follow(reference);
    return (await person.offers(step)) ? true : null;
  });
  await person.follow(step);
}

/** Follows a link of the page to itself until it says this. */
async function lookAgain(town: Town, person: Visit, words: string): Promise<void> {
  await town.until(words, async () => {
    if ((await person.text()).includes(words)) return true;
    if (await person.offers('Look again')) await person.follow('Look again');
    return null;
  });
}

/** Answers the references of the month's audits. */
async function uploadToAllocation(town: Town, { Cora }: People): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-month-'));
  const file = join(folder, 'caseload.csv');
  writeFileSync(file, CASES.join('\n'));
  await Cora.follow('Samples');
  await Cora.press('Caseloads');
  await Cora.press('Upload a caseload');
  await Cora.date('On which day', today());
  await Cora.choose('A CSV');
  await Cora.give('File', file);
  await Cora.press('Check the file');
  rmSync(folder, { recursive: true });
  await lookAgain(town, Cora, 'Nothing has been imported yet');
  await Cora.press('Import this caseload');
  await lookAgain(town, Cora, 'All caseloads');
  await Cora.press('Draw a sample');
  await Cora.choose('A number of cases');
  await Cora.fill('How many cases', '2');
  await Cora.press('Draw');
  await Cora.press('Issue this sample');
  await Cora.press('Issue the sample');
  await lookAgain(town, Cora, 'This sample has been issued');
  const references: string[] = [];
  for (const auditor of [/Ann/, /Abe/]) {
    await Cora.follow('This month');
    await Cora.follow(/sample 1/);
    await Cora.follow(/^Allocate audit/);
    references.push(/[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(await Cora.text())?.[0] ?? '');
    await Cora.pick('Auditor', auditor);
    await Cora.press('Allocate an auditor');
  }
  return references;
}

async function graded({ Ann }: People): Promise<void> {
  await Ann.follow('Your tasks');
  await Ann.follow(/Accept the audit/);
  await Ann.follow('Accept the audit');
  await Ann.press('Accept the audit');
  await Ann.follow('Arrange the conversation');
  await Ann.date('Which day', today());
  await Ann.press('Arrange the conversation');
  await Ann.follow('Conversation with the worker');
  await Ann.press('Record the conversation');
  await Ann.date('When it was held', today());
  await Ann.fill('What was said', 'We went through the plan.');
  await Ann.press('Record the conversation');
  await Ann.follow('Contact with the family');
  await Ann.choose('The child');
  await Ann.choose('They were spoken to');
  await Ann.choose('Good');
  await Ann.fill('What they said', 'She listens.');
  await Ann.press('Record contact with the family');
  await Ann.follow('Assessment');
  while (await hasButton(Ann, 'Save and continue')) {
    await Ann.choose('Requires improvement to be good');
    await Ann.fill(/^Why/, 'The plan drifts.');
    await Ann.press('Save and continue');
  }
  await Ann.follow('Practice standards');
  await Ann.choose('Not met', 'Visits in timescale');
  await Ann.press('Save the answers');
  await Ann.follow('Findings');
  await Ann.choose('An area for improvement');
  await Ann.pick('Theme', 'Supervision');
  await Ann.fill('What you found', 'Supervision is rare.');
  await Ann.press('Record a finding');
  await Ann.follow('Check and submit');
  await Ann.choose('Requires improvement to be good');
  await Ann.fill(/^Why/, 'Visits are late.');
  await Ann.choose('Yes');
  await Ann.press('Submit your grade');
  await Ann.fill('What the risk is', 'Not seen for two months.');
  await Ann.press('Submit your grade');
}

const hasButton = async (person: Visit, name: string): Promise<boolean> =>
  (await person.page.getByRole('button', { name }).count()) > 0;

async function concernResolved(town: Town, { Tess }: People): Promise<void> {
  await takeUp(town, Tess, /Acknowledge a safety concern/);
  await Tess.follow('Acknowledge the safety concern');
  await Tess.fill(/What happens next/, 'Visiting this afternoon.');
  await Tess.press('Acknowledge the safety concern');
  await Tess.follow('Resolve the safety concern');
  await Tess.fill(/is the child safe now/, 'Seen at home, and safe.');
  await Tess.press('Resolve the safety concern');
}

async function moderatedBlind(town: Town, { Mo }: People): Promise<void> {
  await takeUp(town, Mo, /moderate the audit/i);
  await Mo.follow('Claim the moderation');
  expect(await Mo.text()).not.toContain('Requires improvement');
  await Mo.press('Claim the moderation');
  await Mo.press('Record your own grade');
  await Mo.choose('Inadequate', 'Your overall grade');
  await Mo.fill(/^Why/, 'More than lateness.');
  await Mo.press('Record your own grade');
  expect(await Mo.text()).toContain('Requires improvement');
  await Mo.press('Change the grade');
  await Mo.choose('Inadequate', 'Overall grade');
  await Mo.pick('Planning and review', 'Inadequate');
  await Mo.fill(/^Why/, 'More than lateness.');
  await Mo.press('Change the grade');
}

async function disputed(town: Town, { Tess, Pat, Lee }: People): Promise<void> {
  await takeUp(town, Tess, /Acknowledge or dispute the outcome/);
  await Tess.follow('Acknowledge the outcome');
  await Tess.fill(/like to say/, 'We will put it right.');
  await Tess.press('Acknowledge the outcome');
  await takeUp(town, Pat, /Acknowledge or dispute the outcome/);
  await Pat.follow('Dispute the outcome');
  await Pat.fill(/dispute it/, 'Two visits stand under another heading.');
  await Pat.press('Dispute the outcome');
  await takeUp(town, Lee, /Resolve the dispute/);
  await Lee.follow('Resolve the dispute');
  await Lee.choose('The grade stands');
  await Lee.fill(/^Why/, 'The panel read them again.');
  await Lee.press('Resolve the dispute');
}

const ACTIONS = [
  ['See the child alone.', /Pat/],
  ['Write the plan.', /Pat/],
  ['Hold supervision.', /Tess/],
] as const;

async function followedUp(town: Town, { Ann, Pat, Tess }: People, reference: string): Promise<void> {
  await takeUp(town, Tess, /Record the response plan/);
  await Tess.follow('Record the response plan');
  await Tess.fill('Plan', 'A visit this week.');
  await Tess.press('Record the response plan');
  for (const [what, who] of ACTIONS) {
    await onAudit(town, Ann, reference, 'Agree an action');
    await Ann.fill('What is to be done', what);
    await Ann.pick('Who does it', who);
    await Ann.press('Agree an action');
  }
  await onAudit(town, Pat, reference, 'Say how the action goes');
  await Pat.fill('How it goes', 'A date is set.');
  await Pat.press('Say how the action goes');
  for (const owner of [Pat, Pat, Tess]) {
    await takeUp(town, owner, /Complete the agreed action/);
    await owner.follow('Complete the action');
    await owner.fill(/what shows it/, 'Case note of the visit.');
    await owner.press('Complete the action');
  }
  for (const _ of ACTIONS) {
    await takeUp(town, Ann, /Verify a completed action/);
    await Ann.follow('Verify that the action was done');
    await Ann.press('Verify that the action was done');
  }
}

async function closed(town: Town, { Cora }: People, reference: string): Promise<void> {
  await onAudit(town, Cora, reference, 'Close the audit');
  await Cora.press('Close the audit');
  expect(await Cora.page.locator('.govuk-tag').first().innerText()).toBe('Closed');
  await Cora.follow('History of this audit');
  expect(await Cora.text()).toContain('Re-audit planned');
}

async function replayed({ Cora, Ivy }: People, reference: string): Promise<void> {
  await Cora.follow('Settings');
  await Cora.follow(/^Inspections/);
  await Cora.press('Let an inspector read audits');
  await Cora.pick('Inspector', /Ivy/);
  await Cora.fill('Audits', reference);
  await Cora.date('Last day', addDays(today(), 5));
  await Cora.fill('Which inspection', 'Inspection of this month');
  await Cora.press('Let them read');
  await Ivy.follow('Inspections');
  await Ivy.follow(/^Replay it/);
  for (const step of [2, 3, 4]) {
    await Ivy.follow('Next');
    expect(await Ivy.heading()).toMatch(`step ${step} of `);
  }
  await Ivy.follow('Last');
  expect(await Ivy.heading()).toMatch(/step (\d+) of \1$/);
}

async function tokenRevoked(town: Town, { Ada }: People): Promise<void> {
  expect((await town.as('Sue').get('/api/v1/tasks')).status).toBe(200);
  await Ada.follow('People');
  await Ada.follow(/^Sue/);
  await Ada.follow(/^Revoke/);
  await Ada.press('Revoke the token');
  expect((await town.as('Sue').get('/api/v1/tasks')).status).toBe(401);
}
