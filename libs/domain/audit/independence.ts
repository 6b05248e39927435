import type { Directory, PersonFacts } from '../people/directory.js';
import type { IndependenceRules } from '../settings/programme-settings.js';
import type { AuditRefusalCode } from './refusals.js';
import type { SelectedAudit } from './state.js';

/** A person and a case: what each rule of independence looks at. */
interface Before {
  readonly personId: string;
  readonly audit: SelectedAudit;
  readonly directory: Directory;
  /** London date on which managers count as in post. */
  readonly today: string;
  /** Who work the case now: who holds it, and others beside them, such as a care leaver's personal adviser. */
  readonly workers: readonly PersonFacts[];
  /** The team the audit is of and those its workers are in. */
  readonly teams: readonly string[];
}

interface IndependenceRule {
  readonly rule: keyof IndependenceRules;
  readonly code: AuditRefusalCode;
  readonly bars: (before: Before) => boolean;
}

/** In the order in which they are told. Source: docs/practice.md, independence. */
const RULES: readonly IndependenceRule[] = [
  {
    rule: 'caseHolder',
    code: 'not-independent-case-holder',
    bars: ({ personId, audit }) =>
      [audit.practitionerId, ...audit.otherPractitioners, ...audit.formerPractitioners].includes(personId),
  },
  {
    rule: 'manager',
    code: 'not-independent-manager',
    bars: ({ personId, workers, directory, today, teams }) =>
      workers.some(({ managerId }) => managerId === personId) ||
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
    bars: ({ personId, workers, directory }) => {
      const superiors = superiorsOf(personId, directory);
      const manager = directory.person(personId)?.managerId ?? null;
      return workers.some(
        (worker) => superiors.has(worker.personId) || (manager !== null && worker.managerId === manager),
      );
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
  const before = beforeOf(personId, audit, directory, today);
  const barred = RULES.find(({ rule, bars }) => audit.independence[rule] && bars(before));
  if (barred !== undefined) return barred.code;
  return hasDeclared(personId, audit) ? DECLARED : null;
}

/** Everything of that, in the same order: for whoever chooses among people. */
export function dependencesOf(
  personId: string,
  audit: SelectedAudit,
  directory: Directory,
  today: string,
): readonly AuditRefusalCode[] {
  const before = beforeOf(personId, audit, directory, today);
  const barred = RULES.filter(({ rule, bars }) => audit.independence[rule] && bars(before)).map(({ code }) => code);
  return hasDeclared(personId, audit) ? [...barred, DECLARED] : barred;
}

const DECLARED = 'not-independent-declared' satisfies AuditRefusalCode;

const hasDeclared = (personId: string, { conflicted }: SelectedAudit): boolean => conflicted.includes(personId);

function beforeOf(personId: string, audit: SelectedAudit, directory: Directory, today: string): Before {
  const workers = workersOf(audit, directory);
  const teams = [audit.teamId, ...workers.map(({ teamId }) => teamId)].filter((team) => team !== null);
  return { personId, audit, directory, today, workers, teams };
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

function workersOf(
  { practitionerId, otherPractitioners }: SelectedAudit,
  directory: Directory,
): readonly PersonFacts[] {
  return [practitionerId, ...otherPractitioners].flatMap((worker) =>
    worker === null ? [] : (directory.person(worker) ?? []),
  );
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
