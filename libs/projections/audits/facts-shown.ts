import type { AuditReader, AuditState } from '#domain';
import type { AuditFacts } from './folded-audit.js';

/** Known to whoever reads anything of an audit: which it is, and of which team. */
type Known = 'reference' | 'activity' | 'team' | 'service' | 'subjectType' | 'period';

/** The facts of an audit, as one reader may know them: what is not theirs to know is null. */
export type FactsShown = Pick<AuditFacts, Known> & {
  readonly [Name in Exclude<keyof AuditFacts, Known>]: AuditFacts[Name] | null;
};

/** To whoever reads a part only, nothing of who audits it, how far it has come and what came of it. */
export function factsShown(facts: AuditFacts, { level, withholdFirstGrade }: AuditReader): FactsShown {
  if (level === 'content') return { ...facts, finalGrade: withholdFirstGrade ? null : facts.finalGrade };
  const { reference, activity, team, service, subjectType, period } = facts;
  return { ...NOTHING, reference, activity, team, service, subjectType, period };
}

const NOTHING: Readonly<Record<Exclude<keyof AuditFacts, Known>, null>> = {
  subjectId: null,
  origin: null,
  importId: null,
  scale: null,
  selectedOn: null,
  acceptedOn: null,
  auditedOn: null,
  submittedOn: null,
  moderatedOn: null,
  sharedOn: null,
  finalisedOn: null,
  closedOn: null,
  endedBecause: null,
  conversationNotHeldBecause: null,
  finalGrade: null,
  stageSince: null,
};

/** Who is invited to a conversation knows no more than that it is to be held. */
export function stageShown({ stage }: AuditState, { level }: AuditReader): AuditState['stage'] {
  return level === 'invitation' ? 'conversation' : stage;
}
