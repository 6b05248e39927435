import { againstReading } from '#access';
import { openPeople, withRefsOpenedBy } from '#application';
import type { Resource } from '#access';
import { OPERATOR, londonDateOf, onBehalfOf } from '#domain';
import type { Actor } from '#domain';
import { openEngine, readServiceSettings } from '#engine';
import type { Engine, ServiceSettings } from '#engine';
import { ProgressLine } from './output/progress-line.js';
import type { Progress } from './output/progress-line.js';
import { Refused } from './outcome.js';
import { mustHaveRecords } from './records.js';

/** What every command may be given, before or after its own options. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly as?: string;
}

/** Where a command's answer goes: one JSON text, or words and tables for people. */
export class Answer {
  constructor(private readonly asJson: boolean) {}

  /** Nothing else is ever written to stdout. */
  give(json: unknown, text: () => string): void {
    const said = this.asJson ? JSON.stringify(json, null, 2) : text().trimEnd();
    if (said !== '') process.stdout.write(`${said}\n`);
  }

  /** A text that is itself what was asked for, such as a CSV. */
  raw(text: string): void {
    process.stdout.write(text);
  }

  /** Said beside the answer. */
  note(sentence: string): void {
    process.stderr.write(`${sentence}\n`);
  }
}

/** A command at work on the data folder. */
export interface Session {
  readonly engine: Engine;
  readonly actor: Actor;
  /** Instant, UTC. */
  readonly now: string;
  /** London date. */
  readonly today: string;
  readonly answer: Answer;
  /** Shows work under way on a terminal while it lasts. */
  during<Result>(what: string, work: (show: (progress: Progress) => void) => Promise<Result>): Promise<Result>;
}

/**
 * Opens a council's records for a command, as the person named, and closes them after. Makes none: a mistyped folder would
 * be taken for a council with nothing in it.
 * @throws Refused, WrongUse and what `openEngine` does
 */
export const inSession = <Result>(
  options: GlobalOptions,
  work: (session: Session) => Promise<Result>,
): Promise<Result> => onRecords('must be there', options, work);

/** The same for a command that may be a council's first, and makes its records where there are none. */
export const inNewSession = <Result>(
  options: GlobalOptions,
  work: (session: Session) => Promise<Result>,
): Promise<Result> => onRecords('may be new', options, work);

type Records = 'must be there' | 'may be new';

async function onRecords<Result>(
  records: Records,
  { json = false, as }: GlobalOptions,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const settings = readServiceSettings(process.env);
  if (records === 'must be there') mustHaveRecords(settings);
  const engine = await openRecords(settings, records);
  try {
    const now = engine.clock();
    const today = londonDateOf(now);
    const actor = as === undefined ? OPERATOR : await actingAs(engine, as, today);
    return await work({ engine, actor, now, today, answer: new Answer(json), during });
  } finally {
    await engine.close();
  }
}

function openRecords({ dataDir, eventStore, masterKeyFile }: ServiceSettings, records: Records): Promise<Engine> {
  return openEngine({ dataDir, eventStore, masterKeyFile, mode: 'tool', mustExist: records === 'must be there' });
}

/** Shows work under way on a terminal while it lasts. */
export async function during<Result>(
  what: string,
  work: (show: (progress: Progress) => void) => Promise<Result>,
): Promise<Result> {
  const line = new ProgressLine(process.stderr, what);
  try {
    return await work(line.show);
  } finally {
    line.wipe();
  }
}

/** A person by id or by the council's own reference; in any case of letters where that is only one's. @throws Refused */
export async function personNamed({ references, ledger }: Engine, idOrRef: string): Promise<{ personId: string }> {
  const { directory } = await references.load();
  const person = directory.person(idOrRef) ?? (await withRefsOpenedBy(ledger, directory)).personByRef(idOrRef);
  if (person !== undefined) return person;
  const meant = idOrRef.trim().toLowerCase();
  const people = await openPeople(ledger, directory.people());
  const [found, ...others] = people.filter(({ personId, ref }) => [personId, ref.toLowerCase()].includes(meant));
  if (found === undefined || others.length > 0)
    throw new Refused('There is no such person: give their id or their reference.');
  return found;
}

/** What people are called, by their ids; nobody who has been erased. */
export async function namesIn({ references, ledger }: Engine): Promise<ReadonlyMap<string, string>> {
  const { directory } = await references.load();
  const people = await openPeople(ledger, directory.people());
  return new Map(people.filter(({ name }) => name !== '').map(({ personId, name }) => [personId, name]));
}

/** @throws Refused where the actor's role does not open a resource */
export function mayRead(resource: Resource, actor: Actor): void {
  const refusal = againstReading(resource, actor);
  if (refusal !== null) throw new Refused(refusal.sentence);
}

async function actingAs(engine: Engine, idOrRef: string, today: string): Promise<Actor> {
  const { personId } = await personNamed(engine, idOrRef);
  const { directory } = await engine.references.load();
  if (!directory.inPost(personId, today)) throw new Refused('Only people in post may act.');
  return onBehalfOf({ id: personId, roles: directory.person(personId)?.roles ?? [] });
}
