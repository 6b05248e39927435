import { byCodeUnits, percent, periodOf, periodsBetween, spellingKey } from '#domain';
import type { LearningActivity, LearningAudience, LearningKind, LearningSource, PeriodLength } from '#domain';
import type { ReportNote } from './report.js';
import type { Table } from './table.js';

/** A discussion of a message in a team, as far as it is known. */
export interface DiscussionSaid {
  readonly discussionId: string;
  readonly teamId: string;
  readonly team: string;
  readonly service: string | null;
  readonly discussedOn: string | null;
  readonly confirmedOn: string | null;
  readonly confirmedBy: string | null;
  /** Null where nothing was said, or it was erased. */
  readonly words: string | null;
}

/** By which dip sample a message was looked at again. Words that were erased are null. */
export interface LookSaid {
  readonly on: string;
  readonly lookedBy: string;
  readonly sampleTheme: string | null;
  readonly sampleDate: string;
  readonly words: string | null;
}

/** A message to staff and what came of it. Words that were erased, or stand no longer, are null. */
export interface LearningMessageSaid {
  readonly messageId: string;
  readonly theme: string | null;
  readonly found: string | null;
  readonly toDo: string | null;
  readonly basis: string | null;
  readonly sources: readonly LearningSource[];
  readonly audience: LearningAudience;
  readonly issuedBy: string;
  readonly issuedOn: string;
  readonly confirmBy: string;
  /** When it is to be looked at again; null where that is owed no longer. */
  readonly lookAgainDue: string | null;
  readonly discussions: readonly DiscussionSaid[];
  /** In the order they were recorded. */
  readonly looks: readonly LookSaid[];
  readonly withdrawnOn: string | null;
}

/** A training, a workshop, a briefing. Words that were erased are null. */
export interface LearningActivitySaid extends Omit<LearningActivity, 'theme' | 'audience'> {
  readonly theme: string | null;
  readonly audience: string | null;
}

export interface LearningRequest {
  /** The first and the last day on which a message was issued, or an activity held; null for no bound. */
  readonly from: string | null;
  readonly to: string | null;
  /** Null for one period, the `total`. */
  readonly by: PeriodLength | null;
  /** A date, meaning its end in London, or an instant in UTC; null for what is known now. */
  readonly asAt: string | null;
  /** Only discussions of, and activities for, one service or one team, by name. */
  readonly service: string | null;
  readonly team: string | null;
}

export interface LearningRow {
  readonly period: string;
  /** `messages`, `sources`, `discussions`, `look-again`, `theme:…`, `service:…`, `team:…`, `activities`, `attended`, `activity-themes` */
  readonly series: string;
  readonly key: string;
  readonly label: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly percent: number | null;
}

export interface LearningReport extends LearningRequest {
  readonly report: 'learning';
  readonly rows: readonly LearningRow[];
  /** The newest first. */
  readonly messages: readonly LearningMessageSaid[];
  /** The newest first. */
  readonly activities: readonly LearningActivitySaid[];
  readonly notes: readonly ReportNote[];
}

/** How a discussion stands on a day. */
export type DiscussionStanding = 'in-time' | 'late' | 'waiting' | 'overdue';
const DISCUSSIONS: Readonly<Record<DiscussionStanding, string>> = {
  'in-time': 'Confirmed in time',
  late: 'Confirmed late',
  waiting: 'Not yet confirmed',
  overdue: 'Overdue',
};

/** How the looking again stands on a day. `none`: nobody looks again, and nobody has. */
export type LookStanding = 'looked' | 'waiting' | 'overdue' | 'none';
const LOOKS: Readonly<Record<LookStanding, string>> = {
  looked: 'Looked at again',
  waiting: 'To be looked at again',
  overdue: 'Overdue',
  none: 'Not to be looked at again',
};

const MESSAGES = { standing: 'Issued and standing', withdrawn: 'Withdrawn' } as const;

