import { figureOf, lateOf } from './figures.js';

/** How a table is shown: how many audits it holds and no more, its figures put together, or each of them. */
export type Detail = 'whole' | 'together' | 'each';

export const unitOf = (table: string, detail: Detail): string => `${table}, ${detail}`;

/** Figures that divide the same audits among them, each audit in one at most. */
export interface Table {
  readonly name: string;
  readonly figures: readonly string[];
  /** All its figures as one, and each by itself. */
  readonly whole: readonly (readonly string[])[];
  readonly each: readonly (readonly string[])[];
  /**
   * Whether its small figures may be put together. Not those of a matrix: a grade that was upgraded is never the worst one, so
   * that sums of cells, set beside final grades, tell single cells.
   */
  readonly together: boolean;
  /** What must be shown where this is: the units of the tables it is part of. */
  readonly needs: (detail: Detail) => readonly string[];
  /** What a reader could work out of this table and others: each is what the first figures count and the second do not. */
  readonly between: readonly Difference[];
  /** Figures of another table that these make up, and which of these make up each of them. */
  readonly makesUp: { readonly unit: string; readonly of: readonly Difference[] } | null;
}

export interface Difference {
  readonly figures: readonly string[];
  readonly less: readonly string[];
}

const DONE = figureOf({ series: 'done', key: 'done' });
const [MODERATED, NOT_MODERATED] = ['yes', 'no'].map((key) => figureOf({ series: 'moderated', key })) as [
  string,
  string,
];
const HELD = figureOf({ series: 'conversation', key: 'held' });
const NOT_HELD = figureOf({ series: 'conversation', key: 'not_held' });
const SELECTED_DONE = figureOf({ series: 'selected', key: 'done' });
const NOT_HELD_BECAUSE = 'conversation_not_held';
const NOT_DONE = 'not_done:';
const MATRIX = 'first_x_final';
const AGREEMENT = 'agreement';
const COVERAGE = 'coverage';
const APART = ':directed';
const STRATA = ['random', 'risk', 'all', 'not_recorded', 'directed'];
const GROUP = ':auditor_group:';

/** Of standards, questions, statements or themes: what does not apply is no part of the other answers. */
const isAnswered = (series: string): boolean => /^(?:standard|question|statement|strength|improvement):/.test(series);
const seriesOf = (figure: string): string => figure.slice(0, figure.indexOf('\n'));
const keyOf = (figure: string): string => figure.slice(figure.indexOf('\n') + 1);

/** The tables that figures make up, each after the table it is of. What is in none of them is never shown. */
export function tablesOf(figures: readonly string[]): Table[] {
  const bySeries = new Map<string, string[]>();
  for (const figure of figures) {
    const series = seriesOf(figure);
    const known = bySeries.get(series);
    if (known === undefined) bySeries.set(series, [figure]);
    else known.push(figure);
  }
  const of = (holds: (series: string) => boolean): string[] =>
    [...bySeries].flatMap(([series, own]) => (holds(series) ? own : []));
  // No report tells of the audits that a domain, a standard or a time limit was nothing to.
  const done = { unit: unitOf('done', 'whole'), figures: null };
  const overall = of((series) => series.startsWith('overall:'));
  const apartFrom = (series: string): boolean => series.startsWith('domain:') || isAnswered(series);
  return [
    table('done', [DONE], null),
    table(
      'origin',
      of((series) => series === 'origin'),
      done,
    ),
    table('conversation', [HELD, ...of((series) => series === NOT_HELD_BECAUSE)], done),
    table('selected', notDoneApart(of((series) => series === 'selected' || series.startsWith(NOT_DONE))), null),
    ...[...bySeries]
      .filter(([series]) => series.startsWith('timeliness:'))
      .map(([series, own]) =>
        table(
          series,
          own.flatMap((figure) => (figure.endsWith(', late') ? [] : [figure, lateOf(figure)])),
          done,
        ),
      ),
    table(
      COVERAGE,
      of((series) => series === COVERAGE),
      { unit: unitOf('selected', 'each'), figures: [SELECTED_DONE] },
    ),
    table('moderated', [MODERATED, NOT_MODERATED], done),
    table('overall', overall, { unit: unitOf('moderated', 'whole'), figures: [MODERATED, NOT_MODERATED] }),
    ...[...bySeries].filter(([series]) => apartFrom(series)).map(([series, own]) => table(series, own, done)),
    ...matrices(bySeries, overall),
  ].filter(({ figures: own }) => own.length > 0);
}

interface PartOf {
  readonly unit: string;
  /** Those of the other table's figures that hold these; null where no report tells of what these leave of it. */
  readonly figures: readonly string[] | null;
}

function table(name: string, figures: readonly string[], of: PartOf | null, more: Partial<Table> = {}): Table {
  return {
    name,
    figures,
    whole: [figures],
    each: figures.map((figure) => [figure]),
    together: true,
    needs: () => (of === null ? [] : [of.unit]),
    between: of?.figures ? [{ figures: of.figures, less: figures }] : [],
    makesUp: null,
    ...more,
  };
}

/** What was not done is told apart by its reasons, where there are any. */
function notDoneApart(figures: readonly string[]): string[] {
  const reasons = new Set(figures.map(seriesOf).filter((series) => series.startsWith(NOT_DONE)));
  return figures.filter((figure) => seriesOf(figure) !== 'selected' || !reasons.has(`${NOT_DONE}${keyOf(figure)}`));
}

