import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { byName, catalogue, CommandExecution, ReferenceData, StreamMemories } from '#application';
import type { CommandAnswer, CommandCall, SampleSources } from '#application';
import { defaultSettings, eventTypes, OPERATOR } from '#domain';
import type { Actor, FrameEntry, ProposedSettings, Role } from '#domain';
import { Ledger, SqliteEventStore, START, uuidV5 } from '#event-store';
import type { EventEnvelope } from '#event-store';
import { openKeys } from '#privacy';
import { allProcesses } from './all-processes.js';
import { ProcessRunner } from './process-runner.js';
import { Register } from './register.js';
import type { StepParts } from './steps.js';

/** Thrown where the machine is switched off. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/**
 * Counts the moments between any two steps that change something, and switches everything off at one of them, for good.
 * A moment comes after a command or a write of the register: stopping just before the next one is the same.
 */
export class Power {
  moments = 0;
  private off = false;
  constructor(private readonly killAt = Number.POSITIVE_INFINITY) {}

  moment(): void {
    if (++this.moments === this.killAt) this.off = true;
    this.check();
  }

  check(): void {
    if (this.off) throw new Killed();
  }
}

/** A register that may be switched off after everything it writes. */
class SwitchedRegister extends Register {
  constructor(
    file: string,
    private readonly power: Power,
  ) {
    super(file);
  }
  override note(...args: Parameters<Register['note']>): void {
    this.around(() => super.note(...args));
  }
  override kept(...args: Parameters<Register['kept']>): void {
    this.around(() => super.kept(...args));
  }
  override wait(...args: Parameters<Register['wait']>): void {
    this.around(() => super.wait(...args));
  }
  override trouble(...args: Parameters<Register['trouble']>): void {
    this.around(() => super.trouble(...args));
  }
  private around(write: () => void): void {
    this.power.check();
    write();
    this.power.moment();
  }
}

const NAMESPACE = '6f5c2f6e-3d0c-5d6f-8a55-0f6b2f1f7c11';
/** An id that is the same in every run. */
export const id = (what: string): string => uuidV5(NAMESPACE, what);

export interface CouncilOptions {
  readonly now: string;
  readonly power?: Power;
  /** The register's file beside the data; another one for a second replica. */
  readonly register?: string;
}

/** A council's engine on a real store in a folder, without web and views: commands, log and processes. */
export class Council {
  private readonly rows = byName(catalogue);
  private keyed = 0;

  private constructor(
    readonly ledger: Ledger,
    readonly steps: StepParts,
    readonly runner: ProcessRunner,
    private readonly closing: readonly (() => unknown)[],
    readonly clock: { now: string },
    private readonly execution: CommandExecution,
  ) {}

  static async open(
    place: string,
    { now, power = new Power(), register = 'processes.db' }: CouncilOptions,
  ): Promise<Council> {
    const dataDir = join(place, 'data');
    const clock = { now };
    const store = SqliteEventStore.open(dataDir);
    const keys = await openKeys({ dataDir, masterKeyFile: join(place, 'data.key'), now });
    const ledger = new Ledger({ store, keys, types: eventTypes });
    const memories = new StreamMemories(ledger);
    const references = new ReferenceData(memories);
    const execution = new CommandExecution({
      ledger,
      keys,
      memories,
      references,
      samples: sourcesFrom(ledger),
      clock: () => clock.now,
    });
    const rows = byName(catalogue);
    const send = async (call: CommandCall): Promise<CommandAnswer> => {
      const row = rows.get(call.name);
      if (row === undefined) throw new Error(`There is no command ${call.name}`);
      return execution.execute(row, call, send);
    };
    const execute = async (call: CommandCall): Promise<CommandAnswer> => {
      power.check();
      const answer = await send(call);
      power.moment();
      return answer;
    };
    const openRegister = new SwitchedRegister(join(place, register), power);
    const steps = { execute, memories, references };
    const runner = new ProcessRunner({
      ledger,
      steps,
      register: openRegister,
      processes: allProcesses,
      clock: () => clock.now,
    });
    const closing = [() => openRegister.close(), () => store.close(), () => keys.close()];
    return new Council(ledger, steps, runner, closing, clock, execution);
  }

  /** Sends a command, by the operator unless said otherwise, with a key that is the same in every run. */
  async send(
    name: string,
    target: string | undefined,
    body: object = {},
    actor: Actor = OPERATOR,
  ): Promise<CommandAnswer> {
    const row = this.rows.get(name);
    if (row === undefined) throw new Error(`There is no command ${name}`);
    const call = { name, target, body, actor, idempotencyKey: `${this.clock.now} ${this.keyed++}` };
    return this.execution.execute(row, call, (errand) => {
      const errandRow = this.rows.get(errand.name);
      if (errandRow === undefined) throw new Error(`There is no command ${errand.name}`);
      // reservations made by people's commands get random command ids: here they are the same in every run
      const commandId = id(`errand ${errand.name} ${JSON.stringify(errand.body)} ${this.clock.now} ${this.keyed++}`);
      return this.execution.execute(errandRow, { ...errand, commandId }, () => {
        throw new Error('An errand sends no errand');
      });
    });
  }

