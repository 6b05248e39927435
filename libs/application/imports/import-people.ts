import { randomUUID } from 'node:crypto';
import { isDutyOf, isRefusal, londonDateOf, notTheirDuty, people, refuse } from '#domain';
import type { Actor, PeopleEvent, Personal, Refusal } from '#domain';
import { RevisionConflict, uuidV5 } from '#event-store';
import type { Ledger } from '#event-store';
import type { FileReader, FileSource, ImportWarning, PeopleImport, Rejection, RowCounts } from '#imports';
import { OwnerErased } from '#privacy';
import type { StreamMemories } from '../streams/stream-memories.js';
import { PEOPLE_STREAM, directoryFold } from '../references/directory-fold.js';
import { openPeople, withRefsOpenedBy } from '../people/open-names.js';
import { recordedActor } from '../calls/recorded-actor.js';
import { changesIn } from './people-changes.js';
import type { PeopleChange } from './people-changes.js';
import { appendInParts } from './append-in-parts.js';
import { orProblem } from './import-problem-refusal.js';

export interface PeopleImportParts {
  readonly ledger: Ledger;
  readonly memories: StreamMemories;
  readonly files: FileReader;
}

export interface PeopleImportOrder {
  /** A CSV. */
  readonly file: FileSource;
  readonly actor: Actor;
  /** Instant, UTC. */
  readonly now: string;
  /** Import the rows that are right although others are not. */
  readonly acceptRejects: boolean;
  /** Change people and teams who are known, as the answer to the same file without this has shown. */
  readonly acceptChanges?: boolean;
  /** Say what would change, and record nothing. */
  readonly checkOnly?: boolean;
  /** The ids of those who are new follow from it; random where it is left out. */
  readonly importId?: string;
}

export interface PeopleImported {
  readonly rows: RowCounts;
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly ImportWarning[];
  /** How many people are new and how many change. People of whom the file says nothing new count as neither. */
  readonly registered: number;
  readonly changed: number;
  readonly teams: number;
  /** Changes of roles and addresses that wait until a second administrator or coordinator confirms them. */
  readonly awaitingConfirmation: number;
  /** What the file says otherwise of people and teams who are known: to be accepted, or recorded where it was. */
  readonly changes: readonly PeopleChange[];
  /**
   * False where nothing was recorded because of rejected rows, or of changes that nobody accepted. The counts say what
   * would have been recorded.
   */
  readonly imported: boolean;
}

const DECISIONS = 10;

/**
 * Brings people and teams to what a file says: teams and people it names are registered or changed, all others stay, and so
 * does what it leaves out of them. Where it would change anything known, nothing is recorded until that is accepted.
 * The same file again adds nothing, and finishes what an interrupted import began.
 * @throws StoreUnavailable, KeysUnavailable: import the same file again.
 */
export async function importPeople(
  parts: PeopleImportParts,
  order: PeopleImportOrder,
): Promise<PeopleImported | Refusal> {
  const { actor, acceptRejects, checkOnly = false } = order;
  if (!isDutyOf(actor, 'people-import')) return notTheirDuty('people-import');
  const { state: before } = await parts.memories.of(directoryFold).load(PEOPLE_STREAM);
  const known = await openPeople(parts.ledger, before.people());
  const refsAndNames = known.flatMap(({ ref, name }) => (ref === '' ? [] : [{ ref, name }]));
  const file = await orProblem(() => parts.files.people(order.file, { known: refsAndNames }, actor.id));
  if (isRefusal(file)) return file;
  const { rows, rejected, warnings } = file;
  const said = await record(parts, file, order, !checkOnly && (rejected.length === 0 || acceptRejects));
  if (isRefusal(said)) return said;
  const { events, changes, imported } = said;
  const count = (type: PeopleEvent['type']): number => events.filter((event) => event.type === type).length;
  return {
    rows,
    rejected,
    warnings,
    registered: count('person-registered'),
    changed: count('person-changed'),
    teams: count('team-registered') + count('team-changed'),
    awaitingConfirmation: count('person-change-requested'),
    changes,
    imported,
  };
}

interface Recorded {
  readonly events: readonly PeopleEvent[];
  readonly changes: readonly PeopleChange[];
  readonly imported: boolean;
}

