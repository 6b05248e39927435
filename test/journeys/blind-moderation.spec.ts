import type { Role } from '#domain';
import { AuditByApi, Town, codeOf, commandLine, drawAudits, today, viewsCaughtUp } from '../support/index.js';
import type { Grading, Reply } from '../support/index.js';
import { SameWords, walkEveryRoute } from './every-route.js';
import type { Heard, Known } from './every-route.js';

const moderating = (team: string | null, ...roles: Role[]) => ({ team, roles: [...roles, 'moderator' as const] });

/** Besides Mo and Max, who are moderators and nothing else: people who could claim an audit and have another role too. */
const ALSO_MODERATORS = {
  Cam: moderating('Quality', 'coordinator'),
  Lia: moderating(null, 'leader'),
  Mia: moderating('Quality', 'auditor'),
  Tim: moderating('South', 'team_manager'),
  Pru: moderating('South', 'practitioner'),
  Ama: moderating(null, 'administrator'),
  // stands in for the auditor while she is away
  Dia: moderating('Quality', 'auditor'),
};
const WATCHERS = ['Mo', 'Max', ...Object.keys(ALSO_MODERATORS), 'Cam, signed in as coordinator'];

/** Coordinators who read the audit in one way each, or not at all, and become moderators later. */
const LATER_MODERATORS = { Cat: '', Col: '/timeline', Con: `/replay?asAt=${today()}`, Coy: null } as const;

/** Everything a first grading says, in words found nowhere else. */
const FIRST: Grading = {
  grade: 'outstanding',
  domains: 'good',
  rationale: 'MARKER-RATIONALE-ONE',
};
const OTHER: Grading = {
  grade: 'inadequate',
  domains: 'requires_improvement',
  rationale: 'MARKER-RATIONALE-TWO, and much more of it',
};

/** Why the practitioner would grade it as the first auditor does: there is a disagreement in one of two worlds. */
const OTHERS_REASON = 'OTHER-REASON: the plan is new.';
const BECAUSE_OF_IT = /"reasons":\[[^\]]*"disagreement"/;

/** A council in which one audit is moderated blind; two of them differ in nothing but what its auditor says. */
class World {
  readonly words = new SameWords();

  private constructor(
    readonly town: Town,
    readonly audit: AuditByApi,
    private readonly grading: Grading,
  ) {}

  static async open(grading: Grading): Promise<World> {
    const coordinators = Object.keys(LATER_MODERATORS).map(
      (name) => [name, { team: 'Quality', roles: ['coordinator'] as const }] as const,
    );
    const town = await Town.open({
      more: { ...ALSO_MODERATORS, ...Object.fromEntries(coordinators) },
      settings: (settings) => ({
        ...settings,
        moderation: { all: true, percentage: 0, risk: { grades: [], newAuditorFirst: 0 }, blind: true },
      }),
    });
    await town.withEngine((engine) => town.tokenFor(engine, WATCHERS.at(-1) ?? '', 'Cam', ['coordinator']));
    await town
      .as('Cora')
      .does(`people/${town.idOf('Ann')}/absences`, { from: today(), deputyId: town.idOf('Dia') }, { key: 'away' });
    const [auditId = ''] = await drawAudits(town, 'case-file', 1);
    return new World(town, new AuditByApi(town, auditId), grading);
  }

  async drafted(): Promise<void> {
    await this.audit.accepted();
    await this.audit.drafted('case-file', this.grading);
    await this.audit.does('Ann', 'other-grades', { of: 'practitioner', grade: FIRST.grade, reason: OTHERS_REASON });
  }

  async submitted(): Promise<void> {
    await this.audit.submitted(this.grading);
    // Why somebody reads it may tell what they read.
    const purpose = new URLSearchParams({ purpose: this.grading.rationale ?? '' });
    await this.town.as('Cora').reads(`audits/${this.audit.id}?${purpose}`);
  }

  /** What somebody hears on every route there is, in words that are the same in every world. */
  async hears(who: string): Promise<readonly Heard[]> {
    const exported = await this.exportedBy(who);
    await this.settled();
    return walkEveryRoute(this.town.as(who), await this.known(exported), this.words);
  }