const KINDS: Readonly<Record<LearningKind, string>> = {
  training: 'Trainings',
  workshop: 'Workshops',
  briefing: 'Briefings',
  coaching: 'Coaching',
  'practice-week': 'Practice weeks',
  other: 'Others',
};

const SOURCES: Readonly<Record<LearningSource, string>> = {
  audits: 'From audits',
  'dip-samples': 'From dip samples',
  feedback: 'From feedback',
};

export function discussionStanding(
  { confirmedOn }: Pick<DiscussionSaid, 'confirmedOn'>,
  { confirmBy }: Pick<LearningMessageSaid, 'confirmBy'>,
  today: string,
): DiscussionStanding {
  if (confirmedOn !== null) return confirmedOn <= confirmBy ? 'in-time' : 'late';
  return today <= confirmBy ? 'waiting' : 'overdue';
}

/** Once it was looked at again it stays so until it is to be once more and that is overdue. */
export function lookStanding(
  { looks, lookAgainDue }: Pick<LearningMessageSaid, 'looks' | 'lookAgainDue'>,
  today: string,
): LookStanding {
  if (lookAgainDue !== null && lookAgainDue < today) return 'overdue';
  if (looks.length > 0) return 'looked';
  return lookAgainDue === null ? 'none' : 'waiting';
}

export interface LearningSaid {
  /** In the order they were issued. */
  readonly messages: readonly LearningMessageSaid[];
  readonly activities: readonly LearningActivitySaid[];
}

/**
 * What staff were told, whether their teams discussed it in time, and whether it was looked at again; and what was held so that they
 * learn. Counted are messages, teams, activities and who came to them, never children, so that nothing of it is a small number of
 * children.
 * @param today the day of the moment that is asked for
 */
export function learningReport(
  { messages: all, activities: held }: LearningSaid,
  request: LearningRequest,
  today: string,
): LearningReport {
  const { from, to, service, team } = request;
  const isAsked = (asked: string | null, name: string | null): boolean =>
    asked === null || (name !== null && spellingKey(name) === spellingKey(asked));
  const messages = all
    .filter(({ issuedOn }) => (from === null || issuedOn >= from) && (to === null || issuedOn <= to))
    .map((message) => ({
      ...message,
      discussions: message.discussions.filter((each) => isAsked(service, each.service) && isAsked(team, each.team)),
    }))
    .filter(({ discussions }) => discussions.length > 0)
    .reverse();
  const activities = held
    .filter(
      (each) =>
        (from === null || each.date >= from) &&
        (to === null || each.date <= to) &&
        isAsked(service, each.service) &&
        isAsked(team, each.team),
    )
    .sort((one, other) => byCodeUnits(other.date, one.date));
  const days = [...messages.map(({ issuedOn }) => issuedOn), ...activities.map(({ date }) => date)];
  return {
    report: 'learning',
    ...request,
    rows: periodsOf(days, request.by).flatMap((period) => {
      const isOf = (day: string): boolean => keyOf(day, request.by) === period;
      return [
        ...rowsOf(
          period,
          messages.filter(({ issuedOn }) => isOf(issuedOn)),
          today,
        ),
        ...activityRows(
          period,
          activities.filter(({ date }) => isOf(date)),
        ),
      ];
    }),
    messages,
    activities,
    notes: [],
  };
}

const keyOf = (date: string, by: PeriodLength | null): string => (by === null ? 'total' : periodOf(date, by).key);

function periodsOf(days: readonly string[], by: PeriodLength | null): readonly string[] {
  const sorted = [...days].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  return by === null ? ['total'] : periodsBetween(first, last, by).map(({ key }) => key);
}

