import { humanised, questionsOf } from '#domain';
import type { ProgrammeSettings } from '#domain';
import type { NamedReport } from '../report-parts.js';

interface ReportWords {
  readonly title: string;
  /** What it answers. */
  readonly about: string;
}

export const REPORT_WORDS: Readonly<Record<NamedReport | 'actions' | 'expected' | 'trends', ReportWords>> = {
  judgements: {
    title: 'Judgements',
    about: 'Final grades of the audits carried out in each period: is practice getting better?',
  },
  standards: { title: 'Practice standards', about: 'How often each practice standard was met.' },
  themes: {
    title: 'Themes',
    about: 'In how many audits each theme was found as an area for improvement, and as a strength.',
  },
  activity: { title: 'Activity', about: 'What was audited, what was not and why, and how long each stage took.' },
  moderation: { title: 'Moderation', about: 'How well first grades hold when a moderator looks at them.' },
  questions: {
    title: 'Questions and statements',
    about: 'How the questions of the audit tools were answered, and what statements were rated.',
  },
  outcomes: {
    title: 'Outcomes and quality',
    about: 'Overall grades beside what auditors said of the difference that was made.',
  },
  actions: {
    title: 'Actions',
    about: 'What became of the actions agreed on audits: open and overdue ones by team and by who does them.',
  },
  expected: {
    title: 'Expected audits',
    about: 'How many audits were expected of auditors, and how many they were given, did and did late.',
  },
  trends: {
    title: 'Trends',
    about: 'How judgements and standards went on, period by period: choose a team. The QA team sees practitioners too.',
  },
  rounds: { title: 'Rounds', about: 'Of each round: samples drawn of those planned, audits issued and done.' },
};

/** A series of a report, by how its name begins. The rest of the name says of what. */
interface SeriesKind {
  readonly begins: string;
  readonly title: string;
  /** Its rows are shares of one whole, and so a bar. */
  readonly isWhole?: true;
  /** All its series stand in one table, a row each. */
  readonly together?: true;
}

/** In the order of their pages; the first that fits. */
const KINDS: readonly SeriesKind[] = [
  { begins: 'overall', title: 'Overall grade', isWhole: true },
  { begins: 'domain', title: 'Domain', isWhole: true },
  { begins: 'standard', title: 'Standard', isWhole: true },
  { begins: 'question', title: 'Question', isWhole: true },
  { begins: 'statement', title: 'Statement', isWhole: true },
  { begins: 'improvement', title: 'To improve', isWhole: true },
  { begins: 'strength', title: 'Strength', isWhole: true },
  { begins: 'quality', title: 'Overall grade beside' },
  { begins: 'done', title: 'Audits done', together: true },
  { begins: 'activity', title: 'By type of audit', together: true },
  { begins: 'service', title: 'By service', together: true },
  { begins: 'origin', title: 'How cases were chosen', isWhole: true },
  { begins: 'moderated', title: 'Moderated', isWhole: true },
  { begins: 'conversation_not_held', title: 'Why no conversation was held' },
  { begins: 'conversation', title: 'Conversations', isWhole: true },
  { begins: 'selected', title: 'What became of the cases selected', isWhole: true },
  { begins: 'not_done', title: 'Why cases were not audited', together: true },
  { begins: 'timeliness', title: 'In time', together: true },
  { begins: 'actions', title: 'What became of the actions agreed', together: true },
  { begins: 'days_to_verify', title: 'How long verifying took', together: true },
  { begins: 'open_by_team', title: 'Open actions by team', together: true },
  { begins: 'overdue_by_team', title: 'Overdue actions by team', together: true },
  { begins: 'open_by_owner', title: 'Open actions by who does them', together: true },
  { begins: 'overdue_by_owner', title: 'Overdue actions by who does them', together: true },
  { begins: 'expected', title: 'What was expected, and what came of it', together: true },
  { begins: 'expected_by_group', title: 'By group of auditors', together: true },
  { begins: 'expected_by_person', title: 'Audits done of those expected, by person', together: true },
  { begins: 'by_practitioner', title: 'By practitioner' },
  { begins: 'round', title: 'Round' },
  { begins: 'themed_round', title: 'Themed round' },
  { begins: 'coverage', title: 'Coverage', together: true },
  { begins: 'agreement', title: 'Whether the grade was changed', isWhole: true },
  { begins: 'mean_shift', title: 'How far grades moved', together: true },
  { begins: 'weighted_kappa', title: 'Agreement beyond chance', together: true },
  { begins: 'ac2', title: 'Agreement beyond chance (AC2)', together: true },
  { begins: 'first_x_final', title: 'First grade and final grade' },
];

