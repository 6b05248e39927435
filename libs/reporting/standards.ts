import type { Database } from 'better-sqlite3';
import { NOT_APPLICABLE as DOES_NOT_APPLY, answerWords, questionsOf, type AnswerWord } from '#domain';
import { programmeAsAt, tallyCrossed, tallyStandards, type ReportedProgramme, type Tallies, type Tally } from '#facts';
import { COMPARED_WITH_PERIOD_BEFORE, notesOfAsides, notesOfExcludedMonths } from './notes.js';
import { reportOf, type CountRequest, type Report, type ReportNote, type ReportRow } from './report.js';
import { comparedPeriods, type ReportPeriods } from './report-periods.js';
import { inOrderOf } from './series-order.js';
import { reportScales } from './report-scales.js';
import { isTallyOf, shareOf, talliedRows, type TalliedSeries } from './tallied-rows.js';

const ANSWERS = [
  { key: 'met', label: 'Met' },
  { key: 'not_met', label: 'Not met' },
  { key: 'na', label: 'Not applicable' },
];

/**
 * How often each practice standard was met in the audits carried out in each period, how the questions of their tools were
 * answered and statements rated, and overall grades crossed with the words of statements. Met and not met are shares of the
 * audits to which the standard applies; not applicable is a share of all that answered it; so with questions.
 */
export function standardsReport(db: Database, request: CountRequest): Report {
  const counted = countStandards(db, request);
  const { periods, before, tallies, asides, series } = counted;
  const rows = [...talliedRows(periods, series, tallies, before), ...crossedRows(db, request, counted)];
  return reportOf(request, rows, [
    ...notesOfAsides(asides.slice(before), request.asAt),
    ...notesOfExcludedMonths(db, request),
    ...(rows.some(({ key, numerator }) => key === 'na' && numerator !== 0) ? [NOT_APPLICABLE] : []),
    ...(rows.some(({ unit }) => unit === 'percentage_points') ? [COMPARED_WITH_PERIOD_BEFORE] : []),
  ]);
}

interface CountedStandards extends ReportPeriods, Tallies {
  readonly series: readonly TalliedSeries[];
}

export function countStandards(db: Database, request: CountRequest): CountedStandards {
  const compared = comparedPeriods(request);
  const { tallies, asides } = tallyStandards(db, compared.selection);
  const programme = programmeAsAt(db, request.asAt);
  const shown = tallies.filter(({ period }) => period >= compared.before);
  return { ...compared, tallies, asides, series: seriesOf(shown, programme) };
}

function seriesOf(shown: readonly Tally[], programme: ReportedProgramme): TalliedSeries[] {
  const { tools } = programme;
  const asked = tools.flatMap((tool) => [...questionsOf(tool), ...(tool.statements ?? [])]);
  const order = inOrderOf([
    ...tools.flatMap((tool) => tool.standards),
    ...asked.map(({ key, text }) => ({ key, label: text })),
  ]);
  const kind = (series: string): number => KINDS.findIndex((each) => series.startsWith(each));
  const names = [...new Set(shown.map(({ series }) => series))].sort(
    (left, right) => kind(left) - kind(right) || order(left, right),
  );
  return [false, true].flatMap((directed) =>
    names
      .map((series) => ({
        name: directed ? `${series}:directed` : series,
        of: { series, scale: '', directed },
        answers: answersOf(series, shown, programme),
        outside: ['na'],
      }))
      .filter(({ of }) => shown.some((tally) => isTallyOf(tally, of))),
  );
}

const KINDS = ['standard:', 'question:', 'statement:'];

/** What may be answered, the best first: by the tools as they are now, then what they no longer know. */
function answersOf(series: string, shown: readonly Tally[], programme: ReportedProgramme): readonly AnswerWord[] {
  if (series.startsWith('standard:')) return ANSWERS;
  const given = shown.filter((tally) => tally.series === series).map(({ key }) => ({ key, label: key }));
  const words = [...wordsAsked(series, programme), ...given];
  const known = words.filter(({ key }, index) => words.findIndex((word) => word.key === key) === index);
  const others = known.filter(({ key }) => key !== DOES_NOT_APPLY.key);
  return series.startsWith('statement:') ? others : [...others, DOES_NOT_APPLY];
}

function wordsAsked(series: string, { tools }: ReportedProgramme): readonly AnswerWord[] {
  const [kind, key] = [series.slice(0, series.indexOf(':')), series.slice(series.indexOf(':') + 1)];
  return tools.flatMap((tool) => {
    const scales =
      kind === 'question'
        ? questionsOf(tool).flatMap((question) => (question.key === key ? [question.answers] : []))
        : (tool.statements ?? []).flatMap((statement) => (statement.key === key ? (statement.scale ?? []) : []));
    return scales.flatMap((scale) => answerWords(scale, tool));
  });
}

/** Each grade with each word of a statement's scale, of the audits that have both: no cell of it leaves the QA team. */
function crossedRows(db: Database, request: CountRequest, { periods, before, tallies, selection }: CountedStandards) {
  const shown = tallies.filter(({ period, series }) => period >= before && series.startsWith('statement:'));
  if (shown.length === 0) return [];
  const programme = programmeAsAt(db, request.asAt);
  const crossed = tallyCrossed(db, selection);
  const scales = reportScales(
    programme.scales,
    crossed.map(({ scale, grade }) => ({ scale, key: grade })),
  );
  const names = [...new Set(shown.map(({ series }) => series))].sort();
  return periods.flatMap(({ key: period }, index) =>
    names.flatMap((series) =>
      [false, true].flatMap((directed) =>
        scales.all.flatMap((scale): ReportRow[] => {
          const own = crossed.filter(
            (one) => one.series === series && one.scale === scale.key && one.directed === directed,
          );
          if (own.length === 0) return [];
          const now = own.filter((one) => one.period === index + before);
          const all = now.reduce((sum, { count }) => sum + count, 0);
          const name = `${scales.seriesName(`quality:${series.slice('statement:'.length)}`, scale.key)}${directed ? ':directed' : ''}`;
          return scale.grades.flatMap((grade) =>
            answersOf(series, shown, programme).map((word) => {
              const cell = now.find((one) => one.grade === grade.key && one.word === word.key);
              return {
                period,
                series: name,
                key: `${grade.key}>${word.key}`,
                label: `${grade.label}, ${word.label.toLowerCase()}`,
                ...shareOf(cell?.count ?? 0, all),
              };
            }),
          );
        }),
      ),
    ),
  );
}

const NOT_APPLICABLE: ReportNote = {
  code: 'not_applicable',
  text: 'Met and not met are shares of the audits to which the standard applies; not applicable is a share of all audits that answered it.',
};