/** None where nothing was held. */
function activityRows(period: string, activities: readonly LearningActivitySaid[]): readonly LearningRow[] {
  if (activities.length === 0) return [];
  const row = rowIn(period);
  const sumOf = (counts: readonly (number | null)[]): number =>
    counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const themes = namesIn(activities.map(({ theme }) => theme ?? ERASED));
  return [
    ...keysOf(KINDS).map((kind) =>
      row('activities', kind, KINDS[kind], activities.filter((each) => each.kind === kind).length, activities.length),
    ),
    // Of those of which both were counted.
    ...keysOf(KINDS).flatMap((kind) => {
      const counted = activities.filter(
        (each) => each.kind === kind && each.invited !== null && each.attended !== null,
      );
      const [came, asked] = [counted.map(({ attended }) => attended), counted.map(({ invited }) => invited)];
      return counted.length === 0 ? [] : [row('attended', kind, KINDS[kind], sumOf(came), sumOf(asked))];
    }),
    ...themes.map((theme) =>
      row(
        'activity-themes',
        theme,
        theme,
        activities.filter((each) => (each.theme ?? ERASED) === theme).length,
        activities.length,
      ),
    ),
  ];
}

const rowIn =
  (period: string) =>
  (series: string, key: string, label: string, numerator: number, denominator: number): LearningRow => ({
    period,
    series,
    key,
    label,
    numerator,
    denominator,
    percent: percent(numerator, denominator),
  });

function rowsOf(period: string, messages: readonly LearningMessageSaid[], today: string): readonly LearningRow[] {
  const standing = messages.filter(({ withdrawnOn }) => withdrawnOn === null);
  const discussions = standing.flatMap((message) =>
    message.discussions.map((each) => ({
      theme: message.theme ?? ERASED,
      team: each.team,
      service: each.service,
      stands: discussionStanding(each, message, today),
    })),
  );
  const row = rowIn(period);
  const counted = <Key extends string>(
    series: string,
    labels: Readonly<Record<Key, string>>,
    stands: readonly Key[],
  ): readonly LearningRow[] =>
    keysOf(labels).map((key) =>
      row(series, key, labels[key], stands.filter((one) => one === key).length, stands.length),
    );
  const apart = (of: string, nameOf: (each: (typeof discussions)[number]) => string | null): readonly LearningRow[] =>
    namesIn(discussions.map(nameOf)).flatMap((name) =>
      counted(
        `${of}:${name}`,
        DISCUSSIONS,
        discussions.filter((each) => nameOf(each) === name).map(({ stands }) => stands),
      ),
    );
  return [
    ...counted(
      'messages',
      MESSAGES,
      messages.map(({ withdrawnOn }) => (withdrawnOn === null ? 'standing' : 'withdrawn')),
    ),
    // A message may come from several.
    ...keysOf(SOURCES).map((source) =>
      row(
        'sources',
        source,
        SOURCES[source],
        standing.filter(({ sources }) => sources.includes(source)).length,
        standing.length,
      ),
    ),
    ...counted(
      'discussions',
      DISCUSSIONS,
      discussions.map(({ stands }) => stands),
    ),
    ...counted(
      'look-again',
      LOOKS,
      standing.map((message) => lookStanding(message, today)),
    ),
    ...apart('theme', ({ theme }) => theme),
    ...apart('service', ({ service }) => service),
    ...apart('team', ({ team }) => team),
  ];
}

const ERASED = '(erased)';

const keysOf = <Key extends string>(labels: Readonly<Record<Key, string>>): readonly Key[] =>
  // the table's own keys
  Object.keys(labels) as Key[];

const namesIn = (names: readonly (string | null)[]): readonly string[] =>
  [...new Set(names.filter((name) => name !== null))].sort();

const COLUMNS = ['period', 'series', 'key', 'label', 'numerator', 'denominator', 'percent'] as const;

/** The rows as a table. The messages themselves are in the JSON and on the page. */
export const learningTable = ({ rows }: LearningReport): Table => ({
  head: COLUMNS,
  rows: rows.map((row) => COLUMNS.map((column) => row[column])),
});
