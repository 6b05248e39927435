import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditFold, importCaseload, importPeople } from '#application';
import {
  DEMONSTRATOR,
  OPERATOR,
  addDays,
  addMonths,
  defaultSettings,
  isRefusal,
  londonDateOf,
  settingsAt,
} from '#domain';
import type { Actor, AuditState, IsoDate } from '#domain';
import { openEngine } from '#engine';
import type { Engine } from '#engine';
import { readHere } from '#imports';
import { START, eventsFile, onLog, uuidV5 } from '#event-store';
import type { RecordsPlace } from '#event-store';
import { Agenda } from './agenda.js';
import type { Course } from './agenda.js';
import { auditCourse } from './audit-course.js';
import type { Stagehand } from './audit-course.js';
import { caseloadFile, children } from './caseload.js';
import { castOf } from './cast.js';
import { chance } from './chance.js';
import { COUNCIL, peopleFile, roster } from './roster.js';

export interface SeedOrder extends RecordsPlace {
  readonly masterKeyFile: string;
  /** Instant, UTC: where the invented history ends. */
  readonly now: string;
  /** 0 to 1. */
  readonly progress?: (share: number) => void;
}

const MONTHS = 18;
const A_MONTH = 18;
const EXCLUDED_MONTH = 8;
/** Audits the demonstration's inspector may read, and for how long. */
const INSPECTED = 5;
const INSPECTION_DAYS = 28;
const DAY_MS = 86_400_000;
const SEED = 20_240_401;

/** Nobody is hidden by these ids: the people are invented. They are the same in every demonstration, wherever it stands. */
const DEMONSTRATION = '1d8f5a52-0d6e-5b8e-8f0c-7a3e52a4c9b1';
const demonstrationId = (what: string): string => uuidV5(DEMONSTRATION, what);

/**
 * Fills a new data folder, or an event server's new deployment, with a demonstration council: invented people and eighteen months of audits, every step through
 * the same commands that people use, at the instants of an invented clock. Every council seeded up to one moment has the
 * same history, with the same ids; its keys are its own. Stopped half way and called again it goes on: the same commands
 * are recorded once.
 * @throws FolderInUse, KeyFileProblem, StoreUnavailable, KeysUnavailable
 */
export async function seedDemo({ dataDir, eventStore, masterKeyFile, now, progress }: SeedOrder): Promise<void> {
  const until = beginning(dataDir, now);
  const from = `${addMonths(londonDateOf(until), -MONTHS).slice(0, 7)}-01` as IsoDate;
  let moment = `${from}T07:00:00.000Z`;
  const engine = await openEngine({
    dataDir,
    eventStore,
    masterKeyFile,
    mode: 'service',
    files: readHere(),
    clock: () => moment,
    ownerIds: (kind, value) => demonstrationId(`${kind} ${value}`),
  });
  try {
    const programme = new Programme(engine, from, until, (at) => {
      moment = at;
      progress?.(Math.min(1, (Date.parse(at) - Date.parse(from)) / (Date.parse(until) - Date.parse(from))));
    });
    await programme.play();
    mark(dataDir, { until, done: true });
  } finally {
    await engine.close();
  }
}

/**
 * Whether a demonstration may be seeded at a place: nothing is recorded there, or only a demonstration that was cut short.
 * @throws OtherRecords, StoreUnavailable
 */
export async function maySeed({ dataDir, eventStore }: RecordsPlace): Promise<boolean> {
  if (readMark(dataDir)?.done === false) return true;
  if (eventStore === undefined) return !existsSync(eventsFile(dataDir));
  return onLog({ dataDir, eventStore }, async (log) => (await log.head()) === START);
}

/** What a folder remembers of its demonstration. */
interface Mark {
  /** Where the history ends. */
  readonly until: string;
  readonly done: boolean;
}

const markOf = (dataDir: string): string => join(dataDir, 'demonstration.json');

function readMark(dataDir: string): Mark | null {
  const file = markOf(dataDir);
  if (!existsSync(file)) return null;
  try {
    const mark: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof mark === 'object' && mark !== null && 'until' in mark && typeof mark.until === 'string') {
      return { until: mark.until, done: 'done' in mark && mark.done === true };
    }
  } catch {
    // Told below.
  }
  throw new Error(
    `The file ${file}, which says how far the demonstration was made, is damaged. Delete the data folder, and the demonstration is made anew; or write {"until":"","done":true} into it where it had been finished.`,
  );
}

function mark(dataDir: string, standing: Mark): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(markOf(dataDir), JSON.stringify(standing));
}

/** Where the history ends: the same instant when it is gone on with. Noted before anything is recorded. */
function beginning(dataDir: string, now: string): string {
  const until = readMark(dataDir)?.until ?? now;
  mark(dataDir, { until, done: false });
  return until;
}

class Programme {
  private readonly luck = chance(SEED);
  private readonly people = roster(this.luck);
  private readonly days: number;
  /** The position looked at last. */
  private seen = START;
  private audits = 0;
  private readonly firstAudits: string[] = [];

