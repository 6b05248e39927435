import { randomUUID } from 'node:crypto';
import type { SignInSettings } from '#accounts';
import type { ProposedSettings, Role } from '#domain';
import { OPERATOR, auditReference, isRefusal, expectedId, roundDrawId, systemActor } from '#domain';
import { importCaseload, importPlan } from '#application';
import { gatherWhatIsAsked, keepCommitteeReport } from '#engine';
import { Api, until } from '../../support/index.js';
import { Queues } from '../../../apps/server/queues.js';
import { Browserless } from '../browserless.js';

/** Who gives a command, and in which role. */
export type By = readonly [name: string, role: Role];

export const CORA = ['Cora', 'coordinator'] as const;
export const ANN = ['Ann', 'auditor'] as const;
export const MO = ['Mo', 'moderator'] as const;
export const MAX = ['Max', 'moderator'] as const;
export const PAT = ['Pat', 'practitioner'] as const;
export const TESS = ['Tess', 'team_manager'] as const;
export const LEE = ['Lee', 'leader'] as const;
export const ADA = ['Ada', 'administrator'] as const;

/** A domain whose tool asks a question of it, and a statement of all. */
export const PLANNING = 'planning';
const NONE = { roles: [], people: [] };
/** Later months of the financial year, in which nothing is owed by itself. */
const ROUND_MONTHS = [
  '2024-07',
  '2024-08',
  '2024-09',
  '2024-10',
  '2024-11',
  '2024-12',
  '2025-01',
  '2025-02',
  '2025-03',
];

/** Everything that a council may ask for, asked for: so that every form there is has its time. */
const askingForAll = (settings: ProposedSettings): ProposedSettings => ({
  ...settings,
  auditorCapacity: 1_000,
  moderation: { ...settings.moderation, all: true },
  tools: settings.tools.map((tool) => ({
    ...tool,
    version: tool.version + 1,
    domains: tool.domains.map((domain) => ({
      ...domain,
      questions:
        domain.key === PLANNING
          ? [
              {
                key: 'plan-shared',
                text: 'Was the plan shared?',
                guidance: '',
                answers: 'yes-partly-no',
                required: false,
                critical: true,
                domainNoBetterThan: null,
                overallNoBetterThan: null,
                exception: 'none',
                weight: 1,
              },
            ]
          : [],
    })),
    statements: [
      { key: 'difference', text: 'What difference?', guidance: '', required: false, scale: 'yes-partly-no' },
    ],
  })),
  responseByGrade: [
    {
      grade: 'inadequate',
      moderatedBy: [],
      planDueInWorkingDays: 5,
      signedOffBy: 'coordinator',
      reviewAfterWorkingDays: 20,
      copiesTo: NONE,
    },
  ],
  actionDetails: { urgency: true, finding: true, scope: true },
  fileWithinWorkingDays: 5,
  rounds: [
    {
      key: 'monthly',
      label: 'Monthly audits',
      activity: 'deep-dive',
      every: 'month',
      months: [],
      size: { kind: 'fixed', count: 2 },
      quotas: null,
      stratum: null,
      theme: null,
      targetPerYear: 24,
      replaces: null,
    },
  ],
  extensions: { offered: true, managerUpToWorkingDays: 0, decidedBy: ['coordinator'], decideWithinWorkingDays: 2 },
});

/** A council in which every form has its time, and what its people do there by commands. */
export class World {
  /** An audit that has been accepted. */
  audit = '';
  private hasCaseload = false;
  private owed = 0;
  private expected = 0;
  private actions = 0;

  private constructor(readonly api: Api) {}

  static async open(signIn?: SignInSettings): Promise<World> {
    const api = await Api.open(new Queues(), signIn);
    const { council } = api;
    const more = [
      ['Ada', 'administrator', null],
      ['Ivy', 'inspector', null],
      ['Tom', 'team_manager', 'South'],
    ] as const;
    for (const [name, role, team] of more) await council.register(name, role, team);
    for (const [name, role] of more) await api.signIn(name, role);
    await council.settings(askingForAll);
    const world = new World(api);
    world.audit = await world.accepted();
    return world;
  }

  get reference(): string {
    return auditReference(this.audit);
  }

  get council(): Api['council'] {
    return this.api.council;
  }

  idOf(name: string): string {
    return this.council.idOf(name);
  }

  today(days = 0): string {
    return new Date(Date.parse(this.council.now) + days * 86_400_000).toISOString().slice(0, 10);
  }

  later(milliseconds: number): void {
    this.council.now = new Date(Date.parse(this.council.now) + milliseconds).toISOString();
  }

  signIn([name, role]: By): Promise<Browserless> {
    return Browserless.signedIn(this.api, name, role);
  }

  /** Gives a command that must be accepted. */
  async does([name, role]: By, command: string, body: object = {}, target?: string): Promise<string> {
    const actor = this.council.actor(name, role);
    return (await this.council.does({ name: command, target, body, actor })).id;
  }

