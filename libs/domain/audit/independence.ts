import type { Directory } from '../people/directory.js';
import type { IndependenceRules } from '../settings/programme-settings.js';
import type { AuditRefusalCode } from './refusals.js';
import type { SelectedAudit } from './state.js';

/** Somebody before a case: what each rule of independence looks at. */
interface Before {
  readonly personId: string;
  readonly audit: SelectedAudit;
  readonly directory: Directory;
  /** London date on which managers count as in post. */
  readonly today: string;
  /** The team the audit is of and the one the case holder is in. */
  readonly teams: readonly string[];
}

interface IndependenceRule {
  readonly rule: keyof IndependenceRules;
  readonly code: AuditRefusalCode;
  readonly bars: (before: Before) => boolean;
}

/** In the order in which they are told. Source: domain.md section 4. */
const RULES: readonly IndependenceRule[] = [
  {
    rule: 'caseHolder',
    code: 'not-independent-case-holder',
    bars: ({ personId, audit }) => personId === audit.practitionerId || audit.formerPractitioners.includes(personId),
  },
  {
    rule: 'manager',
    code: 'not-independent-manager',
    bars: ({ personId, audit, directory, today, teams }) =>
      holderOf(audit, directory)?.managerId === personId ||
      teams.some((team) => directory.managersOf(team, today).includes(personId)),
  },
  {
    rule: 'sameTeam',
    code: 'not-independent-same-team',
    bars: ({ personId, directory, teams }) => {
      const teamId = directory.person(personId)?.teamId ?? null;
      return teamId !== null && teams.includes(teamId);
    },
  },
  {
    rule: 'lineReport',
    code: 'not-independent-line-report',
    bars: ({ personId, audit, directory }) => {
      const holder = holderOf(audit, directory);
      if (holder === undefined) return false;
      if (superiorsOf(personId, directory).has(holder.personId)) return true;
      return holder.managerId !== null && directory.person(personId)?.managerId === holder.managerId;
    },
  },
];

/**
 * Why a person may neither audit nor moderate a case, null where nothing bars them: a rule of the settings the audit is
 * pinned to, or a conflict they have declared.
 * @param today London date
 */
export function dependenceOf(
  personId: string,
  audit: SelectedAudit,
  directory: Directory,
  today: string,
): AuditRefusalCode | null {
  const holder = holderOf(audit, directory);
  const teams = [audit.teamId, holder?.teamId ?? null].filter((team) => team !== null);
  const before: Before = { personId, audit, directory, today, teams };
  const barred = RULES.find(({ rule, bars }) => audit.independence[rule] && bars(before));
  if (barred !== undefined) return barred.code;
  return audit.conflicted.includes(personId) ? 'not-independent-declared' : null;
}

/** Why a person may not moderate a case: as for auditing it, and whoever graded it may not, whatever the settings say. */
export function moderationBarOf(
  personId: string,
  audit: SelectedAudit,
  directory: Directory,
  today: string,
): AuditRefusalCode | null {
  if (audit.auditor?.auditorId === personId || audit.graded?.submittedBy.includes(personId) === true)
    return 'not-independent-auditor';
  return dependenceOf(personId, audit, directory, today);
}

function holderOf({ practitionerId }: SelectedAudit, directory: Directory) {
  return practitionerId === null ? undefined : directory.person(practitionerId);
}

/** The line above a person. A circle in the people file ends it. */
function superiorsOf(personId: string, directory: Directory): ReadonlySet<string> {
  const superiors = new Set<string>();
  let next = directory.person(personId)?.managerId ?? null;
  while (next !== null && !superiors.has(next)) {
    superiors.add(next);
    next = directory.person(next)?.managerId ?? null;
  }
  return superiors;
}