  /** Sends a command that is accepted, and answers the id of the record it is about. */
  async done(name: string, target: string | undefined, body: object = {}, actor: Actor = OPERATOR): Promise<string> {
    const answer = await this.send(name, target, body, actor);
    if ('accepted' in answer) return answer.id;
    throw new Error(`${name} was refused: ${answer.code}: ${answer.sentence}`);
  }

  async events(): Promise<readonly EventEnvelope[]> {
    return this.ledger.readAll({ after: START, maxCount: 100_000 });
  }

  /** The history, stream by stream, without what is sealed with random bytes and what follows from it. */
  async history(): Promise<Record<string, readonly string[]>> {
    const streams: Record<string, string[]> = {};
    for (const { stream, id: eventId, type, data, metadata } of await this.events()) {
      const { hash: _, previousHash: __, ...said } = metadata;
      (streams[stream] ??= []).push(JSON.stringify({ eventId, type, data, said }, withoutBoxes));
    }
    return streams;
  }

  /** How often each type of event has been recorded, of some streams only. */
  async count(type: string, of = ''): Promise<number> {
    return (await this.events()).filter((event) => event.type === type && event.stream.startsWith(of)).length;
  }

  async close(): Promise<void> {
    await this.runner.stop();
    for (const step of this.closing) await step();
  }

  /** Copies the closed council's folder. */
  static copy(from: string, to: string): string {
    cpSync(from, to, { recursive: true });
    return to;
  }
}

function withoutBoxes(_name: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'box' in value ? 'sealed' : value;
}

/** What a draw must know, read from the log itself. */
function sourcesFrom(ledger: Ledger): SampleSources {
  const all = (): Promise<readonly EventEnvelope[]> => ledger.readAll({ after: START, maxCount: 100_000 });
  return {
    async caseloadFor() {
      const manifest = (await all()).find(({ type }) => type === 'caseload-imported');
      return manifest === undefined ? null : manifest.stream.slice('caseload-'.length);
    },
    async auditHistory() {
      return { lastAuditedOn: () => null, isLive: () => false, isExempt: () => false };
    },
    async auditsOf() {
      return { isKnown: false, auditIds: [] };
    },
    async recognisedIn() {
      return null;
    },
  };
}

const person = (council: Council, ref: string, roles: readonly Role[], more: object = {}): Promise<string> =>
  council.done('RegisterPerson', undefined, { ref, name: `Person ${ref}`, roles, ...more });

export interface Staff {
  readonly auditor: Actor;
  readonly secondAuditor: Actor;
  readonly moderator: Actor;
  readonly practitioner: Actor;
  readonly manager: Actor;
  readonly leader: Actor;
}

/** People, settings and a caseload of twelve children. */
export async function settleIn(council: Council, changed: Partial<ProposedSettings> = {}): Promise<Staff> {
  const settings = { ...defaultSettings('Westmere'), ...changed };
  await council.done('PublishSettings', undefined, { settings, note: 'To begin with' });
  const teamId = await council.done('RegisterTeam', undefined, { name: 'North', service: 'Fieldwork' });
  const manager = await person(council, 'manager', ['team_manager'], { teamId });
  const practitioner = await person(council, 'practitioner', ['practitioner'], { teamId, managerId: manager });
  const staff = {
    auditor: await person(council, 'auditor', ['auditor']),
    secondAuditor: await person(council, 'second-auditor', ['auditor']),
    moderator: await person(council, 'moderator', ['moderator']),
    leader: await person(council, 'leader', ['leader', 'coordinator']),
  };
  const caseloadId = id('caseload');
  const entries = Array.from({ length: 12 }, (_, position): FrameEntry => ({
    position,
    subjectId: id(`subject ${position}`),
    importedId: String(position).padStart(4, '0'),
    open: true,
    status: 'child_in_need',
    lists: ['6'],
    service: 'Fieldwork',
    team: 'North',
    worker: 'matched',
    practitionerId: practitioner,
    workerOwner: null,
    workerName: null,
    family: null,
    otherWorkers: [{ practitionerId: id('adviser'), workerOwner: null, workerName: null }],
  }));
  const about = { caseloadId, asAt: '2024-04-30', source: 'csv', subjectType: 'child', fileName: 'caseload.csv' };
  await council.done('StartCaseload', caseloadId, about);
  await council.done('RecordCaseloadPart', caseloadId, { part: 0, entries });
  await council.done('CompleteCaseload', caseloadId, {
    parts: 1,
    rows: { read: 12, accepted: 12, rejected: 0 },
    rejected: [],
    warnings: [],
  });
  return {
    auditor: { id: staff.auditor, roles: ['auditor'] },
    secondAuditor: { id: staff.secondAuditor, roles: ['auditor'] },
    moderator: { id: staff.moderator, roles: ['moderator'] },
    leader: { id: staff.leader, roles: ['leader', 'coordinator'] },
    practitioner: { id: practitioner, roles: ['practitioner'] },
    manager: { id: manager, roles: ['team_manager'] },
  };
}