/** What of a report stands under one heading. */
export interface SeriesWords {
  /** Series with the same one stand in one table. */
  readonly group: string;
  readonly title: string;
  readonly isWhole: boolean;
  /** Which of the group it is, where its rows do not say so. */
  readonly of: string;
}

const STRATA: Readonly<Record<string, string>> = {
  random: 'chosen at random',
  risk: 'chosen for risk',
  all: 'all of a type moderated',
  not_recorded: 'no reason recorded',
  directed: 'directed picks',
};

type Named = Pick<ProgrammeSettings, 'tools' | 'scales' | 'rounds'>;
type Told = Named & Pick<ProgrammeSettings, 'expectations'>;

/** Whether the council's settings have anything of which a report tells. */
export const isToldOf = (name: string, settings: Told | null): boolean =>
  Object.entries(TELLS).find(([report]) => report === name)?.[1](settings) ?? true;

const TELLS: { readonly [Name in keyof typeof REPORT_WORDS]?: (settings: Told | null) => boolean } = {
  questions: (settings) =>
    settings?.tools.some((tool) => questionsOf(tool).length + (tool.statements ?? []).length > 0) ?? false,
  outcomes: (settings) =>
    settings?.tools.some(({ statements = [] }) => statements.some(({ scale }) => scale !== null)) ?? false,
  themes: (settings) => settings?.tools.some(({ themes }) => themes.length > 0) ?? false,
  rounds: (settings) => (settings?.rounds ?? []).length > 0,
  expected: (settings) => (settings?.expectations ?? []).length > 0,
};

/** What a series of a report is called. @param settings name domains, standards and scales; null before there are any */
export function seriesWords(series: string, settings: Named | null): SeriesWords {
  const [begins = '', ...rest] = series.split(':');
  const kind = KINDS.find((each) => each.begins === begins);
  if (kind === undefined) return { group: series, title: humanised(series), isWhole: false, of: '' };
  const { title, isWhole = false, together } = kind;
  const labels = labelsOf(begins, settings);
  if (together && begins !== 'mean_shift' && begins !== 'weighted_kappa' && begins !== 'ac2')
    return { group: begins, title, isWhole, of: begins === 'not_done' ? humanised(rest.join(' ')) : '' };
  const named = NAMED.has(begins) ? rest.shift() : undefined;
  const group =
    rest[0] === 'auditor_group' ? `audited by: ${humanised(rest.splice(0, 2)[1] ?? '').toLowerCase()}` : null;
  const asides = [...(group === null ? [] : [group]), ...rest.map((part) => STRATA[part] ?? labels.scale(part))];
  const name = named === undefined ? null : labels.name(named);
  const head = name === null ? title : WITH_TITLE.has(begins) ? `${title}: ${name}` : name;
  const aside = asides.length === 0 ? '' : ` (${asides.join(', ')})`;
  if (together)
    return { group: begins, title, isWhole, of: asides.length === 0 ? 'All moderated' : humanised(asides.join(', ')) };
  return { group: series, title: `${head}${aside}`, isWhole, of: '' };
}

/** Of these the name alone does not say what they are. */
const WITH_TITLE = new Set(['by_practitioner', 'quality', 'strength', 'improvement', 'round', 'themed_round']);
/** Series of which a name says of what. */
const NAMED = new Set([
  'by_practitioner',
  'domain',
  'standard',
  'question',
  'statement',
  'strength',
  'improvement',
  'quality',
  'round',
  'themed_round',
]);

function labelsOf(begins: string, settings: Named | null) {
  const known = begins.endsWith('round')
    ? (settings?.rounds ?? [])
    : (settings?.tools ?? []).flatMap((tool) => namedIn(tool, begins));
  return {
    name: (key: string): string => known.find((each) => each.key === key)?.label ?? humanised(key),
    scale: (key: string): string => settings?.scales.find((each) => each.key === key)?.label ?? humanised(key),
  };
}

function namedIn(
  tool: Named['tools'][number],
  begins: string,
): readonly { readonly key: string; readonly label: string }[] {
  const asked = (all: readonly { readonly key: string; readonly text: string }[]) =>
    all.map(({ key, text }) => ({ key, label: text }));
  switch (begins) {
    case 'standard':
      return tool.standards;
    case 'question':
      return asked(questionsOf(tool));
    case 'statement':
    case 'quality':
      return asked(tool.statements ?? []);
    default:
      return tool.domains;
  }
}
