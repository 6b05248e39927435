import type { Browser } from 'playwright-core';
import { DEFAULT_FAMILY_VOICE } from '#domain';
import type { ProposedSettings } from '#domain';
import { AuditByApi, Town, drawAudits } from '../support/index.js';
import { openChromium } from './chromium.js';
import { signedIn } from './signed-in.js';
import type { Visit } from './visit.js';

const RISK = 'Was the risk assessed?';
const DIFFERENCE = 'What difference has our work made?';
const SEEN = 'Does the record show a difference?';
const DESCRIPTOR = 'It says what life is like for this child.';

const word = (key: string, label: string) => ({ key, label });
const QUESTION = {
  guidance: '',
  critical: false,
  required: false,
  domainNoBetterThan: null,
  overallNoBetterThan: null,
  exception: 'none',
} as const;

/** What the administrator sets up by form. */
const asking = (settings: ProposedSettings): ProposedSettings => ({
  ...settings,
  tools: settings.tools.map((tool, index) => {
    if (index > 0) return tool;
    const [first, ...others] = tool.domains;
    if (first === undefined) throw new Error('The tool has domains');
    return {
      ...tool,
      version: 2,
      answerScales: [word('impact', 'Impact')].map((scale) => ({
        ...scale,
        words: [word('great', 'A great deal'), word('none', 'None')],
      })),
      domains: [
        {
          ...first,
          descriptors: [{ grade: 'good', text: DESCRIPTOR }],
          questions: [
            {
              ...QUESTION,
              key: 'risk-assessed',
              text: RISK,
              answers: 'yes-partly-no',
              required: true,
              critical: true,
              domainNoBetterThan: 'requires_improvement',
              weight: 3,
            },
            { ...QUESTION, key: 'difference-seen', text: SEEN, answers: 'impact', weight: 1 },
          ],
        },
        ...others,
      ],
      statements: [{ key: 'difference', text: DIFFERENCE, guidance: '', required: true, scale: 'impact' }],
      family: { ...DEFAULT_FAMILY_VOICE, attempts: 2 },
    };
  }),
});

