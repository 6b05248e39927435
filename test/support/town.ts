import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tokenDigest } from '#access';
import { OPERATOR, currentSettings, eventTypes } from '#domain';
import type { Actor, ProgrammeSettings, ProposedSettings, Role } from '#domain';
import { openEngine, verifyRecords } from '#engine';
import type { Engine } from '#engine';
import { START, Upcasting, nameOf, onLog } from '#event-store';
import type { EventServer, RecordedEvent } from '#event-store';
import { allViews, logOf, viewsEqualRebuild } from '#projections';
import type { Difference } from '#projections';
import { Caller } from './caller.js';
import { councilEventStore } from './council-event-store.js';
import { RunningService } from './running-service.js';
import type { Place, Settings } from './running-service.js';
import { until } from './until.js';

interface Member {
  readonly team: string | null;
  readonly roles: readonly Role[];
  readonly manager?: string;
}

/** Who works for the town: cases are held in team North. */
const MEMBERS = {
  Tess: { team: 'North', roles: ['team_manager'] },
  Tom: { team: 'South', roles: ['team_manager'] },
  Pat: { team: 'North', roles: ['practitioner'], manager: 'Tess' },
  Sue: { team: 'South', roles: ['practitioner'], manager: 'Tom' },
  Cora: { team: 'Quality', roles: ['coordinator'] },
  Ann: { team: 'Quality', roles: ['auditor'] },
  Abe: { team: 'Quality', roles: ['auditor'] },
  Mo: { team: 'Quality', roles: ['moderator'] },
  Max: { team: 'Quality', roles: ['moderator'] },
  Lee: { team: null, roles: ['leader'] },
  Ada: { team: null, roles: ['administrator'] },
  Ivy: { team: null, roles: ['inspector'] },
} as const satisfies Readonly<Record<string, Member>>;

const TEAMS = ['North', 'South', 'Quality'] as const;

export interface TownOptions {
  /** People besides the usual ones, by name. */
  readonly more?: Readonly<Record<string, Member>>;
  readonly settings?: (settings: ProposedSettings) => ProposedSettings;
  /** Where its events and keys are; where councils keep theirs when it is left out. */
  readonly eventStore?: EventServer;
  /** Services beside one another on an event server, each with a folder of its own. */
  readonly replicas?: number;
  /** Further settings of its services. */
  readonly environment?: Settings;
}

/**
 * A council whose service runs in a process of its own, spoken to over HTTP only. Its people, teams and tokens are made
 * through the engine before the service starts, with ids that are the same in every town. Where it has several replicas,
 * each request goes to the next of them, as behind a load balancer.
 */
export class Town {
  /** Of each replica. */
  readonly places: readonly Place[];
  private readonly ids = new Map<string, string>();
  private readonly tokens = new Map<string, string>();
  private readonly environment: Settings;
  private keys = 0;
  private readonly running: (RunningService | undefined)[] = [];
  private turn = 0;
  private programme: ProgrammeSettings | undefined;

  private constructor(
    private readonly folder: string,
    { eventStore = councilEventStore(), replicas = 1, environment = {} }: TownOptions,
  ) {
    this.environment = environment;
    this.places = Array.from({ length: replicas }, (_, replica) => ({
      dataDir: join(folder, replica === 0 ? 'data' : `data-${replica}`),
      eventStore,
      masterKeyFile: join(folder, 'data.key'),
    }));
  }

  static async open(options: TownOptions = {}): Promise<Town> {
    const town = new Town(mkdtempSync(join(tmpdir(), 'plumbline-town-')), options);
    try {
      await town.withEngine((engine) => town.found(engine, options));
      await town.start();
    } catch (error) {
      await town.close();
      throw error;
    }
    return town;
  }

  /** The place of the one service, or of the first. */
  get place(): Place {
    const [place] = this.places;
    if (place === undefined) throw new Error('The town has no place');
    return place;
  }

  get service(): RunningService {
    return this.replica(0);
  }

  replica(replica: number): RunningService {
    const running = this.running[replica];
    if (running === undefined) throw new Error('The service is not running');
    return running;
  }

  get settings(): ProgrammeSettings {
    if (this.programme === undefined) throw new Error('The town has no settings');
    return this.programme;
  }

  /** Starts every replica that does not run, all at once. */
  async start(): Promise<void> {
    await Promise.all(
      this.places.map(async (place, replica) => {
        this.running[replica] ??= await RunningService.start(place, this.environment);
      }),
    );
  }

  async stop(): Promise<void> {
    await Promise.all(this.running.splice(0).map((service) => service?.stop()));
  }

  /** Kills a replica where it stands. */
  async kill(replica: number): Promise<void> {
    const service = this.replica(replica);
    this.running[replica] = undefined;
    await service.kill();
  }