  /** What somebody is answered to commands that could try the first grade out. */
  async isAnswered(who: string): Promise<readonly Heard[]> {
    const { timeline } = await this.town
      .as('Ann')
      .reads<{ timeline: readonly { eventId: string; type: string }[] }>(`audits/${this.audit.id}/timeline`);
    const submission = timeline.find(({ type }) => type === 'first-grade-submitted')?.eventId;
    const correcting = (change: object) => ['correct', { corrects: submission, change, reason: 'A slip.' }] as const;
    const grades = ['outstanding', 'good', 'requires_improvement', 'inadequate'];
    const tries = [
      ...grades.map((grade) => ['change-grade', { grade, rationale: 'Because.' }] as const),
      ...grades.map(
        (from) =>
          [
            'change-grade',
            { grade: 'good', rationale: 'Because.', domains: [{ domain: 'planning', from, to: 'good' }] },
          ] as const,
      ),
      ['uphold-grade', {}] as const,
      ['return-to-auditor', { reason: 'Say more.' }] as const,
      ['share', {}] as const,
      ['require-response', {}] as const,
      ['schedule-reaudit', {}] as const,
      ['finalise', {}] as const,
      ['close', {}] as const,
      correcting({ field: 'standard', standard: 'visits-in-timescale', from: 'met', to: 'na' }),
      correcting({ field: 'finalGrade', from: 'outstanding', to: 'good' }),
      correcting({ field: 'domainGrade', domain: 'planning', from: 'good', to: 'inadequate' }),
    ];
    const heard: Heard[] = [];
    for (const [step, body] of tries) {
      const reply = await this.town
        .as(who)
        .post(`/api/v1/audits/${this.audit.id}/${step}`, body, { key: this.town.nextKey() });
      heard.push(this.words.heard(`POST ${step} ${JSON.stringify(body)}`, reply));
    }
    return heard;
  }

  /** What the command line tells somebody. */
  async isToldByTheCommandLine(who: string): Promise<readonly Heard[]> {
    const as = ['--as', this.town.idOf(who), '--json'];
    const heard: Heard[] = [];
    for (const words of [
      ['replay', this.audit.id, '--as-at', today(), ...as],
      ['report', 'judgements', '--from', '2020-04-01', '--to', '2030-03-31', '--by', 'year', ...as],
    ]) {
      const { code, stdout, stderr } = await commandLine(this.town.place, ...words);
      heard.push({ request: this.words.of(words.join(' ')), status: code, answer: this.words.of(stdout + stderr) });
    }
    return heard;
  }

  /** A report as a file, made; an audit's id where somebody may have none. */
  private async exportedBy(who: string): Promise<string> {
    const caller = this.town.as(who);
    const order = { report: 'judgements', from: '2020-04-01', to: '2030-03-31', by: 'year', format: 'csv' };
    const { status, body } = await caller.post('/api/v1/exports', order, { key: this.town.nextKey() });
    if (status === 403) return this.audit.id;
    const { id, position } = body as { id: string; position: number };
    return this.town.until('the file is made', async () => {
      const { standing } = await caller.reads<{ standing: string }>(`exports/${id}?after=${position}`);
      return standing === 'made' ? id : null;
    });
  }

  /** Nothing more is being recorded and every view shows it all. */
  private async settled(): Promise<void> {
    for (let head = -1, rests = 0; rests < 5; rests++) {
      await viewsCaughtUp(this.town);
      const { position } = (await this.town.nobody().get('/health/ready')).body as { position: number };
      if (position !== head) rests = 0;
      head = position;
    }
  }

  private async known(exported: string): Promise<Known> {
    const { town, audit } = this;
    const cora = town.as('Cora');
    const timeline = await cora.reads<{ timeline: readonly { recordedAt: string }[] }>(`audits/${audit.id}/timeline`);
    const { samples } = await cora.reads<{ samples: readonly { sampleId: string }[] }>('samples');
    const { caseloads } = await cora.reads<{ caseloads: readonly { caseloadId: string }[] }>('caseloads');
    return {
      // One audit only: the order of several would follow their references, which no two worlds share.
      audits: [audit.id],
      samples: samples.map(({ sampleId }) => sampleId),
      caseloads: caseloads.map(({ caseloadId }) => caseloadId),
      people: ['Pat', 'Ann', 'Mo'].map((name) => town.idOf(name)),
      teams: [town.idOf('North')],
      exports: [exported],
      instants: someOf([...new Set(timeline.timeline.map(({ recordedAt }) => recordedAt))]),
      day: today(),
    };
  }
}