  /** The commands that somebody gave, in the order of the log, without what they read. */
  async givenBy([name]: By, after: number): Promise<readonly string[]> {
    const events = await this.council.first.ledger.store.readAll({ after, maxCount: 5_000 });
    const given = events.flatMap(({ stream, metadata }) => {
      const { actor, commandId } = JSON.parse(metadata);
      return actor.id === this.idOf(name) && !/^(reads|case-ids-shown)-/.test(stream) ? [String(commandId)] : [];
    });
    return [...new Set(given)];
  }

  head(): Promise<number> {
    return this.council.first.ledger.store.head();
  }

  /** The address of a step's form. @param command whose item, as it is theirs to take, ends the address */
  async stepOf(by: By, audit: string, path: string, command?: string): Promise<string> {
    const address = `/audits/${auditReference(audit)}/${path}`;
    if (command === undefined) return address;
    const { json } = await this.api.get(`/api/v1/audits/${audit}/steps`, by[0]);
    const steps: readonly {
      readonly command: string;
      readonly may: boolean;
      readonly item: { readonly id: string } | null;
    }[] = Object(json['steps']);
    const step = steps.find((each) => each.command === command && each.may);
    if (step === undefined || step.item === null)
      throw new Error(`${by[0]} may not ${command}: ${JSON.stringify(steps)}`);
    return `${address}/${step.item.id}`;
  }

  /** The newest entry of a type in an audit's history. */
  async entryOf(audit: string, type: string): Promise<string> {
    const { json } = await this.api.get(`/api/v1/audits/${audit}/timeline`);
    const entries: readonly { readonly eventId: string; readonly type: string }[] = Object(json['timeline']);
    const entry = entries.findLast((each) => each.type === type);
    if (entry === undefined) throw new Error(`Nothing of ${type} is in the history`);
    return entry.eventId;
  }

  /** A request for what is held on the case of the audit, which was gathered. */
  async gathered(): Promise<string> {
    const { events } = await this.council.first.ledger.load(`audit-${this.audit}`);
    const { subjectId: id } = Object(events[0]?.data) as { readonly subjectId: string };
    const reason = 'The inquiry asks for it.';
    const holdId = await this.does(CORA, 'PlaceHold', { of: 'audit', id: this.audit, reason });
    await this.does(CORA, 'EndHold', { reason }, holdId);
    const said = { kind: 'access', of: 'case', id, about: 'record', called: null };
    const body = { ...said, asked: 'A letter', receivedOn: this.today() };
    const requestId = await this.does(CORA, 'RecordDataRequest', body);
    await gatherWhatIsAsked(this.council.first);
    return `/data-requests/${requestId}`;
  }

  /** A caseload to draw from, imported once. */
  async withCaseload(): Promise<void> {
    if (this.hasCaseload) return;
    this.hasCaseload = true;
    const rows = Array.from({ length: 40 }, (_, index) => `${100 + index},child in need,North,Pat`);
    const imported = await importCaseload(this.council.first, {
      file: Buffer.from(['Child ID,Status,Team,Worker', ...rows].join('\n')),
      fileName: 'cases.csv',
      source: 'csv',
      asAt: this.today(),
      actor: OPERATOR,
      acceptRejects: false,
    });
    if (isRefusal(imported)) throw new Error(imported.sentence);
  }

  /** The draw of a round that is owed, and of a month of its own. */
  async owedDraw(): Promise<string> {
    await this.withCaseload();
    const period = ROUND_MONTHS[this.owed++ % ROUND_MONTHS.length] ?? '';
    const body = { round: 'monthly', period, due: this.today() };
    await this.council.does({ name: 'OweDraw', body, actor: systemActor('owe-draws') });
    return `/rounds/monthly/${period}`;
  }

  /** An action of the improvement plan, another each time. */
  async reviewable(): Promise<string> {
    const rows = ['section,ref,action', `Leadership,${(this.actions += 1)},Appoint a lead`];
    const order = { actor: OPERATOR, now: this.council.now, acceptRejects: false };
    await importPlan(this.council.first, { ...order, file: Buffer.from(rows.join('\n')) });
    const { events } = await this.council.first.ledger.load('improvement-plan');
    const added = events.findLast(({ type }) => type === 'plan-action-recorded');
    return `/reviews/plan/${(added?.data as { actionId: string }).actionId}`;
  }

  /** A report to a committee that was kept, another each time. */
  async keptReport(): Promise<string> {
    const document = { council: 'Westmere', title: 'Annual report', facts: [], sections: [], asAt: this.council.now };
    const actor = this.council.actor('Cora', 'coordinator');
    const order = { document, reportId: null, from: this.today(), to: this.today(), actor };
    const { reportId } = await keepCommitteeReport(this.council.first, order);
    return `/reports/committee/kept/${reportId}`;
  }

