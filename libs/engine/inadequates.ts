import { setImmediate as turn } from 'node:timers/promises';
import { auditReference, londonDateOf } from '#domain';
import { answerToGrade } from '#projections';
import type { AnswerToGrade } from '#projections';
import { worstGraded } from '#reporting';
import type { InadequateItem, InadequatesReport, InadequatesRequest, WorstGraded } from '#reporting';
import { eventsKnown, momentAsked } from './audit-reading.js';
import type { Engine } from './engine.js';
import { mustBeKnown } from './report-names.js';

interface InadequatesOrder extends InadequatesRequest {
  /** How long to wait for figures to hold everything recorded so far, in milliseconds. */
  readonly waitMs: number;
}

/**
 * Every audit with the worst grade of its scale and what was done about it, folded from its own events as known at a moment.
 * Single audits: not for whoever does not see small numbers. @throws UnknownName, ViewsBehind, StoreUnavailable
 */
export async function reportInadequates(
  engine: Engine,
  { waitMs, ...request }: InadequatesOrder,
): Promise<InadequatesReport> {
  const moment = momentAsked(request.asAt, engine.clock());
  const { directory, settings } = await engine.references.load();
  const facts = await engine.readModels.upToNow('report-facts', waitMs);
  mustBeKnown(request.filters, settings, directory.teams(), facts);
  const answered = async (auditId: string): Promise<AnswerToGrade | null> =>
    answerToGrade(await eventsKnown(engine, auditId, moment), londonDateOf(moment));
  const items: InadequateItem[] = [];
  for (const worst of worstGraded(facts.db, request)) {
    const answer = await answered(worst.auditId);
    // Requests come between, however long the list.
    await turn();
    if (answer === null) continue;
    const again = answer.reauditId === null ? null : await answered(answer.reauditId);
    items.push(itemOf(worst, answer, again));
  }
  const keyOf = ({ auditedOn, audit }: InadequateItem): string => `${auditedOn ?? ''} ${audit}`;
  items.sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  return { report: 'inadequate', ...request, items, notes: [] };
}

function itemOf(
  { auditId, scale, grade }: WorstGraded,
  answer: AnswerToGrade,
  again: AnswerToGrade | null,
): InadequateItem {
  const { facts, actions } = answer;
  return {
    audit: auditReference(auditId),
    activity: facts.activity,
    service: facts.service,
    team: facts.team,
    auditedOn: facts.auditedOn,
    finalisedOn: facts.finalisedOn,
    scale,
    grade,
    standsAt: answer.status,
    planDue: answer.planDue,
    planGivenOn: answer.planGivenOn,
    timesSentBack: answer.timesSentBack,
    signedOffOn: answer.signedOffOn,
    reviewedOn: answer.reviewedOn,
    actionsOpen: actions.open,
    actionsOverdue: actions.overdue,
    actionsCompleted: actions.completed,
    actionsVerified: actions.verified,
    actionsCancelled: actions.cancelled,
    reaudit: answer.reauditId === null ? null : auditReference(answer.reauditId),
    reauditDue: answer.reauditDue,
    reauditGrade: again?.facts.finalGrade ?? null,
    closedOn: facts.closedOn,
    isLate: answer.isLate,
  };
}
