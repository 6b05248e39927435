import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { tokenDigest } from '#access';
import { OPERATOR, currentSettings, eventTypes } from '#domain';
import type { ProgrammeSettings, ProposedSettings, Role } from '#domain';
import { openEngine } from '#engine';
import type { Engine } from '#engine';
import { SqliteEventStore, Upcasting, verify } from '#event-store';
import { allViews, logOf, viewsEqualRebuild } from '#projections';
import type { Difference } from '#projections';
import { Caller } from './caller.js';
import { RunningService } from './running-service.js';
import type { Place } from './running-service.js';

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

export type MemberName = keyof typeof MEMBERS;

const TEAMS = ['North', 'South', 'Quality'] as const;

export interface TownOptions {
  /** People besides the usual ones, by name. */
  readonly more?: Readonly<Record<string, Member>>;
  readonly settings?: (settings: ProposedSettings) => ProposedSettings;
}

/**
 * A council whose service runs in a process of its own, spoken to over HTTP only. Its people, teams and tokens are made
 * through the engine before the service starts, with ids that are the same in every town.
 */
export class Town {
  readonly place: Place;
  private readonly ids = new Map<string, string>();
  private readonly tokens = new Map<string, string>();
  private keys = 0;
  private running: RunningService | undefined;
  private programme: ProgrammeSettings | undefined;

  private constructor(private readonly folder: string) {
    this.place = { dataDir: join(folder, 'data'), masterKeyFile: join(folder, 'data.key') };
  }

  static async open(options: TownOptions = {}): Promise<Town> {
    const town = new Town(mkdtempSync(join(tmpdir(), 'plumbline-town-')));
    try {
      await town.withEngine((engine) => town.found(engine, options));
      await town.start();
    } catch (error) {
      await town.close();
      throw error;
    }
    return town;
  }

  get service(): RunningService {
    if (this.running === undefined) throw new Error('The service is not running');
    return this.running;
  }

  get settings(): ProgrammeSettings {
    if (this.programme === undefined) throw new Error('The town has no settings');
    return this.programme;
  }

  async start(): Promise<void> {
    this.running = await RunningService.start(this.place);
  }

  async stop(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }

  async close(): Promise<void> {
    await this.running?.kill();
    this.running = undefined;
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Somebody signed in; in fewer roles than they have where another token was made for them. */
  as(name: string): Caller {
    const token = this.tokens.get(name);
    if (token === undefined) throw new Error(`The town has no ${name}`);
    return new Caller(() => this.service.url, token);
  }

  nobody(): Caller {
    return new Caller(() => this.service.url, null);
  }

  idOf(name: string): string {
    const id = this.ids.get(name);
    if (id === undefined) throw new Error(`The town has no ${name}`);
    return id;
  }

  /** Somebody new, with a token. */
  async engage(engine: Engine, name: string, { team, roles, manager }: Member): Promise<void> {
    const person = await this.give(engine, 'RegisterPerson', name, {
      ref: name,
      name: `${name} Newtown`,
      aliases: [name],
      roles,
      teamId: team === null ? null : this.idOf(team),
      managerId: manager === undefined ? null : this.idOf(manager),
    });
    this.ids.set(name, person);
    await this.tokenFor(engine, name, name, roles);
  }

  /** A token under a name of its own, for somebody in some of their roles. */
  async tokenFor(engine: Engine, name: string, person: string, roles: readonly Role[]): Promise<void> {
    const token = `plumbline_${createHash('sha256').update(`${name} ${roles.join()} of the town`).digest('base64url')}`;
    const body = { roles, digest: tokenDigest(token), expiresOn: null };
    await this.give(engine, 'CreateToken', `token of ${name} ${roles.join()}`, body, this.idOf(person));
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

  /** Runs until it answers something: what the service does by itself has no answer to wait for. */
  async until<Found>(what: string, look: () => Promise<Found | null>): Promise<Found> {
    for (let turn = 0; turn < 300; turn++) {
      const found = await look();
      if (found !== null) return found;
      await pause(40);
    }
    throw new Error(`It never came to this: ${what}`);
  }

  /** Walks the log's chains; empty where all is well. */
  async findings(): Promise<readonly string[]> {
    const store = SqliteEventStore.open(this.place.dataDir);
    try {
      const found: string[] = [];
      await verify(store, {
        onFinding: ({ stream, revision, wrong }) => found.push(`${stream} ${revision}: ${wrong}`),
      });
      return found;
    } finally {
      await store.close();
    }
  }

  /** Where the views that were read and a rebuild of them differ, row for row; for a service that has stopped. */
  async differencesFromRebuild(): Promise<readonly Difference[]> {
    const store = SqliteEventStore.open(this.place.dataDir);
    try {
      return await viewsEqualRebuild(this.place.dataDir, logOf(store, new Upcasting(eventTypes)), allViews);
    } finally {
      await store.close();
    }
  }

  private async found(engine: Engine, { more = {}, settings }: TownOptions): Promise<void> {
    for (const name of TEAMS) {
      this.ids.set(name, await this.give(engine, 'RegisterTeam', name, { name, service: 'Assessment' }));
    }
    const members: Readonly<Record<string, Member>> = { ...MEMBERS, ...more };
    for (const [name, member] of Object.entries(members)) await this.engage(engine, name, member);
    if (settings !== undefined) {
      const { version: _, ...proposed } = await settingsNow(engine);
      await this.give(engine, 'PublishSettings', 'settings', {
        settings: settings(proposed),
        note: 'as the town wants',
      });
    }
    this.programme = await settingsNow(engine);
  }

  private async give(engine: Engine, name: string, key: string, body: object, target?: string): Promise<string> {
    const answer = await engine.execute({ name, target, body, actor: OPERATOR, idempotencyKey: `town ${key}` });
    if ('refused' in answer) throw new Error(`${name} was refused: ${answer.code}`);
    return answer.id;
  }
}

async function settingsNow(engine: Engine): Promise<ProgrammeSettings> {
  const settings = currentSettings((await engine.references.load()).published);
  if (settings === null) throw new Error('No settings have been published');
  return settings;
}
