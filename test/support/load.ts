import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { commandIdOf } from '#application';
import type { RecordedEvent } from '#event-store';
import { AuditByApi, drawAudits, today } from './audits-by-api.js';
import type { Done, Reply } from './caller.js';
import type { Town } from './town.js';

/** A command that records one event of its own. */
export interface Sent {
  readonly key: string;
  readonly who: 'Ann' | 'Cora';
  readonly path: string;
  readonly body: object;
  readonly commandId: string;
}

const AUDITS = 8;
const AGAIN_MS = 20;

/** What many connections ask of a town at once: drafts on audits that several of them write to, findings, and now and then a new audit. */
export class Load {
  readonly acknowledged: Done[] = [];
  /** Everything ever sent, by command id. */
  readonly sent = new Map<string, Sent>();
  /** Sent and not answered so far, and the replica it was sent to where one was chosen. */
  readonly waiting = new Map<string, number | undefined>();
  /** How often no answer came. */
  unanswered = 0;
  /** Answers that the outcome is not known. */
  readonly unavailable: Reply[] = [];
  /** The longest that an answer took, in milliseconds. */
  slowest = 0;

  private constructor(
    private readonly town: Town,
    private readonly audits: readonly string[],
  ) {}

  static async on(town: Town): Promise<Load> {
    const audits = await drawAudits(town, 'case-file', AUDITS);
    for (const auditId of audits) await new AuditByApi(town, auditId).accepted();
    return new Load(town, audits);
  }

  /** A command not sent before. */
  next(): Sent {
    const auditId = this.audits[randomInt(this.audits.length)] ?? '';
    const kind = randomInt(10);
    if (kind === 0 && randomInt(3) === 0) {
      return this.write('Cora', 'audits', {
        origin: 'directed',
        activity: 'case-file',
        subjectId: randomUUID(),
        service: 'Assessment',
        teamId: this.town.idOf('North'),
        team: 'North',
        practitionerId: this.town.idOf('Pat'),
        workerMatched: true,
        period: today().slice(0, 7),
      });
    }
    const text = `As the record shows, ${randomInt(1_000_000)}.`;
    if (kind < 3)
      return this.write('Ann', `audits/${auditId}/findings`, { kind: 'strength', theme: this.theme(), text });
    const grade = kind % 2 === 0 ? 'good' : 'inadequate';
    return this.write('Ann', `audits/${auditId}/grade-domain`, { domain: 'assessment', grade, rationale: text });
  }

  /** Null where the answer never came, or was that the outcome is not known. */
  async send({ who, path, body, key, commandId }: Sent, replica?: number): Promise<Done | null> {
    this.waiting.set(commandId, replica);
    const since = performance.now();
    const reply = await this.town
      .as(who, replica)
      .post(`/api/v1/${path}`, body, { key })
      .catch(() => null);
    this.slowest = Math.max(this.slowest, performance.now() - since);
    if (reply === null) this.unanswered += 1;
    if (reply?.status === 503) this.unavailable.push(reply);
    if (reply === null || reply.status === 503) return null;
    this.waiting.delete(commandId);
    if (reply.status >= 300) throw new Error(`POST ${path} answered ${reply.status}: ${reply.text}`);
    return reply.body as Done;
  }

  /** Sends a command, again and again with the same key, until it is answered. */
  async persist(command: Sent, replicaOf: () => number | undefined = () => undefined): Promise<void> {
    for (;;) {
      const answer = await this.send(command, replicaOf());
      if (answer !== null) return void this.acknowledged.push(answer);
      await pause(AGAIN_MS);
    }
  }

  /** What was acknowledged and does not stand in the history as it was acknowledged. */
  missingFrom(history: readonly RecordedEvent[]): readonly Done[] {
    const byId = new Map(history.map((event) => [event.id, event]));
    return this.acknowledged.filter(({ events, stream, revision, position }) => {
      const last = byId.get(events.at(-1)?.id ?? '');
      const whole = events.every(({ id, type }) => byId.get(id)?.type === type && byId.get(id)?.stream === stream);
      return !whole || last?.revision !== revision || last.position !== position;
    });
  }

  /** Commands sent that have not exactly one effect in the history. */
  notOnceIn(history: readonly RecordedEvent[]): readonly string[] {
    const effects = new Map<string, number>();
    for (const event of history) effects.set(commandIn(event), (effects.get(commandIn(event)) ?? 0) + 1);
    return [...this.sent.keys()].filter((commandId) => effects.get(commandId) !== 1);
  }

  private write(who: Sent['who'], path: string, body: object): Sent {
    const key = randomUUID();
    const commandId = commandIdOf(this.town.idOf(who), `POST ${path}`, key);
    const writing = { key, who, path, body, commandId };
    this.sent.set(commandId, writing);
    return writing;
  }

  private theme(): string {
    return this.town.settings.tools.find(({ key }) => key === 'case-file')?.themes[0] ?? '';
  }
}

/** The command that recorded an event. */
export const commandIn = ({ metadata }: RecordedEvent): string =>
  (JSON.parse(metadata) as { commandId: string }).commandId;