  async close(): Promise<void> {
    await Promise.all(this.running.splice(0).map((service) => service?.kill()));
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Somebody signed in; in fewer roles than they have where another token was made for them. At one replica, or at each in turn. */
  as(name: string, replica?: number): Caller {
    const token = this.tokens.get(name);
    if (token === undefined) throw new Error(`The town has no ${name}`);
    return new Caller(() => this.urlOf(replica), token);
  }

  /** Whoever holds a token. */
  bearing(token: string): Caller {
    return new Caller(() => this.urlOf(), token);
  }

  nobody(replica?: number): Caller {
    return new Caller(() => this.urlOf(replica), null);
  }

  idOf(name: string): string {
    const id = this.ids.get(name);
    if (id === undefined) throw new Error(`The town has no ${name}`);
    return id;
  }

  /** Somebody new, with a token. */
  async engage(engine: Engine, name: string, member: Member): Promise<void> {
    await this.register(engine, name, member);
    await this.tokenFor(engine, name, name, member.roles);
  }

  private async register(engine: Engine, name: string, { team, roles, manager }: Member): Promise<void> {
    const person = await this.give(engine, 'RegisterPerson', name, {
      ref: name,
      name: `${name} Newtown`,
      aliases: [name],
      roles,
      teamId: team === null ? null : this.idOf(team),
      managerId: manager === undefined ? null : this.idOf(manager),
    });
    this.ids.set(name, person);
    await this.confirmChanges(engine, person);
  }

  /** Confirms, as the administrator, what the operator asked for: once people have been let in it takes two. */
  async confirmChanges(engine: Engine, personId: string): Promise<void> {
    const { directory } = await engine.references.load();
    const changeIds = [...directory.pendingChanges()].flatMap((change) =>
      change.personId === personId ? [change.changeId] : [],
    );
    if (changeIds.length === 0) return;
    const actor: Actor = { id: this.idOf('Ada'), roles: ['administrator'] };
    await this.give(engine, 'ConfirmPersonChanges', `confirm ${changeIds.join()}`, { changeIds }, undefined, actor);
  }

  /** A token that somebody made for themself, under a name of its own, in some of their roles. */
  async tokenFor(engine: Engine, name: string, person: string, roles: readonly Role[]): Promise<void> {
    const token = `plumbline_${createHash('sha256').update(`${name} ${roles.join()} of the town`).digest('base64url')}`;
    const body = { roles, digest: tokenDigest(token), expiresOn: null };
    const owner: Actor = { id: this.idOf(person), roles };
    await this.give(engine, 'CreateToken', `token of ${name} ${roles.join()}`, body, owner.id, owner);
    this.tokens.set(name, token);
  }

  /** An idempotency key: the same ones, in the same order, in every town, so that what they make has the same ids. */
  nextKey(): string {
    this.keys += 1;
    return `step-${this.keys}`;
  }

  /** Gives somebody other roles, and a token in all of them. */
  async reappoint(engine: Engine, name: string, roles: readonly Role[]): Promise<void> {
    const body = { name: `${name} Newtown`, aliases: [name], roles, teamId: this.idOf('Quality') };
    await this.give(engine, 'ChangePerson', `reappoint ${name}`, body, this.idOf(name));
    await this.confirmChanges(engine, this.idOf(name));
    await this.tokenFor(engine, name, name, roles);
  }

  /** Works on the folder as a tool does, beside the service or without it. */
  async withEngine<Result>(work: (engine: Engine) => Promise<Result>): Promise<Result> {
    const engine = await openEngine({ ...this.place, mode: 'tool' });
    try {
      return await work(engine);
    } finally {
      await engine.close();
    }
  }

  /** Looks again and again until there is something to see (`until`). */
  until<Found>(what: string, look: () => Promise<Found | null>): Promise<Found> {
    return until(what, look);
  }

  /** What `verify` finds in the log and in the folder; empty where all is well. */
  async findings(): Promise<readonly string[]> {
    const { findings, files } = await verifyRecords(this.place, { views: false });
    return [
      ...findings.map(({ stream, revision, wrong }) => `${stream} ${revision}: ${wrong}`),
      ...files.map(({ file, wrong }) => `${file}: ${wrong}`),
    ];
  }

  /** Everything recorded, in the order of the log, each event under its name. */
  async history(): Promise<readonly RecordedEvent[]> {
    return onLog(this.place, async (store) => {
      const events: RecordedEvent[] = [];
      for (let after = START; ;) {
        const batch = await store.readAll({ after, maxCount: 1_000 });
        const last = batch.at(-1);
        if (last === undefined) return events;
        events.push(...batch.map((event) => ({ ...event, type: nameOf(event.type) })));
        after = last.position;
      }
    });
  }

  /** Where the views that were read and a rebuild of them differ, row for row; for a service that has stopped. */
  async differencesFromRebuild(): Promise<readonly Difference[]> {
    return onLog(this.place, async (store) => {
      const log = logOf(store, new Upcasting(eventTypes));
      const differences: Difference[] = [];
      for (const { dataDir } of this.places) differences.push(...(await viewsEqualRebuild(dataDir, log, allViews)));
      return differences;
    });
  }

  private urlOf(replica?: number): string {
    if (replica !== undefined) return this.replica(replica).url;
    this.turn += 1;
    return this.replica(this.turn % this.places.length).url;
  }

  private async found(engine: Engine, { more = {}, settings }: TownOptions): Promise<void> {
    for (const name of TEAMS) {
      this.ids.set(name, await this.give(engine, 'RegisterTeam', name, { name, service: 'Assessment' }));
    }
    const members: Readonly<Record<string, Member>> = { ...MEMBERS, ...more };
    for (const [name, member] of Object.entries(members)) await this.register(engine, name, member);
    for (const [name, { roles }] of Object.entries(members)) await this.tokenFor(engine, name, name, roles);
    if (settings !== undefined) {
      const { version: _, ...proposed } = await settingsNow(engine);
      await this.give(engine, 'PublishSettings', 'settings', {
        settings: settings(proposed),
        note: 'as the town wants',
      });
    }
    this.programme = await settingsNow(engine);
  }

  private async give(
    engine: Engine,
    name: string,
    key: string,
    body: object,
    target?: string,
    actor = OPERATOR,
  ): Promise<string> {
    const answer = await engine.execute({ name, target, body, actor, idempotencyKey: `town ${key}` });
    if ('refused' in answer) throw new Error(`${name} was refused: ${answer.code}`);
    return answer.id;
  }
}

async function settingsNow(engine: Engine): Promise<ProgrammeSettings> {
  const settings = currentSettings((await engine.references.load()).published);
  if (settings === null) throw new Error('No settings have been published');
  return settings;
}
