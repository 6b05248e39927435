import { createHash, randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { importCaseload, subjectKey } from '#application';
import { seedDemo } from '#demo';
import { OPERATOR, addDays, auditReference, londonDateOf } from '#domain';
import type { PersonRecord } from '#domain';
import { openEngine, promisesFile } from '#engine';
import type { Engine } from '#engine';
import { readHere } from '#imports';
import { NEW_STREAM } from '#event-store';
import { lifeOf } from '../../support/audit-lives.js';
import type { Life } from '../../support/audit-lives.js';
import { caseloadList } from '../../support/long-lists.js';

/** Over how many days the audits were selected: five years. */
const DAYS = 5 * 365;
/** One audit in so many stopped somewhere on its way, and waits for somebody. */
const STOPPED_EVERY = 100;
/** Children are audited again after years. */
const CHILDREN_AT_MOST = 50_000;
const EVENTS_OF_A_LIFE = 30;
const APPENDS_AT_ONCE = 200;
/** A comment as people write them, sealed with the child's key. */
const WORDS =
  'The plan is clear about what must change and by when; the family’s own words are in it, and supervision has looked at it twice.';

export interface Place {
  readonly dataDir: string;
  readonly masterKeyFile: string;
}

const placeIn = (folder: string): Place => ({
  dataDir: join(folder, 'council'),
  masterKeyFile: join(folder, 'council.key'),
});

/**
 * The demonstration council with so many further audits of thirty events each, over five years, of children of its own
 * caseload and by its own people; the texts sealed, the streams chained. Made once: a folder that has them is used as it is.
 */
export async function largeCouncil(folder: string, audits: number, say: (done: string) => void): Promise<Place> {
  const made = join(folder, 'made');
  if (existsSync(made)) return placeIn(made);
  const making = join(folder, 'making');
  rmSync(making, { recursive: true, force: true });
  const place = placeIn(making);
  const now = new Date().toISOString();
  await seedDemo({ ...place, now });
  const engine = await openEngine({ ...place, mode: 'service', files: readHere() });
  try {
    const subjects = await importChildren(engine, Math.min(audits, CHILDREN_AT_MOST), now);
    say(`${subjects.length} children`);
    const cast = await castOf(engine);
    for (let from = 0; from < audits; from += APPENDS_AT_ONCE) {
      const some = Array.from({ length: Math.min(APPENDS_AT_ONCE, audits - from) }, (_, index) => from + index);
      await Promise.all(
        some.map((number) => append(engine, cast(number, audits, now, subjects[number % subjects.length] ?? ''))),
      );
      if (from % 10_000 === 0) say(`${from} audits`);
    }
    await atRest(engine);
  } finally {
    await engine.close();
  }
  renameSync(making, made);
  return placeIn(made);
}

/** Their ids, in the order of the list. */
async function importChildren(engine: Engine, children: number, now: string): Promise<readonly string[]> {
  const imported = await importCaseload(engine, {
    file: Buffer.from(caseloadList(children).join('\n')),
    fileName: 'caseload.csv',
    source: 'csv',
    asAt: addDays(londonDateOf(now), -1),
    actor: OPERATOR,
    acceptRejects: false,
  });
  if ('refused' in imported) throw new Error(imported.sentence);
  const subjects: string[] = [];
  for (let from = 0; from < children; from += 10_000) {
    const refs = Array.from({ length: Math.min(10_000, children - from) }, (_, index) =>
      subjectKey('child', `C${200_000 + from + index}`),
    );
    const owners = await engine.keys.findSubjects(refs);
    subjects.push(...refs.map((ref) => (owners.get(ref) ?? '').replace('subject:', '')));
  }
  return subjects;
}

type Cast = (number: number, audits: number, now: string, subjectId: string) => Life;

async function castOf({ references }: Engine): Promise<Cast> {
  const { directory } = await references.load();
  const people = [...directory.people()];
  const inRole = (role: PersonRecord['roles'][number]): readonly PersonRecord[] =>
    people.filter(({ roles }) => roles.includes(role));
  const [auditors, moderators] = [inRole('auditor'), inRole('moderator')];
  const practitioners = inRole('practitioner').filter(({ teamId }) => teamId !== null);
  const pick = (of: readonly PersonRecord[], number: number): PersonRecord => {
    const one = of[number % of.length];
    if (one === undefined) throw new Error('The invented council lacks somebody');
    return one;
  };
  return (number, audits, now, subjectId) => {
    const auditId = idOf(`audit ${number}`);
    const practitioner = pick(practitioners, number);
    const team = directory.team(practitioner.teamId ?? '');
    const today = londonDateOf(now);
    const selectedOn = addDays(today, Math.floor((number / audits) * DAYS) - DAYS);
    const auditor = pick(auditors, number);
    const moderator = pick(
      moderators.filter(({ personId }) => personId !== auditor.personId),
      number,
    );
    return {
      number,
      auditId,
      reference: auditReference(auditId),
      subjectId,
      selectedOn,
      period: selectedOn.slice(0, 7),
      service: team?.service ?? 'Safeguarding',
      teamId: team?.teamId ?? '',
      team: team?.name ?? '',
      auditorId: auditor.personId,
      moderatorId: moderator.personId,
      practitionerId: practitioner.personId,
      managerId: directory.managersOf(practitioner.teamId ?? '', today)[0] ?? auditor.personId,
      words: () => WORDS,
    };
  };
}

/** A UUID of its own for each name, the same in every council. */
function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A whole life, but for one in a hundred, and for what would still lie before those of the last weeks. */
async function append({ ledger }: Engine, life: Life): Promise<void> {
  const { number, auditId, auditorId, selectedOn } = life;
  const daysAgo = Math.round((Date.now() - Date.parse(selectedOn)) / 86_400_000);
  const stopped =
    number % STOPPED_EVERY === 0 ? 1 + ((number / STOPPED_EVERY) % (EVENTS_OF_A_LIFE - 2)) : EVENTS_OF_A_LIFE;
  const lived = Math.min(stopped, Math.max(1, Math.floor((daysAgo * EVENTS_OF_A_LIFE) / 82)));
  const commandId = randomUUID();
  await ledger.append(`audit-${auditId}`, NEW_STREAM, [...lifeOf(life)].slice(0, lived), {
    actor: { id: auditorId, role: 'auditor' },
    commandId,
    correlationId: commandId,
    settingsVersion: 2,
    now: `${addDays(selectedOn, Math.min(daysAgo, 82))}T09:00:00.000Z`,
  });
}

/** The processes take what has been appended as done: nothing but what is asked of the service moves while it is timed. */
async function atRest({ ledger, dataDir }: Engine): Promise<void> {
  const head = await ledger.store.head();
  const [last] = await ledger.store.readAll({ after: head - 1, maxCount: 1 });
  const register = new Database(promisesFile(dataDir));
  register.prepare('UPDATE checkpoints SET position = ?, event_id = ?').run(head, last?.id ?? '');
  register.close();
}
