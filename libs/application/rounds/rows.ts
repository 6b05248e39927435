import { addMonths, commandIn, drawsBetween, responsibilitiesOf, roundDrawId, roundDraws, roundForms } from '#domain';
import type { ProgrammeSettings, RoundDraws, RoundsCommand } from '#domain';
import { bodyOf } from '../body/body-of.js';
import type { BodyClass } from '../body/body-class.js';
import { commandRow } from '../row/command-row.js';
import type { CommandRow, SaysOf } from '../row/command-row.js';
import { foldOf } from '../streams/stream-fold.js';

export const ROUNDS_STREAM = 'rounds';
export const roundsFold = foldOf(roundDraws);

const MONTHS_AROUND = 24;

/** The draw of an id among those that the settings ask for in two years before and after a day. */
function plannedDraw(drawId: string, settings: ProgrammeSettings, today: string) {
  const planned = drawsBetween(settings, addMonths(today, -MONTHS_AROUND), addMonths(today, MONTHS_AROUND));
  const found = planned.find(({ round, period }) => roundDrawId(round.key, period.key) === drawId);
  return found === undefined ? null : { round: found.round.key, period: found.period.key };
}

interface RoundsRow<Body extends object> {
  readonly path: string | null;
  readonly summary: string;
  readonly body: BodyClass<Body> | null;
  readonly says: (body: Body, drawId: string) => RoundsCommand;
}

const row = <Body extends object>(name: RoundsCommand['type'], { says, ...rest }: RoundsRow<Body>): CommandRow =>
  commandRow<RoundDraws, Body>({
    name,
    group: 'rounds',
    ...rest,
    fold: roundsFold,
    record: 'always',
    idOf: (target) => target ?? ROUNDS_STREAM,
    streamOf: () => ROUNDS_STREAM,
    decide(body, draws, context) {
      const { directory, settings } = context.references;
      const responsibilities = responsibilitiesOf(settings);
      const asked = (drawId: string) => (settings === null ? null : plannedDraw(drawId, settings, context.today));
      return roundDraws.decide(says(body, context.id), draws, { ...context, directory, responsibilities, asked });
    },
  });

const engineRow = <Name extends 'OweDraw' | 'DropDraw' | 'RecordDrawMade'>(
  name: Name,
  summary: string,
  says: (body: SaysOf<RoundsCommand, Name>, drawId: string) => RoundsCommand,
): CommandRow => row(name, { path: null, summary, body: null, says });

/** The draws that the programme's rounds call for. */
export const roundRows: readonly CommandRow[] = [
  row('ExcuseDraw', {
    path: 'rounds/draws/:id/excuse',
    summary: 'Excuse the draw of a round for a period: nothing is drawn, for a reason',
    body: bodyOf(roundForms.ExcuseDraw),
    says: (body, drawId) => ({ ...commandIn(roundForms, 'ExcuseDraw', body), drawId }),
  }),
  row('LiftExcuse', {
    path: 'rounds/draws/:id/lift-excuse',
    summary: 'Lift the excuse of a draw: it is owed again',
    body: bodyOf(roundForms.LiftExcuse),
    says: (body, drawId) => ({ ...commandIn(roundForms, 'LiftExcuse', body), drawId }),
  }),
  engineRow('OweDraw', 'Record that the draw of a round is owed', (body) => ({ type: 'OweDraw', ...body })),
  engineRow('DropDraw', 'Record that the settings ask for a draw no longer', (_, drawId) => ({
    type: 'DropDraw',
    drawId,
  })),
  engineRow('RecordDrawMade', 'Record the sample that was drawn for a round', (body) => ({
    type: 'RecordDrawMade',
    ...body,
  })),
];
