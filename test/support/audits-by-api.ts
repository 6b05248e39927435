import { londonDateOf } from '#domain';
import type { AuditType } from '#domain';
import type { Caller, Done } from './caller.js';
import type { Town } from './town.js';

/** The London date now: the service's clock is the machine's. */
export const today = (): string => londonDateOf(new Date().toISOString());

interface AuditNow {
  readonly revision: number;
  readonly stage: string;
  readonly concerns: readonly { readonly concernId: string; readonly status: string }[];
  readonly actions: readonly { readonly actionId: string; readonly status: string }[];
}

const auditTypeOf = (town: Town, activity: string): AuditType => {
  const type = town.settings.auditTypes.find(({ key }) => key === activity);
  if (type === undefined) throw new Error(`The settings have no ${activity}`);
  return type;
};

/** Imports a list of cases of team North held by Pat, draws them all for this month and issues them: the audits' ids. */
export async function drawAudits(town: Town, activity: string, cases: number): Promise<readonly string[]> {
  const cora = town.as('Cora');
  const status = auditTypeOf(town, activity).subjectType === 'child' ? 'Child in need' : 'Open';
  const rows = Array.from({ length: cases }, (_, index) => `${activity}-${index},${status},North,Pat,Assessment`);
  const query = new URLSearchParams({
    asAt: today(),
    source: 'csv',
    subjectType: auditTypeOf(town, activity).subjectType,
    fileName: `${activity}.csv`,
  });
  const imported = await cora.upload(
    `/api/v1/imports/caseload?${query}`,
    ['ID,Status,Team,Worker,Service', ...rows].join('\n'),
  );
  if (imported.status !== 200 && imported.status !== 201) throw new Error(`The import answered ${imported.text}`);
  const draw = { period: today().slice(0, 7), size: cases, activity, seed: `${activity} of the test` };
  const { id: sampleId } = await cora.does('samples', draw, { key: town.nextKey() });
  await cora.does(`samples/${sampleId}/issue`, {}, { key: town.nextKey() });
  return town.until('the sample is issued', async () => {
    const { rows: audits } = await cora.reads<{ rows: readonly { auditId: string }[] }>(
      `audits?sample=${sampleId}&limit=500`,
    );
    return audits.length === cases ? audits.map(({ auditId }) => auditId) : null;
  });
}

/** What a first grading says. */
export interface Grading {
  readonly grade: string;
  /** The domains' grade where it is another. */
  readonly domains?: string;
  readonly rationale?: string;
  readonly riskReason?: string;
}

/** One audit, taken through its stages over HTTP by the people whose steps they are. */
export class AuditByApi {
  constructor(
    readonly town: Town,
    readonly id: string,
    readonly auditor = 'Ann',
  ) {}

  /** Gives a command to the audit that must be accepted. */
  does(who: string, step: string, body: object = {}): Promise<Done> {
    return this.town.as(who).does(`audits/${this.id}/${step}`, body, { key: this.town.nextKey() });
  }

  /** The audit as a coordinator sees it now. */
  now(): Promise<AuditNow> {
    return this.town.as('Cora').reads<AuditNow>(`audits/${this.id}`);
  }

  /** Waits until the service has taken the audit to a stage. */
  comesTo(stage: string): Promise<AuditNow> {
    return this.town.until(`the audit is in ${stage}`, async () => {
      const audit = await this.now();
      return audit.stage === stage ? audit : null;
    });
  }

  async accepted(): Promise<void> {
    await this.does('Cora', 'allocate', { auditorId: this.town.idOf(this.auditor) });
    await this.does(this.auditor, 'accept');
  }

  async conversed(): Promise<void> {
    await this.does(this.auditor, 'record-conversation', {
      on: today(),
      participants: [{ as: 'practitioner', personId: this.town.idOf('Pat') }],
      summary: 'We talked about what has changed for the child.',
    });
  }

  /** Every required domain of the tool, the standards and two findings, as drafts. */
  async drafted(activity: string, grading: Grading): Promise<void> {
    const { tool: key, graded } = auditTypeOf(this.town, activity);
    const tool = this.town.settings.tools.find((each) => each.key === key);
    if (tool === undefined) throw new Error(`The settings have no tool ${key}`);
    const { grade, domains = grade, rationale = 'As the record shows.' } = grading;
    for (const domain of graded ? tool.domains.filter(({ required }) => required) : []) {
      await this.does(this.auditor, 'grade-domain', { domain: domain.key, grade: domains, rationale });
    }
    for (const standard of tool.standards) {
      await this.does(this.auditor, 'assess-standard', { standard: standard.key, answer: 'met', note: rationale });
    }
    for (const kind of ['strength', 'improvement']) {
      await this.does(this.auditor, 'findings', { kind, theme: tool.themes[0] ?? '', text: rationale });
    }
  }

  async submitted({ grade, rationale = 'Taken together.', riskReason }: Grading | Ungraded): Promise<void> {
    await this.does(this.auditor, 'submit-first-grade', {
      grade,
      rationale,
      auditedOn: today(),
      atRisk: riskReason !== undefined,
      ...(riskReason !== undefined && { riskReason }),
    });
  }
}

export type Ungraded = Omit<Grading, 'grade'> & { readonly grade: null };

/** Waits until every view shows everything recorded. */
export async function viewsCaughtUp(town: Town, coordinator: Caller = town.as('Cora')): Promise<void> {
  await town.until('the views have caught up', async () => {
    const { views } = await coordinator.reads<{ views: readonly { position: number; head: number; state: string }[] }>(
      'views',
    );
    const isShown = views.every(({ position, head, state }) => position >= head && state === 'live');
    return views.length > 0 && isShown ? true : null;
  });
}
