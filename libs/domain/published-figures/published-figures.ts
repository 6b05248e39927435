import type { Decider } from '../decider.js';
import type { DecisionContext } from '../decision-context.js';
import { decideBy } from '../decision-table.js';
import { isDutyOf, notTheirDuty, type Heads } from '../duties.js';
import type { PrintedFigure, PrintedNumbers, PublishedFigureEvent, RecordPublishedFigures } from './events.js';

/** The figures there are, each as last recorded, by `figureName`, in the order they were first entered. */
export type PublishedFigures = ReadonlyMap<string, PrintedFigure>;

/** What tells a figure from all others. */
export const figureName = ({
  source,
  period,
  series,
  key,
}: Pick<PrintedFigure, 'source' | 'period' | 'series' | 'key'>): string =>
  JSON.stringify([source, period, series, key]);

/** The figures after more events: copied once, however many there are. */
export function figuresAfter(before: PublishedFigures, events: Iterable<PublishedFigureEvent>): PublishedFigures {
  const after = new Map(before);
  for (const { data } of events) {
    const { source, period, series, key, percent, decimals, numerator, denominator } = data;
    const figure = { source, period, series, key, percent, decimals, numerator, denominator };
    after.set(figureName(figure), figure);
  }
  return after;
}

/** The decider of the stream `published-figures`. What is known already as it is said makes no event; what is said otherwise corrects it. */
export const publishedFigures: Decider<
  PublishedFigures,
  RecordPublishedFigures,
  PublishedFigureEvent,
  Pick<DecisionContext, 'actor'> & { readonly responsibilities?: Heads }
> = {
  initial: new Map(),
  evolve: (before, event) => figuresAfter(before, [event]),
  decide: decideBy({
    RecordPublishedFigures({ figures }, known, { actor, responsibilities }) {
      if (!isDutyOf(actor, 'published-figures', responsibilities)) return notTheirDuty('published-figures');
      const said = new Map(figures.map((figure) => [figureName(figure), figure]));
      return [...said].flatMap(([name, figure]): PublishedFigureEvent[] => {
        const before = known.get(name);
        if (before === undefined) return [{ type: 'published-figure-recorded', data: figure }];
        const was = numbersOf(before);
        return isSame(was, figure) ? [] : [{ type: 'published-figure-corrected', data: { ...figure, was } }];
      });
    },
  }),
};

const numbersOf = ({ percent, decimals, numerator, denominator }: PrintedFigure): PrintedNumbers => ({
  percent,
  decimals,
  numerator,
  denominator,
});

const isSame = (one: PrintedNumbers, other: PrintedNumbers): boolean =>
  one.percent === other.percent &&
  one.decimals === other.decimals &&
  one.numerator === other.numerator &&
  one.denominator === other.denominator;
