import { isAskedFor, isSelected, idOfOwner } from '#domain';
import type { AuditState, KeptOf, Obstacle, RecordClass, SubjectType, Touched } from '#domain';
import { auditFold, auditStream } from '../audit/record.js';
import { DATA_REQUESTS_STREAM, dataRequestsFold } from '../references/data-requests-fold.js';
import type { RowContext } from '../row/command-row.js';

/** What is looked at of whoever is to be erased. */
export type TouchedSources = Pick<RowContext, 'references' | 'samples' | 'stateOf' | 'today'>;

/** Of whom something is held, whether or not they may be erased now. */
export interface Held extends Touched {
  readonly auditIds: readonly string[];
  readonly classes: readonly RecordClass[];
}

/** The class of records that audits of a kind of subject are kept as. */
export const auditClassOf = (subjectType: string): RecordClass => CLASS_OF.get(subjectType) ?? 'child-audits';

const CLASS_OF: ReadonlyMap<string, RecordClass> = new Map([
  ['foster_carer', 'carer-audits'],
  ['supervision', 'supervision-audits'],
]);

/** Everything an erasure of an owner touches, and what stands in its way but for holds. */
export async function touchedBy(owner: KeptOf, sources: TouchedSources): Promise<Held> {
  const id = idOfOwner(owner);
  const held = await (owner.startsWith('person:') ? personTouched : subjectTouched)(owner, id, sources);
  const requests = await sources.stateOf(DATA_REQUESTS_STREAM, dataRequestsFold);
  // What somebody asked to be told may not be destroyed first.
  return held.obstacle === null && isAskedFor(requests, owner) ? { ...held, obstacle: 'data-request-open' } : held;
}

async function personTouched(owner: KeptOf, personId: string, { references, today }: TouchedSources): Promise<Held> {
  const person = references.directory.person(personId);
  const hasLeft = person?.to !== undefined && person.to !== null && person.to < today;
  const obstacle: Obstacle | null = person === undefined ? 'nothing-held' : hasLeft ? null : 'person-in-post';
  return { owner, touches: [owner, 'class:people'], obstacle, auditIds: [], classes: ['people'] };
}

async function subjectTouched(
  owner: KeptOf,
  subjectId: string,
  { samples, stateOf, references }: TouchedSources,
): Promise<Held> {
  const { isKnown, auditIds } = await samples.auditsOf(subjectId);
  const audits = await Promise.all(
    auditIds.map(async (auditId) => (await stateOf(auditStream(auditId), auditFold)).state),
  );
  const types = new Map(references.settings?.auditTypes.map(({ key, subjectType }) => [key, subjectType]));
  const ofAudits = audits.flatMap((audit): RecordClass[] => {
    const type = subjectTypeOf(audit, types);
    return type === null ? [] : [auditClassOf(type)];
  });
  const classes = [...new Set<RecordClass>([...ofAudits, 'caseloads', 'feedback'])];
  const isLive = audits.some((audit) => isSelected(audit) && audit.stage !== 'closed' && audit.stage !== 'ended');
  return {
    owner,
    touches: [owner, ...auditIds.map((auditId) => `audit:${auditId}`), ...classes.map((each) => `class:${each}`)],
    obstacle: !isKnown ? 'nothing-held' : isLive ? 'audit-under-way' : null,
    auditIds,
    classes,
  };
}

function subjectTypeOf(audit: AuditState, types: ReadonlyMap<string, SubjectType>): SubjectType | null {
  if (audit.stage === 'unselected') return null;
  return types.get(audit.activity) ?? 'child';
}
