import type { WorkingDays } from '#domain';
import type { DrawOfRound, DrawStanding, RoundInYear } from '#engine';
import type { SampleRow } from '#projections';
import { howNear, plainDate } from '../words/dates.js';
import { drawAddress } from '../words/draw-address.js';
import { sampleAddress } from '../words/sample-address.js';
import { sampleStanding } from '../words/sample-standing.js';

/** A round as its part of the page says it. */
export interface RoundShown {
  readonly key: string;
  readonly title: string;
  /** `Themed: neglect; of deep dives; in place of Monthly audits` */
  readonly about: string;
  readonly isThemed: boolean;
  readonly figures: {
    readonly planned: number;
    readonly drawn: number;
    readonly issued: number;
    readonly done: number;
    /** Null for none. */
    readonly target: number | null;
  };
  readonly draws: readonly DrawShown[];
}

export interface DrawShown {
  readonly period: string;
  readonly href: string;
  readonly standing: string;
  /** Something is to be done. */
  readonly isOwed: boolean;
  readonly samples: readonly { readonly text: string; readonly href: string }[];
}

interface Around {
  /** London date. */
  readonly today: string;
  readonly calendar: WorkingDays;
  readonly typeOf: (key: string) => string;
  readonly samples: readonly SampleRow[];
}

/** The rounds of a year, the random ones before the themed. */
export function presentRounds(rounds: readonly RoundInYear[], around: Around): readonly RoundShown[] {
  const labels = new Map(rounds.map(({ key, label }) => [key, label]));
  const shown = rounds.map((round): RoundShown => {
    const { key, label, activity, theme, replaces, planned, drawn, issued, done, targetPerYear } = round;
    const about = [
      activity === null ? 'No longer in the settings' : around.typeOf(activity),
      ...(theme === null ? [] : [`theme: ${theme}`]),
      ...(replaces === null ? [] : [`in place of ${labels.get(replaces) ?? replaces}`]),
    ];
    return {
      key,
      title: label,
      about: about.join('; '),
      isThemed: theme !== null,
      figures: { planned, drawn, issued, done, target: targetPerYear },
      draws: round.draws.map((draw) => presentDraw(draw, around)),
    };
  });
  return [...shown.filter(({ isThemed }) => !isThemed), ...shown.filter(({ isThemed }) => isThemed)];
}

function presentDraw(draw: DrawOfRound, { samples, ...around }: Around): DrawShown {
  const made = draw.samples.flatMap(({ sampleId }, index) => {
    const sample = samples.find((each) => each.sampleId === sampleId);
    return sample === undefined
      ? []
      : [
          {
            text: draw.samples.length === 1 ? sampleStanding(sample) : `Sample ${index + 1}: ${sampleStanding(sample)}`,
            href: sampleAddress(sample, samples),
          },
        ];
  });
  return {
    period: draw.label,
    href: drawAddress(draw),
    standing: standingInWords(draw, around),
    isOwed: draw.standing === 'owed',
    samples: made,
  };
}

/** How it stands with a draw, in words. */
export function standingInWords(
  { standing, due }: Pick<DrawOfRound, 'standing' | 'due'>,
  { today, calendar }: Pick<Around, 'today' | 'calendar'>,
): string {
  const words: Readonly<Record<DrawStanding, string>> = {
    'to-come': due === null ? 'To come' : `To be drawn on ${plainDate(due)}`,
    owed: due === null ? 'To be drawn' : `To be drawn, since ${plainDate(due)}: ${howNear(due, today, calendar)}`,
    excused: 'Excused',
    made: 'Drawn',
    'not-asked': 'Not asked for: from before the settings had this round',
  };
  return words[standing];
}
