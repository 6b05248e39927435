import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Accepted, CommandAnswer, CommandCall } from '#application';
import { OPERATOR, currentSettings, systemActor } from '#domain';
import type { Actor, ProposedSettings, Role } from '#domain';
import { openEngine } from '#engine';
import type { Engine } from '#engine';
import type { EventServer, RecordsPlace } from '#event-store';
import { readHere } from '#imports';
import { councilEventStore } from './council-event-store.js';

/** A small council with records of its own: two teams, people in every role, and a clock that is set by hand. */
export class Council {
  /** ISO instant; a Wednesday to begin with. */
  now = '2024-05-01T09:00:00.000Z';
  readonly people = new Map<string, string>();
  readonly teams = new Map<string, string>();
  private readonly engines: Engine[] = [];

  private constructor(
    readonly place: string,
    private readonly eventStore: EventServer | undefined,
  ) {}

  /** @param eventStore where its events and keys are; `null` for its folder */
  static async open(
    mode: 'service' | 'tool' = 'tool',
    eventStore: EventServer | null = councilEventStore() ?? null,
  ): Promise<Council> {
    const council = new Council(mkdtempSync(join(tmpdir(), 'plumbline-council-')), eventStore ?? undefined);
    await council.engine(mode);
    await council.settle();
    return council;
  }

  /** Where its records are. */
  get records(): RecordsPlace {
    return { dataDir: join(this.place, 'data'), eventStore: this.eventStore };
  }

  /** Another process on the same records; the first one where none is asked for. */
  async engine(mode: 'service' | 'tool'): Promise<Engine> {
    const opened = await openEngine({
      ...this.records,
      masterKeyFile: join(this.place, 'data.key'),
      mode,
      files: readHere(),
      clock: () => this.now,
    });
    this.engines.push(opened);
    return opened;
  }

  get first(): Engine {
    const [engine] = this.engines;
    if (engine === undefined) throw new Error('The council has no engine open');
    return engine;
  }

  /** Somebody of the council, in one role. */
  actor(name: string, role: Role): Actor {
    return { id: this.idOf(name), roles: [role] };
  }

  idOf(name: string): string {
    const id = this.people.get(name) ?? this.teams.get(name);
    if (id === undefined) throw new Error(`The council has no ${name}`);
    return id;
  }

  /** Gives a command that must be accepted. */
  async does(call: CommandCall): Promise<Accepted> {
    const answer = await this.first.execute(call);
    if ('refused' in answer) throw new Error(`${call.name} was refused: ${answer.code}, ${JSON.stringify(answer)}`);
    return answer;
  }

  tries(call: CommandCall): Promise<CommandAnswer> {
    return this.first.execute(call);
  }

  async register(name: string, role: Role, team: string | null, managerId: string | null = null): Promise<string> {
    const { id } = await this.does({
      name: 'RegisterPerson',
      body: { ref: name, name, roles: [role], teamId: team && this.idOf(team), managerId },
      actor: OPERATOR,
    });
    this.people.set(name, id);
    await this.confirmChanges(id);
    return id;
  }

  /** Confirms, as a coordinator, what somebody else asked for: once people have been let in it takes two. */
  async confirmChanges(personId: string): Promise<void> {
    const { directory } = await this.first.references.load();
    const changeIds = [...directory.pendingChanges()].flatMap((change) =>
      change.personId === personId ? [change.changeId] : [],
    );
    if (changeIds.length === 0) return;
    const actor = this.actor('Cora', 'coordinator');
    await this.does({ name: 'ConfirmPersonChanges', body: { changeIds }, actor });
  }

  /** Gives a person an address by their name, to which reminders then go: `tess@westmere.example`. */
  async giveAddress(name: string): Promise<void> {
    const { directory } = await this.first.references.load();
    const { roles, teamId, managerId } = directory.person(this.idOf(name)) ?? {};
    const body = { name, email: `${name.toLowerCase()}@westmere.example`, roles, teamId, managerId };
    await this.does({
      name: 'ChangePerson',
      target: this.idOf(name),
      body,
      actor: OPERATOR,
    });
    await this.confirmChanges(this.idOf(name));
  }

