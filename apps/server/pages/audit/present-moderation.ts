import type { AuditStep } from '#application';
import { CODE_WORDS } from '../words/codes.js';
import { howNear, plainDate } from '../words/dates.js';
import { humanised, listedPhrases } from '../words/humanised.js';
import { SECTIONS } from './audit-words.js';
import type { OpenedAudit } from './opened-audit.js';
import type { StepLink } from './present-audit.js';
import { presentEntry } from './present-entry.js';
import type { EntryShown } from './present-entry.js';
import { stepAddress } from './step-address.js';

/** What an auditor and a moderator graded, one beside the other. */
export interface GradeBeside {
  readonly domain: string;
  readonly first: string;
  /** Null where the moderator has given no grade of their own. */
  readonly own: string | null;
  readonly now: string;
}

export interface ModerationShown {
  readonly reference: string;
  readonly type: string;
  readonly caseId: string | null;
  readonly caseLink: string | null;
  readonly team: string;
  /** Why it is moderated; null where that would tell of a grade kept from the moderator. */
  readonly why: string | null;
  readonly due: { readonly due: string; readonly near: string; readonly isLate: boolean } | null;
  readonly isBlind: boolean;
  readonly isOver: boolean;
  /** What was heard and seen, part by part. */
  readonly record: readonly { readonly title: string; readonly entries: readonly EntryShown[] }[];
  readonly grades: readonly GradeBeside[];
  readonly hasOwn: boolean;
  /** In the words of who graded, the auditor's first. */
  readonly words: readonly EntryShown[];
  /** What can be done now. */
  readonly steps: readonly StepLink[];
}

const STEPS: readonly string[] = [
  'ClaimModeration',
  'RecordModeratorGrade',
  'UpholdGrade',
  'ChangeGrade',
  'ReturnToAuditor',
  'ReleaseModeration',
];

const RECORD: readonly string[] = ['conversation', 'familyContact', 'otherGrades', 'standards', 'findings'];

/** An audit as its moderator weighs it: the record on one side, what was graded on the other. */
export function presentModeration(audit: OpenedAudit, begun: ReadonlySet<string>): ModerationShown {
  const { document, type, steps, directory, today, calendar } = audit;
  const { sections, reference } = document;
  const moderation = sections.moderation.map((entry) => entry.data);
  const required = sections.moderation.findLast((entry) => entry.type === 'moderation-required')?.data;
  const owed = document.owed.find(({ key }) => key === 'moderate');
  const own = sections.moderation.findLast((entry) => entry.type === 'moderator-grade-recorded');
  const submitted = sections.submissions.at(-1);
  const linkOf = (step: AuditStep): StepLink => {
    const href = stepAddress(reference, step);
    return { title: step.title, href, isBegun: begun.has(href) };
  };
  const reasons: readonly string[] =
    required !== undefined && 'reasons' in required && Array.isArray(required.reasons) ? required.reasons : [];
  return {
    reference,
    type,
    caseId: typeof document.caseId === 'string' ? document.caseId : null,
    caseLink: document.caseLink,
    team: (document.teamId === null ? null : directory.team(document.teamId)?.name) ?? document.team ?? 'No team',
    why:
      reasons.length === 0
        ? null
        : listedPhrases(
            reasons.map((reason) => (reason === 'grade' ? 'Its grade' : (CODE_WORDS[reason] ?? humanised(reason)))),
          ),
    due:
      owed === undefined
        ? null
        : { due: plainDate(owed.due), near: howNear(owed.due, today, calendar), isLate: owed.overdue },
    isBlind: document.firstGradeWithheld,
    isOver: moderation.length > 0 && document.stage !== 'moderation',
    record: SECTIONS.flatMap(([name, title]) => {
      const entries = RECORD.includes(name) ? sections[name].map((entry) => presentEntry(entry, audit)) : [];
      return entries.length === 0 ? [] : [{ title, entries }];
    }),
    grades: gradesBeside(audit, own?.data),
    hasOwn: own !== undefined && 'grade' in own.data,
    words: [
      ...sections.domains,
      ...(submitted === undefined ? [] : [submitted]),
      ...(own === undefined ? [] : [own]),
    ].map((entry) => presentEntry(entry, audit)),
    steps: STEPS.flatMap((command) => steps.filter((step) => step.may && step.command === command)).map(linkOf),
  };
}

function gradesBeside({ document, grades, tool }: OpenedAudit, own: object | undefined): readonly GradeBeside[] {
  if (document.grades === null) return [];
  const { first, standing } = document.grades;
  const named = (key: unknown): string => grades.find((grade) => grade.key === key)?.label ?? '–';
  const ownDomains: readonly unknown[] =
    own !== undefined && 'domains' in own && Array.isArray(own.domains) ? own.domains : [];
  const ownOf = (domain: string): unknown => Object(ownDomains.find((each) => Object(each).domain === domain)).grade;
  const ownGrade: unknown = own !== undefined && 'grade' in own ? own.grade : undefined;
  const row = (domain: string, was: unknown, theirs: unknown, now: unknown): GradeBeside => ({
    domain,
    first: named(was),
    own: ownGrade === undefined ? null : named(theirs),
    now: named(now),
  });
  return [
    row('Overall', first.grade, ownGrade, standing.grade),
    ...(tool?.domains ?? [])
      .filter(({ key }) => key in first.domains || key in standing.domains)
      .map(({ key, label }) => row(label, first.domains[key], ownOf(key), standing.domains[key])),
  ];
}
