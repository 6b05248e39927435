import { setImmediate as turn } from 'node:timers/promises';
import { londonDateOf } from '#domain';
import { factNamesAsAt } from '#facts';
import { actionsKnown, auditsWithActions } from '#projections';
import type { ActionKnown } from '#projections';
import { actionsReport } from '#reporting';
import type { ReportRequest, ReportShown } from '#reporting';
import { eventsKnown, momentAsked } from './audit-reading.js';
import type { Engine } from './engine.js';
import { namesIn } from './names-shown.js';
import { mustBeKnown } from './report-names.js';

interface ActionsOrder extends Omit<ReportRequest, 'report' | 'scale'> {
  /** How long to wait for what is followed up to hold everything recorded so far, in milliseconds. */
  readonly waitMs: number;
}

const NAMED = ['service', 'team', 'activity'] as const;

/**
 * What became of the actions agreed in a stretch, folded from their audits' own events as known at a moment. Of small
 * numbers: not for whoever does not see them. @throws UnknownName, ViewsBehind, StoreUnavailable, KeysUnavailable
 */
export async function reportActions(engine: Engine, { waitMs, ...asked }: ActionsOrder): Promise<ReportShown> {
  const moment = momentAsked(asked.asAt, engine.clock());
  const { directory, settings, calendar } = await engine.references.load();
  const [facts, followed] = [
    await engine.readModels.upToNow('report-facts', waitMs),
    await engine.readModels.upToNow('follow-up', waitMs),
  ];
  mustBeKnown(asked.filters, settings, directory.teams(), facts);
  const { meant } = factNamesAsAt(facts.db, asked.asAt);
  const isAsked = (action: ActionKnown): boolean =>
    asked.from <= action.agreedOn &&
    action.agreedOn <= asked.to &&
    NAMED.every((column) => {
      const [wanted, name] = [asked.filters[column], action[column]];
      return wanted === undefined || (name !== null && meant(column, name) === meant(column, wanted));
    });
  const actions: ActionKnown[] = [];
  for (const auditId of auditsWithActions(followed, asked.from, asked.to)) {
    const known = await eventsKnown(engine, auditId, moment);
    actions.push(...actionsKnown(known, londonDateOf(moment)).filter(isAsked));
    // Requests come between, however many there are.
    await turn();
  }
  const names = await namesIn(
    engine,
    actions.map(({ ownerId }) => ownerId),
  );
  return actionsReport(
    asked,
    actions.map(({ completedOn, verifiedOn, ...action }) => ({
      ...action,
      owner: names[action.ownerId] ?? action.ownerId,
      daysToVerify:
        completedOn === null || verifiedOn === null ? null : calendar.workingDaysBetween(completedOn, verifiedOn),
    })),
  );
}