describe('a tool with questions, by pages alone', () => {
  let town: Town;
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  }, 120_000);
  afterEach(() => town?.close());
  afterAll(() => browser?.close());

  /** Everything is open, so that nothing is to be looked for. */
  const opened = async ({ page }: Visit): Promise<void> => {
    await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
  };
  const press = async (visit: Visit, what: string): Promise<void> => {
    await visit.page.locator(`button[value="${what}"]`).click();
    await visit.page.waitForLoadState();
    await visit.look();
    await opened(visit);
  };

  it('is set up by an administrator, and nothing of it is on an audit of before', async () => {
    town = await Town.open();
    const [before = ''] = await drawAudits(town, 'deep-dive', 1);
    const audit = new AuditByApi(town, before);
    await audit.accepted();
    const ada = await signedIn(town, browser, 'Ada', ['administrator']);
    const field = (name: string) => ada.page.locator(`[name="tools.0.${name}"]`);

    await ada.open('/settings/tools');
    await opened(ada);
    await field('version').fill('2');
    await press(ada, 'add tools.0.answerScales');
    await field('answerScales.0.key').fill('impact');
    await field('answerScales.0.label').fill('Impact');
    await press(ada, 'add tools.0.answerScales.0.words');
    await press(ada, 'add tools.0.answerScales.0.words');
    for (const [index, word] of ['great', 'none'].entries()) {
      await field(`answerScales.0.words.${index}.key`).fill(word);
      await field(`answerScales.0.words.${index}.label`).fill(word === 'great' ? 'A great deal' : 'None');
    }
    await press(ada, 'add tools.0.domains.0.descriptors');
    await field('domains.0.descriptors.0.grade').selectOption('good');
    await field('domains.0.descriptors.0.text').fill(DESCRIPTOR);
    await press(ada, 'add tools.0.domains.0.questions');
    await field('domains.0.questions.0.key').fill('risk-assessed');
    await field('domains.0.questions.0.text').fill(RISK);
    await field('domains.0.questions.0.required').check();
    await field('domains.0.questions.0.critical').check();
    await field('domains.0.questions.0.domainNoBetterThan').selectOption('requires_improvement');
    await field('domains.0.questions.0.weight').fill('3');
    await press(ada, 'add tools.0.domains.0.questions');
    await field('domains.0.questions.1.key').fill('difference-seen');
    await field('domains.0.questions.1.text').fill(SEEN);
    // A scale that was just added can be answered with at once.
    await field('domains.0.questions.1.answers').selectOption('impact');
    await field('domains.0.questions.1.weight').fill('0');
    await press(ada, 'add tools.0.statements');
    await field('statements.0.key').fill('difference');
    await field('statements.0.text').fill(DIFFERENCE);
    await field('statements.0.scale').selectOption('impact');
    await field('statements.0.required').check();
    await field('family.attempts').fill('2');
    await ada.press('See what would change');
    expect(await ada.text()).toContain('The weight of the question "difference-seen"');
    await opened(ada);
    await field('domains.0.questions.1.weight').fill('1');
    await ada.press('See what would change');
    expect(await ada.text()).toContain(RISK);
    await ada.fill('Why do they change?', 'We ask more.');
    await ada.press('Publish');
    expect(ada.address()).toBe('/settings/versions/2');
    const { tools } = await town.as('Cora').reads<ProposedSettings>('settings');
    expect(tools[0]).toEqual(asking(town.settings).tools[0]);
    expect(ada.faults).toEqual([]);
    await ada.end();

    const ann = await signedIn(town, browser, 'Ann', ['auditor']);
    const { reference } = await town.as('Cora').reads<{ reference: string }>(`audits/${before}`);
    for (const path of ['', '/history', '/grade-domain/assessment', '/family-contacts', '/findings']) {
      await ann.open(`/audits/${reference}${path}`);
      expect(await ann.text()).not.toMatch(/question|statement|score|Nobody was reached/i);
    }
    const { steps } = await town.as('Ann').reads<{ steps: readonly { command: string }[] }>(`audits/${before}/steps`);
    expect(steps.map(({ command }) => command)).not.toContain('AnswerQuestions');
    expect(steps.map(({ command }) => command)).not.toContain('ChangeStatementValue');
    expect(ann.faults).toEqual([]);
    await ann.end();
  }, 240_000);

  it('is answered by the auditor, whose words are kept, and rated otherwise by the moderator', async () => {
    town = await Town.open({ settings: asking });
    const [auditId = ''] = await drawAudits(town, 'deep-dive', 1);
    const audit = new AuditByApi(town, auditId);
    await audit.accepted();
    await audit.conversed();
    const { reference } = await town.as('Cora').reads<{ reference: string }>(`audits/${auditId}`);
    const ann = await signedIn(town, browser, 'Ann', ['auditor']);

    await ann.open(`/audits/${reference}/grade-domain/assessment`);
    expect(await ann.text()).toContain(DESCRIPTOR);
    await ann.page.getByRole('group', { name: RISK }).getByLabel('No', { exact: true }).check();
    await ann.press('Save for later');
    await ann.open(`/audits/${reference}/grade-domain/assessment`);
    expect(await ann.page.getByRole('group', { name: RISK }).getByLabel('No', { exact: true }).isChecked()).toBe(true);
    await ann.page
      .getByRole('group', { name: /^Grade/ })
      .getByLabel('Good', { exact: true })
      .check();
    await ann.page.locator('[name="rationale"]').fill('It is thorough.');
    await ann.press('Save and continue');
    expect(await ann.text()).toContain(`Say why the answer to “${RISK}” is “No”`);
    await ann.page.locator('.govuk-error-summary a').first().click();
    expect(await ann.page.evaluate<string>('document.activeElement.name')).toBe('reason-risk-assessed');
    await ann.page.locator('[name="reason-risk-assessed"]').fill('None since March.');
    await ann.press('Save and continue');
    expect(await ann.text()).toContain('no better than Requires improvement to be good');
    await ann.page
      .getByRole('group', { name: /^Grade/ })
      .getByLabel('Requires improvement to be good', { exact: true })
      .check();
    await ann.press('Save and continue');

    for (const domain of town.settings.tools[0]?.domains.filter(
      ({ key, required }) => required && key !== 'assessment',
    ) ?? [])
      await audit.does('Ann', 'grade-domain', { domain: domain.key, grade: 'requires_improvement', rationale: 'So.' });
    await ann.open(`/audits/${reference}`);
    expect(await ann.text()).toContain('Requires improvement to be good, 1 of 2 answered');
    expect(await ann.text()).toContain('0 of 1 written');
    await ann.follow('Statements');
    await ann.page.locator('[name="statement-difference"]').fill('He is safer at home.');
    await ann.press('Save the statements');
    await ann.open(`/audits/${reference}`);
    // Among what cannot be done yet, and why.
    expect(await ann.page.locator('main').textContent()).toContain(`“${DIFFERENCE}”`);
    await ann.follow('Statements');
    await ann.choose('None');
    await ann.press('Save the statements');
    await ann.follow('Check and submit');
    expect(await ann.text()).toContain('1 of 2 questions answered, score 0 of 100');
    expect(await ann.text()).toContain('He is safer at home.');
    await ann.choose('Inadequate');
    await ann.page.locator('[name="rationale"]').fill('The risk was not assessed.');
    await ann.choose('No');
    await ann.press('Submit your grade');
    expect(ann.faults).toEqual([]);
    await ann.end();

    const mo = await signedIn(town, browser, 'Mo', ['moderator']);
    await audit.does('Mo', 'claim-moderation');
    await mo.open(`/audits/${reference}`);
    expect(await mo.text()).toContain('None since March.');
    expect(await mo.text()).toContain('Scores of the questions');
    await mo.follow('Change the scale of a statement');
    await mo.press('Change the scale of a statement');
    expect(await mo.page.locator('.govuk-error-summary a').count()).toBe(2);
    await mo.pick('Which statement', 'A great deal');
    await mo.fill('Why', 'The record says more.');
    await mo.press('Change the scale of a statement');
    expect(await mo.text()).toContain('The scale of the statement is changed');
    await mo.open(`/audits/${reference}/history`);
    expect(await mo.text()).toContain('Scale of a statement changed by the moderator');
    expect(mo.faults).toEqual([]);
    await mo.end();
  }, 240_000);
});