describe('blind moderation', () => {
  let one: World;
  let two: World;
  beforeAll(async () => {
    [one, two] = await Promise.all([World.open(FIRST), World.open(OTHER)]);
  }, 180_000);
  afterAll(async () => {
    await Promise.all([one.town.close(), two.town.close()]);
  });

  const both = async <Result>(work: (world: World) => Promise<Result>): Promise<[Result, Result]> =>
    Promise.all([work(one), work(two)]);

  /** Whoever hears the same whatever the auditor said has been told nothing of it. */
  const expectNothingTold = async (what: (world: World) => Promise<readonly Heard[]>): Promise<readonly Heard[]> => {
    const [heard, heardThere] = await both(what);
    expect(heard).toEqual(heardThere);
    expect(heard.filter(({ answer }) => answer.includes('MARKER'))).toEqual([]);
    // Whoever is put off hears nothing, and would hide what is told.
    expect(heard.filter(({ status }) => status >= 500 || status === 429)).toEqual([]);
    return heard;
  };
  const tells = (heard: readonly Heard[]): boolean => heard.some(({ answer }) => answer.includes('MARKER-RATIONALE'));

  it('tells nobody who could moderate the drafts of a first grade', async () => {
    await both((world) => world.drafted());
    for (const who of ['Max', 'Cam', 'Lia']) await expectNothingTold((world) => world.hears(who));
  }, 180_000);

  it('tells nobody who could claim an audit its first grade on any route, now or as at any moment', async () => {
    await both((world) => world.submitted());
    for (const who of WATCHERS) {
      const heard = await expectNothingTold((world) => world.hears(who));
      expect(heard.length).toBeGreaterThan(60);
      expect(heard.filter(({ answer }) => answer.includes(OTHERS_REASON))).toEqual([]);
      await expectNothingTold((world) => world.isAnswered(who));
    }
    // The walk would see it: it is told to those who are no moderators.
    const [read, readThere] = await both((world) => world.hears('Cora'));
    expect([tells(read), tells(readThere)]).toEqual([true, true]);
    expect(read).not.toEqual(readThere);
    const disagrees = [read, readThere].map((heard) => heard.some(({ answer }) => BECAUSE_OF_IT.test(answer)));
    expect(disagrees).toEqual([false, true]);
  }, 240_000);

  it('tells the claimant nothing before their own grade is recorded', async () => {
    await both((world) => world.audit.does('Mo', 'claim-moderation'));
    for (const who of ['Mo', 'Max', 'Cam']) {
      await expectNothingTold((world) => world.hears(who));
      await expectNothingTold((world) => world.isAnswered(who));
    }
    await expectNothingTold((world) => world.isToldByTheCommandLine('Cam'));
  }, 240_000);

  it('shows it to the claimant from then on, and to nobody who could take over from them', async () => {
    await both((world) =>
      world.audit.does('Mo', 'record-moderator-grade', { grade: 'good', rationale: "The moderator's own reasons." }),
    );
    const [mo, moThere] = await both((world) => world.hears('Mo'));
    expect([tells(mo), tells(moThere)]).toEqual([true, true]);
    for (const who of ['Max', 'Cam', 'Lia']) {
      const heard = await expectNothingTold((world) => world.hears(who));
      expect(heard.filter(({ answer }) => answer.includes("The moderator's own reasons."))).toEqual([]);
    }
    await both((world) => world.audit.does('Mo', 'release-moderation', { reason: 'I am away from tomorrow.' }));
    for (const who of ['Max', 'Cam']) {
      const heard = await expectNothingTold((world) => world.hears(who));
      expect(heard.filter(({ answer }) => answer.includes("The moderator's own reasons."))).toEqual([]);
    }
    // Who has read it does not come back to it.
    const again = await one.town.as('Mo').post(`/api/v1/audits/${one.audit.id}/claim-moderation`, {});
    expect([again.status, codeOf(again)]).toEqual([403, 'first-grade-already-read']);
  }, 240_000);

  it('lets nobody claim who has read the first grade before they became a moderator', async () => {
    const { town, audit } = one;
    for (const [name, route] of Object.entries(LATER_MODERATORS)) {
      if (route !== null) expect(tellsOf(await town.as(name).get(`/api/v1/audits/${audit.id}${route}`))).toBe(true);
      await town.withEngine((engine) => town.reappoint(engine, name, ['coordinator', 'moderator']));
    }
    for (const [name, route] of Object.entries(LATER_MODERATORS)) {
      const claim = await town.as(name).post(`/api/v1/audits/${audit.id}/claim-moderation`, {});
      expect([name, claim.status]).toEqual([name, route === null ? 200 : 403]);
      if (route !== null) expect(codeOf(claim)).toBe('first-grade-already-read');
    }
  }, 120_000);

  it('lets nobody claim who has read the drafts in the auditor’s place', async () => {
    const { town } = one;
    const dia = town.as('Dia');
    const [auditId = ''] = await drawAudits(town, 'multi-agency', 1);
    const audit = new AuditByApi(town, auditId);
    await audit.accepted();
    await audit.drafted('multi-agency', FIRST);
    expect(tellsOf(await dia.get(`/api/v1/audits/${auditId}`))).toBe(true);
    await audit.submitted(FIRST);
    const claim = await dia.post(`/api/v1/audits/${auditId}/claim-moderation`, {});
    expect([claim.status, codeOf(claim)]).toEqual([403, 'first-grade-already-read']);
  }, 120_000);

  it('writes nothing of it into the service’s log', () => {
    expect(one.town.service.log).toContain('"route"');
    expect(one.town.service.log).not.toContain('MARKER');
  });
});

/** The first, the last two, and one in the middle. */
const someOf = (instants: readonly string[]): readonly string[] =>
  instants.filter((_, index) => index === 0 || index === instants.length >> 1 || index >= instants.length - 2);

const tellsOf = ({ text }: Reply): boolean => text.includes('MARKER-RATIONALE');