/**
 * Decides on the directory as it stands and appends in parts; decides again when somebody else changed it meanwhile.
 * @param acceptable whether the file is to be recorded, but for what its changes say
 */
async function record(
  parts: PeopleImportParts,
  file: PeopleImport,
  { actor, now, acceptChanges = false, importId = randomUUID() }: PeopleImportOrder,
  acceptable: boolean,
): Promise<Recorded | Refusal> {
  const recorded: PeopleEvent[] = [];
  for (let decision = 0; decision < DECISIONS; decision++) {
    const { state, end } = await parts.memories.of(directoryFold).load(PEOPLE_STREAM);
    const opened = await openAll(parts.ledger, [
      ...[...state.people()].flatMap(({ ref, name, email, aliases }) => [ref, name, email, ...aliases]),
      ...[...state.pendingChanges()].flatMap(({ email }) => (email === null ? [] : [email])),
    ]);
    const events = decide(file, await withRefsOpenedBy(parts.ledger, state), {
      actor,
      now,
      today: londonDateOf(now),
      newId: (what) => uuidV5(importId, what),
      opened,
    });
    if (isRefusal(events)) return events;
    const asked = changesIn(events, state, opened);
    if (!acceptable || (asked.length > 0 && !acceptChanges)) return { events, changes: asked, imported: false };
    try {
      const correlationId = uuidV5(importId, `decision ${decision}`);
      const role = actor.roles.find((each) => each === 'administrator') ?? 'coordinator';
      const context = { actor: recordedActor(actor, role), correlationId, now };
      const commandIdOf = (from: number): string => uuidV5(correlationId, `part ${from}`);
      const order = { stream: PEOPLE_STREAM, fold: directoryFold, start: end, events, context, commandIdOf };
      await appendInParts(parts, order, recorded);
      return { events: recorded, changes: asked, imported: true };
    } catch (error) {
      if (error instanceof OwnerErased) return refuse('rule', 'record-erased', `${error.message}.`);
      if (!(error instanceof RevisionConflict)) throw error;
    }
  }
  return refuse('rule', 'people-are-changing', 'Others are changing people at the same moment. Import the file again.');
}

type PeopleContext = Parameters<typeof people.decide>[2];
type Directory = Parameters<typeof people.decide>[1];

/** Teams' services come with the file too: a team the file gives one gets it. */
function decide(file: PeopleImport, directory: Directory, context: PeopleContext): readonly PeopleEvent[] | Refusal {
  const events: PeopleEvent[] = [];
  let state = directory;
  const take = (command: Parameters<typeof people.decide>[0], about = ''): Refusal | null => {
    // several commands are decided at once: each makes ids of its own
    const newId = (what: string): string => context.newId(`${what} ${about}`);
    const decided = people.decide(command, state, { ...context, newId });
    if (isRefusal(decided)) return decided;
    events.push(...decided);
    state = state.after(decided);
    return null;
  };
  for (const [name, service] of servicesOf(file)) {
    const team = directory.teamByName(name);
    const refusal =
      team === undefined
        ? take({ type: 'RegisterTeam', name, service }, name)
        : take({ type: 'ChangeTeamDetails', teamId: team.teamId, name: team.name, service });
    if (refusal !== null) return refusal;
  }
  const rows = file.people.map(({ ref, name, aliases, email, team, managerRef, roles, from, to }) => ({
    ref,
    name,
    aliases,
    email: email === null ? '' : email,
    team,
    manager: managerRef,
    roles,
    from,
    to,
  }));
  return take({ type: 'ImportPeople', rows }) ?? events;
}

function servicesOf({ people: rows }: PeopleImport): ReadonlyMap<string, string | null> {
  const services = new Map<string, string | null>();
  for (const { team, service } of rows)
    if (typeof team === 'string' && service !== undefined) services.set(team, service);
  return services;
}

/** Recorded values in clear: opens all there are beforehand, since a decision cannot wait. */
async function openAll(ledger: Ledger, values: readonly Personal[]): Promise<PeopleContext['opened']> {
  const texts = new Map<Personal, string>();
  await Promise.all(
    values.map(async (value) => {
      if (typeof value === 'string') return;
      const opened = await ledger.open(value);
      if ('text' in opened) texts.set(value, opened.text);
    }),
  );
  return (recordedValue) => (typeof recordedValue === 'string' ? recordedValue : (texts.get(recordedValue) ?? null));
}