/** First by final grade: of all moderated audits and directed picks in one table, and all again by what chose them and by who graded. */
function matrices(bySeries: ReadonlyMap<string, readonly string[]>, overall: readonly string[]): Table[] {
  const kinds: Record<'all' | 'strata' | 'groups', string[]> = { all: [], strata: [], groups: [] };
  for (const [series, own] of bySeries) if (series.startsWith(MATRIX)) kinds[kindOf(series)].push(...own);
  const undirected = kinds.all.filter((figure) => !seriesOf(figure).startsWith(`${MATRIX}${APART}`));
  const byFinal = overall.flatMap((figure): Difference[] => {
    const scale = seriesOf(figure).slice('overall'.length);
    const series = scale.endsWith(APART) ? `${MATRIX}${APART}${scale.slice(0, -APART.length)}` : `${MATRIX}${scale}`;
    const less = kinds.all.filter((cell) => seriesOf(cell) === series && keyOf(cell).endsWith(`>${keyOf(figure)}`));
    return less.length === 0 ? [] : [{ figures: [figure], less }];
  });
  return [
    table('matrix', kinds.all, null, {
      needs: (detail) => [unitOf('moderated', 'each'), ...(detail === 'each' ? [unitOf('overall', 'each')] : [])],
      together: false,
      between: [{ figures: [MODERATED], less: kinds.all }, ...byFinal],
      makesUp: { unit: unitOf('overall', 'each'), of: byFinal },
    }),
    ...(['strata', 'groups'] as const).map((kind) =>
      table(`matrix, ${kind}`, kinds[kind], null, {
        needs: (detail) => [unitOf('matrix', detail)],
        together: false,
        between: [{ figures: undirected, less: kinds[kind] }],
      }),
    ),
  ];
}

function kindOf(series: string): 'all' | 'strata' | 'groups' {
  const suffix = series.slice(MATRIX.length);
  if (suffix.startsWith(GROUP)) return 'groups';
  return STRATA.some(
    (stratum) => stratum !== 'directed' && (suffix === `:${stratum}` || suffix.startsWith(`:${stratum}:`)),
  )
    ? 'strata'
    : 'all';
}

/** Cells of a matrix come in the order of the scale, the best grade first. */
function movementOf(cell: string, cells: readonly string[]): 'agreed' | 'upgraded' | 'downgraded' {
  const grades = [
    ...new Set(cells.filter((other) => seriesOf(other) === seriesOf(cell)).map((other) => keyOf(other).split('>')[0])),
  ];
  const [first, final] = keyOf(cell)
    .split('>')
    .map((grade) => grades.indexOf(grade)) as [number, number];
  return first === final ? 'agreed' : final < first ? 'upgraded' : 'downgraded';
}

/** Which figures a row's count is the sum of, and which its denominator is; null where the row is never shown. */
export function countedIn(
  row: { readonly series: string; readonly key: string },
  tables: readonly Table[],
): { readonly numerator: readonly string[]; readonly denominator: readonly string[] } | null {
  const figure = figureOf(row);
  const { series, key } = row;
  const all = tables.flatMap(({ figures }) => figures);
  const ofSeries = (name: string): string[] => all.filter((other) => seriesOf(other) === name);
  if (series === 'done' || series === 'origin') return { numerator: [figure], denominator: [DONE] };
  if (series === 'moderated') return { numerator: [figure], denominator: [MODERATED, NOT_MODERATED] };
  if (series.startsWith('overall:') || series.startsWith('domain:'))
    return { numerator: [figure], denominator: ofSeries(series) };
  if (isAnswered(series)) {
    const answers = ofSeries(series);
    return {
      numerator: [figure],
      denominator: key === 'na' ? answers : answers.filter((answer) => keyOf(answer) !== 'na'),
    };
  }
  if (series.startsWith('timeliness:')) return { numerator: [figure], denominator: [figure, lateOf(figure)] };
  const notHeld = ofSeries(NOT_HELD_BECAUSE);
  if (figure === HELD) return { numerator: [HELD], denominator: [HELD, ...notHeld] };
  if (figure === NOT_HELD) return { numerator: notHeld, denominator: [HELD, ...notHeld] };
  if (series === NOT_HELD_BECAUSE) return { numerator: [figure], denominator: notHeld };
  const selected = tables.find(({ name }) => name === 'selected')?.figures ?? [];
  const outcome = (name: string): string[] =>
    selected.filter(
      (other) => other === figureOf({ series: 'selected', key: name }) || seriesOf(other) === `${NOT_DONE}${name}`,
    );
  if (series === 'selected') return { numerator: outcome(key), denominator: selected };
  if (series.startsWith(NOT_DONE)) return { numerator: [figure], denominator: outcome(series.slice(NOT_DONE.length)) };
  if (series.startsWith(MATRIX)) return { numerator: [figure], denominator: ofSeries(series) };
  if (series.startsWith(AGREEMENT)) {
    const cells = ofSeries(`${MATRIX}${series.slice(AGREEMENT.length)}`);
    return { numerator: cells.filter((cell) => movementOf(cell, cells) === key), denominator: cells };
  }
  return null;
}
