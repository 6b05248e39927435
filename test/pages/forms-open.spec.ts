import type { Browser } from 'playwright-core';
import type { ProposedSettings, Role } from '#domain';
import { Town, fromDrawToClosure } from '../support/index.js';
import { openChromium } from './chromium.js';
import { signedIn } from './signed-in.js';
import type { Visit } from './visit.js';

const PEOPLE = {
  Cora: ['coordinator'],
  Ann: ['auditor'],
  Mo: ['moderator'],
  Pat: ['practitioner'],
  Tess: ['team_manager'],
  Lee: ['leader'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

/** Forms that ask for nothing that must be given: sending them empty is giving their command. */
const ASK_NOTHING = new Set([
  'AcceptAudit',
  'AssessStandard',
  'WriteStatement',
  'AcknowledgeSafetyConcern',
  'ClaimModeration',
  'ReleaseModeration',
  'UpholdGrade',
  'ShareOutcome',
  'AcknowledgeOutcome',
  'RequireResponse',
  'FinaliseAudit',
  'VerifyAction',
  'ScheduleReaudit',
  'CloseAudit',
  'CorrectRecord',
]);

const BY_DOMAIN = new Set(['GradeDomain', 'AnswerQuestions']);

/** A tool that asks all that a tool may ask, and needs none of it answered. */
const asking = (settings: ProposedSettings): ProposedSettings => ({
  ...settings,
  tools: settings.tools.map((tool) => ({
    ...tool,
    version: tool.version + 1,
    domains: tool.domains.map((domain) => ({
      ...domain,
      questions: [
        {
          key: `${domain.key}-seen`,
          text: `Is it on the record: ${domain.label}?`,
          guidance: 'In the last six months.',
          answers: 'yes-partly-no',
          required: false,
          critical: true,
          domainNoBetterThan: null,
          overallNoBetterThan: null,
          exception: 'none',
          weight: 1,
        },
      ],
    })),
    statements: [
      { key: 'difference', text: 'What difference?', guidance: '', required: false, scale: 'yes-partly-no' },
    ],
  })),
});

interface Step {
  readonly command: string;
  readonly path: string;
  readonly may: boolean;
  readonly item: { readonly id: string } | null;
}

interface Steps {
  readonly reference: string;
  readonly steps: readonly Step[];
}

describe('every form of the lifecycle', () => {
  let town: Town;
  let browser: Browser;
  beforeAll(async () => {
    [town, browser] = await Promise.all([Town.open({ settings: asking }), openChromium()]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await town?.close();
  });

  it('is open to everybody, says what is missing where it is sent empty, and records nothing', async () => {
    const visits = new Map<string, Visit>();
    for (const [name, roles] of Object.entries(PEOPLE)) visits.set(name, await signedIn(town, browser, name, roles));
    const tried = new Set<string>();
    const complaints: string[] = [];

    await fromDrawToClosure(town, async (_step, auditId) => {
      for (const [name, visit] of visits) {
        const answer = await town.as(name).get(`/api/v1/audits/${auditId}/steps`);
        if (answer.status !== 200) continue;
        const { reference, steps } = answer.body as Steps;
        for (const { command, path, item } of steps.filter(({ command: each, may }) => may && !tried.has(each))) {
          tried.add(command);
          const about = item?.id ?? (BY_DOMAIN.has(command) ? 'assessment' : undefined);
          const address = `/audits/${reference}/${path.split('/').at(-1)}${about === undefined ? '' : `/${about}`}`;
          await visit.open(address);
          if (ASK_NOTHING.has(command)) continue;
          const before = await revisionOf(town, auditId);
          await visit.page.locator('main form button').first().click();
          await visit.page.waitForLoadState();
          await visit.look();
          const links = await visit.page.locator('.govuk-error-summary a').count();
          const targets = await visit.page.locator('.govuk-error-summary a').evaluateAll(
            // In the browser: whether each leads to something that is there.
            (all) =>
              all.filter((each) => each.ownerDocument.querySelector(each.getAttribute('href') ?? '') !== null).length,
          );
          if (links === 0 || targets !== links) complaints.push(`${command}: ${links} errors, ${targets} lead on`);
          if ((await revisionOf(town, auditId)) !== before) complaints.push(`${command} recorded something`);
        }
      }
    });

    expect(complaints).toEqual([]);
    expect([...visits.values()].flatMap(({ faults }) => faults)).toEqual([]);
    // All but those that other turnings bring: a case replaced, a conflict, a return, a blind grade.
    expect(tried.size).toBeGreaterThan(38);
  }, 400_000);
});

const revisionOf = async (town: Town, auditId: string): Promise<number> =>
  (await town.as('Cora').reads<{ revision: number }>(`audits/${auditId}`)).revision;