  constructor(
    private readonly engine: Engine,
    private readonly from: IsoDate,
    private readonly until: string,
    private readonly move: (now: string) => void,
  ) {
    this.days = Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS);
  }

  async play(): Promise<void> {
    await this.setUp();
    const { calendar } = await this.engine.references.load();
    const agenda = new Agenda(calendar, this.until);
    const open = children(this.luck, this.people, this.from, this.days);
    for (let month = 0; month <= MONTHS; month++) {
      const first = addMonths(this.from, month);
      if (Number(first.slice(5, 7)) === EXCLUDED_MONTH) continue;
      agenda.start(this.month(first, open), first, 8);
    }
    await agenda.run(async (now) => {
      this.move(now);
      await this.engine.processes.settle();
      await this.follow(agenda, now);
    });
    await this.letInspectorIn();
  }

  /** The inspector may read the first audits, for four weeks from the end of the history. */
  private async letInspectorIn(): Promise<void> {
    const { directory } = await this.engine.references.load();
    const inspector = [...directory.people()].find(({ roles }) => roles.includes('inspector'));
    if (inspector === undefined) throw new Error('The invented council has no inspector');
    this.move(this.until);
    const from = londonDateOf(this.until);
    await this.give(OPERATOR, 'GrantInspection', 'inspection', {
      inspectorId: inspector.personId,
      auditIds: this.firstAudits,
      from,
      until: addDays(from, INSPECTION_DAYS - 1),
      reason: 'Inspection of the demonstration',
    });
  }

  private async setUp(): Promise<void> {
    const settings = defaultSettings(COUNCIL);
    await this.give(DEMONSTRATOR, 'PublishSettings', 'settings', {
      settings: {
        ...settings,
        auditorCapacity: 6,
        excludedMonths: [EXCLUDED_MONTH],
        moderation: { ...settings.moderation, percentage: 25 },
        draw: { ...settings.draw, size: { kind: 'fixed', count: A_MONTH }, stratum: 'service' },
      },
      note: 'A demonstration with invented people.',
    });
    const imported = await importPeople(this.engine, {
      file: peopleFile(this.people),
      actor: OPERATOR,
      now: this.engine.clock(),
      acceptRejects: false,
      importId: demonstrationId('people'),
    });
    if (isRefusal(imported)) throw new Error(imported.sentence);
  }

  /** What a coordinator does at the start of a month. */
  private async *month(first: IsoDate, open: ReturnType<typeof children>): Course {
    this.move(yield { workingDays: 0, hour: 9 });
    const asAt = addDays(first, -1);
    const caseload = await importCaseload(this.engine, {
      file: caseloadFile(open, asAt),
      fileName: `caseload-${asAt}.csv`,
      source: 'csv',
      asAt,
      actor: OPERATOR,
      acceptRejects: false,
      caseloadId: demonstrationId(`caseload ${asAt}`),
    });
    if (isRefusal(caseload)) throw new Error(caseload.sentence);
    const now = yield { workingDays: 0, hour: 10, alone: true };
    const period = first.slice(0, 7);
    this.move(now);
    const sample = await this.give(OPERATOR, 'DrawSample', `draw ${period}`, { period, seed: `northbridge ${period}` });
    await this.give(OPERATOR, 'IssueSample', `issue ${period}`, {}, sample);
  }

  /** Sets every audit going that has been selected since the last look, whichever way it came about. */
  private async follow(agenda: Agenda, now: string): Promise<void> {
    const selected: string[] = [];
    for (;;) {
      const events = await this.engine.ledger.readAll({ after: this.seen, maxCount: 1_000 });
      const last = events.at(-1);
      if (last === undefined) break;
      this.seen = last.position;
      for (const { type, stream } of events)
        if (type === 'audit-selected') selected.push(stream.slice('audit-'.length));
    }
    // What was recorded together stands in the log in any order.
    for (const auditId of selected.sort()) {
      this.audits += 1;
      if (this.firstAudits.length < INSPECTED) this.firstAudits.push(auditId);
      agenda.start(auditCourse(await this.stagehand(auditId, now)), londonDateOf(now), 9);
    }
  }

  private async stagehand(auditId: string, now: string): Promise<Stagehand> {
    const { references, memories } = this.engine;
    const { directory, published } = await references.load();
    let steps = 0;
    let refusal = '';
    const attempt: Stagehand['attempt'] = async (actor, name, body, at) => {
      this.move(at);
      steps += 1;
      const answer = await this.engine.execute({
        name,
        target: auditId,
        body,
        actor,
        idempotencyKey: `${auditId} ${steps}`,
        now: at,
      });
      refusal = 'accepted' in answer ? '' : answer.code;
      return 'accepted' in answer;
    };
    const state = async (): Promise<AuditState> => (await memories.of(auditFold).load(`audit-${auditId}`)).state.state;
    const selected = await state();
    const settings = 'settingsVersion' in selected ? settingsAt(published, selected.settingsVersion) : null;
    return {
      auditId,
      cast: castOf(directory, now),
      luck: chance(SEED + this.audits),
      progress: (Date.parse(now) - Date.parse(this.from)) / (this.days * DAY_MS),
      state,
      tool: (key) => settings?.tools.find((tool) => tool.key === key),
      attempt,
      step: async (actor, name, body, at) => {
        if (!(await attempt(actor, name, body, at)))
          throw new Error(`The demonstration's ${name} was refused: ${refusal}`);
      },
    };
  }

  private async give(actor: Actor, name: string, key: string, body: object, target?: string): Promise<string> {
    const now = this.engine.clock();
    const answer = await this.engine.execute({
      name,
      target,
      body,
      actor,
      idempotencyKey: `demonstration ${key}`,
      now,
    });
    if (!('accepted' in answer)) throw new Error(`The demonstration's ${name} was refused: ${answer.sentence}`);
    return answer.id;
  }
}
