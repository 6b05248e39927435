import { commandIn, responsibilitiesOf, reviewForms, reviewPlanAction, reviewRisk } from '#domain';
import type { Register, ReviewCommand, ReviewContext } from '#domain';
import { bodyOf } from '../body/body-of.js';
import { PLAN_STREAM, RISKS_STREAM, planFold, risksFold } from '../imports/improvement-folds.js';
import { commandRow } from '../row/command-row.js';
import type { CommandRow, Decision } from '../row/command-row.js';
import type { StreamFold } from '../streams/stream-fold.js';

interface ReviewRow {
  readonly path: string;
  readonly summary: string;
  readonly stream: string;
  readonly fold: StreamFold<Register>;
  readonly decide: (command: ReviewCommand, id: string, known: Register, context: ReviewContext) => Decision;
}

const row = (name: ReviewCommand['type'], { stream, decide, ...rest }: ReviewRow): CommandRow =>
  commandRow<Register, object>({
    name,
    group: 'reviews',
    body: bodyOf(reviewForms[name]),
    ...rest,
    record: 'always',
    idOf: (target) => target ?? stream,
    streamOf: () => stream,
    decide(body, known, context) {
      const { directory, settings } = context.references;
      const council = { directory, responsibilities: responsibilitiesOf(settings) };
      return decide(commandIn(reviewForms, name, body), context.id, known, { ...context, ...council });
    },
  });

/** Reviews of what the improvement plan and the risk register hold. */
export const reviewRows: readonly CommandRow[] = [
  row('ReviewPlanAction', {
    path: 'reviews/plan/:id',
    summary: 'Record a review of an action of the improvement plan: what was found, how it stands, when it is next',
    stream: PLAN_STREAM,
    fold: planFold,
    decide: reviewPlanAction,
  }),
  row('ReviewRisk', {
    path: 'reviews/risk/:id',
    summary: 'Record a review of a risk: what was found, how it is rated, when it is next',
    stream: RISKS_STREAM,
    fold: risksFold,
    decide: reviewRisk,
  }),
];