  /** The address of what is expected of an auditor in a month of its own. */
  async expectedOfSomebody(): Promise<string> {
    const period = ROUND_MONTHS[this.expected++ % ROUND_MONTHS.length] ?? '';
    const personId = this.council.idOf(ANN[0]);
    const of = [{ personId, group: 'auditor', isAway: false }];
    const body = { expectation: 'auditors', period, label: 'Auditors', every: 'month', audits: 1, round: null, of };
    await this.council.does({ name: 'ExpectAudits', body, actor: systemActor('expect-audits') });
    return `/expected-audits/${expectedId('auditors', period)}/people/${personId}`;
  }

  async excusedFromAudits(): Promise<string> {
    const address = await this.expectedOfSomebody();
    const [, , id = '', , personId] = address.split('/');
    await this.does(CORA, 'ExcuseFromAudits', { personId, reason: 'New in post.' }, id);
    return address;
  }

  async excusedDraw(): Promise<string> {
    const draw = await this.owedDraw();
    await this.does(CORA, 'ExcuseDraw', { reason: 'Nobody is there.' }, roundDrawId('monthly', draw.slice(-7)));
    return draw;
  }

  /** Where a sample that was drawn is issued. */
  async drawnSample(): Promise<string> {
    await this.withCaseload();
    const period = this.today().slice(0, 7);
    await this.does(CORA, 'DrawSample', { period, size: 2, activity: 'deep-dive', seed: `of ${this.council.now}` });
    const cora = await this.signIn(CORA);
    const [newest = ''] = await until('the sample is listed', async () => {
      const { text } = await cora.get('/samples');
      const listed = [...text.matchAll(/href="(\/samples\/deep-dive\/[\d-]+\/\d+)"/g)].map(
        ([, address = '']) => address,
      );
      return listed.length > 0 ? listed : null;
    });
    return `${newest}/issue`;
  }

  // Audits, as far as they have come.

  selected = (): Promise<string> => this.council.selected(randomUUID());
  accepted = (): Promise<string> => this.council.accepted(randomUUID());

  async withConcern(): Promise<string> {
    const audit = await this.accepted();
    await this.does(ANN, 'RaiseSafetyConcern', { reason: 'Not seen.' }, audit);
    return audit;
  }

  async drafted(): Promise<string> {
    const audit = await this.accepted();
    const participants = [{ as: 'practitioner', personId: this.idOf('Pat') }];
    await this.does(ANN, 'RecordConversation', { on: this.today(), participants, summary: 'We met.' }, audit);
    await this.does(ANN, 'WriteStatement', { statement: 'difference', text: 'She is safe.', value: 'partly' }, audit);
    await this.does(ANN, 'RecordFinding', { kind: 'strength', theme: 'Supervision', text: 'Known well.' }, audit);
    const tool = (await this.council.first.references.load()).settings?.tools.find(({ key }) => key === 'deep-dive');
    for (const { key: domain } of tool?.domains ?? [])
      await this.does(ANN, 'GradeDomain', { domain, grade: 'inadequate', rationale: 'As recorded.' }, audit);
    return audit;
  }

  async submitted(grade = 'inadequate'): Promise<string> {
    const audit = await this.drafted();
    const graded = { grade, rationale: 'Taken together.', auditedOn: this.today(), atRisk: false };
    await this.does(ANN, 'SubmitFirstGrade', graded, audit);
    return audit;
  }

  async claimed(grade?: string): Promise<string> {
    const audit = await this.submitted(grade);
    await this.does(MO, 'ClaimModeration', {}, audit);
    return audit;
  }

  /** Settings hold for audits selected under them. */
  async claimedBlind(): Promise<string> {
    const blind = (is: boolean) =>
      this.council.settings((settings) => ({ ...settings, moderation: { ...settings.moderation, blind: is } }));
    await blind(true);
    const audit = await this.claimed();
    await blind(false);
    return audit;
  }

  async moderated(grade?: string): Promise<string> {
    const audit = await this.claimed(grade);
    await this.does(MO, 'UpholdGrade', {}, audit);
    return audit;
  }

  async shared(grade?: string): Promise<string> {
    const audit = await this.moderated(grade);
    await this.does(CORA, 'ShareOutcome', {}, audit);
    return audit;
  }

  async disputed(): Promise<string> {
    const audit = await this.shared();
    await this.does(PAT, 'DisputeOutcome', { grounds: 'It says otherwise.' }, audit);
    return audit;
  }

  async acknowledged(grade?: string): Promise<string> {
    const audit = await this.shared(grade);
    await this.does(PAT, 'AcknowledgeOutcome', {}, audit);
    await this.does(TESS, 'AcknowledgeOutcome', {}, audit);
    return audit;
  }

  async final(grade?: string): Promise<string> {
    const audit = await this.acknowledged(grade);
    await this.does(CORA, 'FinaliseAudit', {}, audit);
    return audit;
  }
}