  /** Publishes settings that differ from the current ones. */
  async settings(change: (settings: ProposedSettings) => ProposedSettings): Promise<void> {
    const { published } = await this.first.references.load();
    const current = currentSettings(published);
    if (current === null) throw new Error('No settings have been published');
    const { version: _, ...proposed } = current;
    await this.does({ name: 'PublishSettings', body: { settings: change(proposed), note: 'test' }, actor: OPERATOR });
  }

  /** A case of team North selected for a deep dive. */
  async selected(subjectId: string = randomUUID()): Promise<string> {
    const { id } = await this.does({
      name: 'SelectAudit',
      body: {
        origin: 'directed',
        activity: 'deep-dive',
        subjectId,
        service: 'Assessment',
        teamId: this.idOf('North'),
        team: 'North',
        practitionerId: this.idOf('Pat'),
        workerMatched: true,
        period: '2024-05',
      },
      actor: systemActor('test'),
    });
    return id;
  }

  /** An audit of Ann's, accepted. */
  async accepted(subjectId?: string): Promise<string> {
    const target = await this.selected(subjectId);
    await this.does({
      name: 'AllocateAuditor',
      target,
      body: { auditorId: this.idOf('Ann') },
      actor: this.actor('Cora', 'coordinator'),
    });
    await this.does({ name: 'AcceptAudit', target, body: {}, actor: this.actor('Ann', 'auditor') });
    return target;
  }

  /** An audit that Ann has graded and submitted. */
  async submitted(grade = 'inadequate', subjectId?: string): Promise<string> {
    const target = await this.accepted(subjectId);
    await this.submit(target, grade);
    return target;
  }

  /** Ann grades an audit of hers and submits it. */
  async submit(target: string, grade: string): Promise<void> {
    const ann = this.actor('Ann', 'auditor');
    await this.does({
      name: 'RecordConversation',
      target,
      body: {
        on: this.now.slice(0, 10),
        participants: [{ as: 'practitioner', personId: this.idOf('Pat') }],
        summary: 'We met.',
      },
      actor: ann,
    });
    const { published } = await this.first.references.load();
    const tool = currentSettings(published)?.tools.find(({ key }) => key === 'deep-dive');
    for (const { key } of tool?.domains ?? []) {
      await this.does({
        name: 'GradeDomain',
        target,
        body: { domain: key, grade, rationale: 'As recorded.' },
        actor: ann,
      });
    }
    await this.does({
      name: 'SubmitFirstGrade',
      target,
      body: { grade, rationale: 'Taken together.', auditedOn: this.now.slice(0, 10), atRisk: false },
      actor: ann,
    });
  }

  /** Lets reminders be planned by all that was recorded: a sweep goes by what the log has told it, an event server a little later. */
  async tellsReminders(): Promise<void> {
    await this.first.readModels.upToNow('reminders', 60_000);
  }

  async close(): Promise<void> {
    for (const engine of this.engines.splice(0)) await engine.close();
    rmSync(this.place, { recursive: true });
  }

  private async settle(): Promise<void> {
    for (const name of ['North', 'South', 'Quality']) {
      const { id } = await this.does({ name: 'RegisterTeam', body: { name, service: 'Assessment' }, actor: OPERATOR });
      this.teams.set(name, id);
    }
    const tess = await this.register('Tess', 'team_manager', 'North');
    await this.register('Pat', 'practitioner', 'North', tess);
    await this.register('Sue', 'practitioner', 'South');
    await this.register('Cora', 'coordinator', 'Quality');
    await this.register('Ann', 'auditor', 'Quality');
    await this.register('Abe', 'auditor', 'Quality');
    await this.register('Mo', 'moderator', 'Quality');
    await this.register('Max', 'moderator', 'Quality');
    await this.register('Lee', 'leader', null);
  }
}
