import { auditClassOf } from '#application';
import { dueToErase, erasureOf, holdsOn, londonDateOf } from '#domain';
import type { ClosedRecord, DueToErase, Hold } from '#domain';
import { listKeptAudits } from '#projections';
import type { KeptAudit } from '#projections';
import type { Engine } from './engine.js';
import { erasuresKnown } from './erase.js';

const WAIT_MS = 120_000;

/** Whose time of keeping is over, with the audits and the holds that lie on them. */
export interface DueNow extends DueToErase {
  readonly auditIds: readonly string[];
  readonly holds: readonly Hold[];
}

/**
 * Who may be erased because the time for which they are kept is over, by the settings in force, and has not been asked for; null
 * where the council has not said how long anything is kept.
 * @throws StoreUnavailable, ViewsBehind
 */
export async function retentionDue(engine: Engine): Promise<readonly DueNow[] | null> {
  const { references, readModels, clock } = engine;
  const { directory, settings } = await references.load();
  const months = settings?.retention;
  if (months === undefined || Object.values(months).every((each) => each === null)) return null;
  const audits = listKeptAudits(await readModels.upToNow('audit-board', WAIT_MS));
  const auditsOf = new Map<string, string[]>();
  for (const { subjectId, auditId } of audits) {
    const owner = `subject:${subjectId}`;
    auditsOf.set(owner, [...(auditsOf.get(owner) ?? []), auditId]);
  }
  const people = [...directory.people()].map(({ personId, to }): ClosedRecord => ({
    owner: `person:${personId}`,
    class: 'people',
    since: to,
  }));
  const known = await erasuresKnown(engine);
  return dueToErase([...audits.map(closedRecord), ...people], months, londonDateOf(clock()))
    .filter(({ owner }) => erasureOf(known, owner) === undefined)
    .map((each) => {
      const auditIds = auditsOf.get(each.owner) ?? [];
      const touches = [each.owner, ...auditIds.map((id) => `audit:${id}`), ...each.classes.map((of) => `class:${of}`)];
      return { ...each, auditIds, holds: holdsOn(known, touches) };
    });
}

const OVER: readonly string[] = ['closed', 'ended', 'imported'];

const closedRecord = ({ subjectId, subjectType, stage, since }: KeptAudit): ClosedRecord => ({
  owner: `subject:${subjectId}`,
  class: auditClassOf(subjectType),
  since: OVER.includes(stage) ? since : null,
});
