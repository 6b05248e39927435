import { auditWorkflow, partyLabels, stageLabels } from '#domain';
import type { WorkflowTable } from '#domain';
import type { AuditStep } from '#application';
import { CODE_WORDS } from '../words/codes.js';
import { howNear, plainDate, plainMonth } from '../words/dates.js';
import { humanised } from '../words/humanised.js';
import { answersGiven, scoreRows, statementsWritten, type ScoreRow } from './asked.js';
import type { OpenedAudit } from './opened-audit.js';
import { ACTION_STATES, EXTENSION_STATES, SECTIONS } from './audit-words.js';
import { factsOf, presentEntry } from './present-entry.js';
import type { EntryShown } from './present-entry.js';
import { stepAddress } from './step-address.js';

/** A link to the form of a step. */
export interface StepLink {
  readonly title: string;
  readonly href: string;
  /** Something was typed in it that was not sent. */
  readonly isBegun: boolean;
}

export interface OwedShown {
  readonly task: string;
  readonly who: string;
  readonly due: string;
  readonly near: string;
  readonly isLate: boolean;
  readonly isYours: boolean;
}

/** A step that may not be taken. */
export interface BarredStep {
  readonly title: string;
  readonly why: string;
  /** Where what was typed in its forms can still be read. */
  readonly begun: readonly string[];
}

/** A part of the audit that must be done before it is submitted. */
export interface GradingPart {
  readonly title: string;
  readonly href: string | null;
  readonly state: string;
  readonly isDone: boolean;
}

export interface GradeRow {
  readonly domain: string;
  readonly first: string;
  readonly now: string;
}

export interface ItemShown {
  readonly title: string;
  readonly state: string;
  readonly isOpen: boolean;
  readonly facts: EntryShown['facts'];
  readonly steps: readonly EntryShown[];
  readonly links: readonly StepLink[];
}

export interface AuditShown {
  readonly reference: string;
  readonly type: string;
  readonly stage: string;
  readonly caseId: string | null;
  readonly caseLink: string | null;
  /** Which case it is. */
  readonly about: EntryShown['facts'];
  /** What else is known of the audit itself. */
  readonly facts: EntryShown['facts'];
  /** The conversation for the visitor's own calendar; null where none is to come. */
  readonly inCalendar: { readonly says: string; readonly href: string; readonly words: string } | null;
  /** What the visitor owes first, then what else they may do. */
  readonly yours: readonly StepLink[];
  readonly others: readonly StepLink[];
  /** What they may not do, and why. */
  readonly barred: readonly BarredStep[];
  readonly owed: readonly OwedShown[];
  readonly grading: readonly GradingPart[];
  readonly grades: readonly GradeRow[];
  /** Beside the grades, where questions have a weight. */
  readonly scores: readonly ScoreRow[];
  readonly sections: readonly { readonly title: string; readonly entries: readonly EntryShown[] }[];
  readonly concerns: readonly ItemShown[];
  readonly actions: readonly ItemShown[];
  readonly extensions: readonly ItemShown[];
  readonly isFirstGradeWithheld: boolean;
  readonly isGraded: boolean;
  /** By the visitor, now. */
  readonly isModerated: boolean;
}

const table: WorkflowTable = auditWorkflow;

/** Which steps end what somebody owes, by the key it is owed under, up to its item. */
const ENDED_BY = new Map<string, string[]>();
for (const { command, discharges = [] } of table)
  for (const { obligation } of discharges) ENDED_BY.set(obligation, [...(ENDED_BY.get(obligation) ?? []), command]);

/** Steps by which the auditor does the work that is owed as one. */
const PART_OF_GRADING: ReadonlySet<string> = new Set([
  'ScheduleConversation',
  'RecordConversation',
  'RecordConversationNotHeld',
  'RecordFamilyContact',
  'GradeDomain',
  'AnswerQuestions',
  'WriteStatement',
  'AssessStandard',
  'RecordFinding',
  'SubmitFirstGrade',
]);

/** Steps of whoever moderates it. */
const MODERATING: ReadonlySet<string> = new Set([
  'ClaimModeration',
  'RecordModeratorGrade',
  'UpholdGrade',
  'ChangeGrade',
]);

/** Corrected from the entry it is about, in the history. */
const FROM_ELSEWHERE: ReadonlySet<string> = new Set([
  'CorrectRecord',
  'GradeDomain',
  'AnswerQuestions',
  'MoveDeadlines',
]);

/**
 * An audit as its page says it.
 * @param begun addresses of the forms in which something was typed that was not sent
 */
export function presentAudit(audit: OpenedAudit, begun: ReadonlySet<string>): AuditShown {
  const { document, type, steps } = audit;
  const caseId = typeof document.caseId === 'string' ? document.caseId : null;
  const owed = document.owed.map((each) => owedShown(each, audit));
  const owedCommands = new Set(
    document.owed.flatMap(({ key }) => ENDED_BY.get(key) ?? ENDED_BY.get(key.split(':')[0] ?? '') ?? []),
  );
  const isAuditing = steps.some(
    ({ command, may }) => may && (command === 'GradeDomain' || command === 'AnswerQuestions'),
  );
  const shownElsewhere = (step: AuditStep): boolean =>
    step.item !== null ||
    FROM_ELSEWHERE.has(step.command) ||
    (isAuditing && PART_OF_GRADING.has(step.command) && step.command !== 'ScheduleConversation');
  const open = steps.filter((step) => step.may && !shownElsewhere(step));
  const linkOf = (step: AuditStep): StepLink => linkTo(step, audit, begun);
  return {
    reference: document.reference,
    type,
    stage: stageLabels[document.stage],
    caseId,
    caseLink: document.caseLink,
    ...factsShown(audit),
    yours: open.filter(({ command }) => owedCommands.has(command)).map(linkOf),
    others: open.filter(({ command }) => !owedCommands.has(command)).map(linkOf),
    barred: steps.flatMap((step) => {
      const { title, href } = linkOf(step);
      const theirs = [...begun].filter((each) => each === href || each.startsWith(`${href}/`));
      return step.may || (step.item !== null && theirs.length === 0) ? [] : [{ title, why: step.why, begun: theirs }];
    }),
    owed,
    grading: isAuditing ? gradingParts(audit, begun) : [],
    grades: gradeRows(audit),
    scores: scoreRows(document.grades?.standing.answers, audit.tool),
    sections: sectionsShown(audit, isAuditing),
    concerns: document.concerns.map(({ concernId, status, steps: entries }) =>
      itemShown('Safety concern', concernId, humanised(status), status !== 'resolved', entries, audit, begun),
    ),
    actions: document.actions.map(({ actionId, status, due, ownerId, steps: entries }) => {
      const agreed: object = entries[0]?.data ?? {};
      const title = 'text' in agreed && typeof agreed.text === 'string' ? agreed.text : 'Action';
      const item = itemShown(title, actionId, ACTION_STATES[status], status === 'open', entries.slice(1), audit, begun);
      return {
        ...item,
        facts: [
          ...(ownerId === null ? [] : [{ label: 'Who does it', value: audit.nameOf(ownerId) }]),
          ...(due === null ? [] : [{ label: 'Due', value: dueInWords(due, status === 'open', audit) }]),
          ...detailsOf(agreed, audit),
        ],
      };
    }),
    extensions: extensionsShown(audit, begun),
    isFirstGradeWithheld: document.firstGradeWithheld,
    isGraded: audit.grades.length > 0,
    inCalendar: calendarShown(audit),
    isModerated: open.some(({ command }) => MODERATING.has(command)),
  };
}

/** The requests for more time, the newest first. */
function extensionsShown(audit: OpenedAudit, begun: ReadonlySet<string>): readonly ItemShown[] {
  const { sections, owed } = audit.document;
  const asked = sections.extensions.filter(({ type }) => type === 'extension-asked').toReversed();
  return asked.map((request) => {
    const { extensionId = '' } = request.data;
    const answer = sections.extensions.find(
      ({ type, data }) => type === 'extension-decided' && data.extensionId === extensionId,
    );
    const data: object = answer?.data ?? {};
    const isWaiting = owed.some(({ key }) => key === `decide-extension:${extensionId}`);
    const state =
      'outcome' in data && data.outcome === 'granted'
        ? 'granted'
        : answer
          ? 'declined'
          : isWaiting
            ? 'waiting'
            : 'lapsed';
    const entries = answer === undefined ? [] : [answer];
    return {
      ...itemShown('More time', extensionId, EXTENSION_STATES[state], isWaiting, entries, audit, begun),
      facts: factsOf(request.data, audit),
    };
  });
}

function linkTo(step: AuditStep, { document }: OpenedAudit, begun: ReadonlySet<string>): StepLink {
  const href = stepAddress(document.reference, step);
  return { title: step.title, href, isBegun: begun.has(href) };
}

function calendarShown({ document, inCalendar, today }: OpenedAudit): AuditShown['inCalendar'] {
  if (inCalendar === undefined || inCalendar.on < today) return null;
  const { on, at, standing } = inCalendar;
  const when = `${plainDate(on)}${at === null ? '' : ` at ${at}`}`;
  const href = `/audits/${document.reference}/conversation.ics`;
  return standing === 'invited'
    ? { says: `The conversation is on ${when}.`, href, words: 'Put it in your calendar' }
    : {
        says: `You are no longer expected at the conversation on ${when}.`,
        href,
        words: 'Take it out of your calendar',
      };
}

/** What some councils ask of an action besides. */
function detailsOf(agreed: object, audit: OpenedAudit): EntryShown['facts'] {
  const { urgency, managerId, scope, findingId }: Readonly<Record<string, unknown>> = { ...agreed };
  const finding = audit.document.sections.findings.find(({ data }) => data.findingId === findingId)?.data;
  return present({
    'How urgent': typeof urgency === 'string' ? humanised(urgency) : null,
    'Who acknowledges it': typeof managerId === 'string' ? audit.nameOf(managerId) : null,
    'Whom it is for': typeof scope === 'string' ? humanised(scope) : null,
    'Comes from': findingId === undefined ? null : (finding?.theme ?? null),
  });
}

const dueInWords = (due: string, isOpen: boolean, { today, calendar }: OpenedAudit): string =>
  isOpen ? `${plainDate(due)} (${howNear(due, today, calendar)})` : plainDate(due);

function itemShown(
  title: string,
  id: string,
  state: string,
  isOpen: boolean,
  entries: OpenedAudit['timeline'],
  audit: OpenedAudit,
  begun: ReadonlySet<string>,
): ItemShown {
  return {
    title,
    state,
    isOpen,
    facts: [],
    steps: entries.map((entry) => presentEntry(entry, audit)),
    links: audit.steps.filter((step) => step.may && step.item?.id === id).map((step) => linkTo(step, audit, begun)),
  };
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function owedShown(
  { owner, due, task, overdue }: OpenedAudit['document']['owed'][number],
  { nameOf, today, calendar, visitor }: OpenedAudit,
): OwedShown {
  const isYours = 'personId' in owner && owner.personId === visitor.actor.id;
  return {
    task,
    who: isYours ? 'You' : 'personId' in owner ? nameOf(owner.personId) : sentence(partyLabels[owner.party]),
    due: plainDate(due),
    near: howNear(due, today, calendar),
    isLate: overdue,
    isYours,
  };
}

function factsShown(audit: OpenedAudit): Pick<AuditShown, 'about' | 'facts'> {
  const { document, nameOf, directory, tool, settings } = audit;
  const { teamId, origin, level } = document;
  const person = (id: string | null) => id && nameOf(id);
  const date = (day: string | null) => day && plainDate(day);
  return {
    about: present({
      Worker: person(document.practitionerId),
      Team: teamId === null ? document.team : (directory.team(teamId)?.name ?? document.team),
      Auditor: person(document.auditorId),
      Moderator: person(document.moderatorId),
    }),
    facts: present({
      Service: document.service,
      Month: plainMonth(document.period),
      'Why it exists': origin && (CODE_WORDS[origin] ?? humanised(origin)),
      'Audited on': date(document.auditedOn),
      'Shared on': date(document.sharedOn),
      'Closed on': date(document.closedOn),
      'Ended because': document.endedBecause && humanised(document.endedBecause),
      Tool: level === 'content' && tool ? `${tool.label}, version ${tool.version}` : null,
      Settings: level === 'content' ? `Version ${settings.version}` : null,
    }),
  };
}

const present = (rows: Readonly<Record<string, string | null>>): EntryShown['facts'] =>
  Object.entries(rows).flatMap(([label, value]) => (value ? [{ label, value }] : []));

function gradeRows({ document, grades, tool }: OpenedAudit): readonly GradeRow[] {
  if (document.grades === null) return [];
  const { first, standing } = document.grades;
  const named = (grade: string | null | undefined): string =>
    grade === null || grade === undefined ? '–' : (grades.find(({ key }) => key === grade)?.label ?? humanised(grade));
  const domains = [...new Set([...Object.keys(first.domains), ...Object.keys(standing.domains)])];
  return [
    ...(standing.grade === null ? [] : [{ domain: 'Overall', first: named(first.grade), now: named(standing.grade) }]),
    ...domains.map((domain) => ({
      domain: tool?.domains.find(({ key }) => key === domain)?.label ?? humanised(domain),
      first: named(first.domains[domain]),
      now: named(standing.domains[domain]),
    })),
  ];
}

/** What the auditor does before submitting, in the order in which it is done. */
function gradingParts(audit: OpenedAudit, begun: ReadonlySet<string>): readonly GradingPart[] {
  const { document, tool, steps, grades } = audit;
  const may = (command: string): AuditStep | undefined => steps.find((step) => step.may && step.command === command);
  const address = (command: string, item?: string): string | null => {
    const step = may(command);
    return step === undefined ? null : stepAddress(document.reference, step, item);
  };
  const { conversation, familyContact, domains, standards, findings } = document.sections;
  const given = answersGiven(audit);
  const written = statementsWritten(audit);
  const held = conversation.some(({ type }) => type === 'conversation-recorded');
  const isOver = held || conversation.at(-1)?.type === 'conversation-not-held';
  const part = (title: string, href: string | null, state: string, isDone: boolean): GradingPart => ({
    title,
    href,
    ...(href !== null && begun.has(href) ? { state: 'In progress', isDone: false } : { state, isDone }),
  });
  const optional = (isDone: boolean): string => (isDone ? 'Recorded' : 'Optional');
  return [
    ...(may('RecordConversation') || isOver
      ? [
          part(
            'Conversation with the worker',
            address('RecordConversation'),
            isOver ? (held ? 'Held' : 'Not held') : 'To do',
            isOver,
          ),
        ]
      : []),
    ...(may('RecordConversationNotHeld') && !isOver
      ? [part('Say why there was no conversation', address('RecordConversationNotHeld'), 'If there was none', false)]
      : []),
    ...(may('RecordFamilyContact')
      ? [
          part(
            'Contact with the family',
            address('RecordFamilyContact'),
            optional(familyContact.length > 0),
            familyContact.length > 0,
          ),
        ]
      : []),
    ...(tool?.domains ?? []).flatMap(({ key, label, required, questions = [] }) => {
      const draft = domains.find(({ data }) => data.domain === key)?.data;
      const grade = grades.find(({ key: own }) => own === draft?.grade)?.label;
      const answered = questions.filter((question) => given.has(question.key));
      const counted = questions.length === 0 ? [] : [`${answered.length} of ${questions.length} answered`];
      const isAnswered = questions.every((question) => !question.required || given.has(question.key));
      if (may('GradeDomain')) {
        const state = [grade ?? (required ? 'To do' : 'Optional'), ...counted].join(', ');
        return [part(label, address('GradeDomain', key), state, grade !== undefined && isAnswered)];
      }
      return counted.map((state) =>
        part(label, address('AnswerQuestions', key), state, isAnswered && answered.length > 0),
      );
    }),
    ...(may('WriteStatement')
      ? [
          part(
            'Statements',
            address('WriteStatement'),
            `${written.size} of ${tool?.statements?.length} written`,
            (tool?.statements ?? []).every(({ key, required }) => !required || written.has(key)) && written.size > 0,
          ),
        ]
      : []),
    ...((tool?.standards.length ?? 0) > 0
      ? [
          part(
            'Practice standards',
            address('AssessStandard'),
            `${standards.length} of ${tool?.standards.length} answered`,
            standards.length === tool?.standards.length,
          ),
        ]
      : []),
    part('Findings', address('RecordFinding'), `${findings.length} recorded`, findings.length > 0),
    part(
      'Check and submit',
      address('SubmitFirstGrade'),
      may('SubmitFirstGrade') ? 'Ready' : 'Not yet: some parts are still to do',
      false,
    ),
  ];
}

function sectionsShown(audit: OpenedAudit, isAuditing: boolean): AuditShown['sections'] {
  const { sections } = audit.document;
  return SECTIONS.flatMap(([name, title]) => {
    const entries = sections[name].map((entry) => presentEntry(entry, audit));
    if (name === 'familyContact' && (audit.tool?.family?.askedApart ?? []).length > 0) return familyApart(audit);
    return entries.length === 0 || (isAuditing && ANSWERED_ABOVE.has(name)) ? [] : [{ title, entries }];
  });
}

/** While it is worked on, these are read in their forms. */
const ANSWERED_ABOVE: ReadonlySet<string> = new Set(['standards', 'questions']);

const OF_THE_FAMILY = [
  ['child', 'Contact with the child'],
  ['parent_or_carer', 'Contact with parents and carers'],
  ['other', 'Contact with others'],
] as const;

/** Where the tool needs the child and parents or carers asked apart, they are read apart. */
const familyApart = (audit: OpenedAudit): AuditShown['sections'] =>
  OF_THE_FAMILY.flatMap(([person, title]) => {
    const entries = audit.document.sections.familyContact.filter(({ data }) => data.with === person);
    return entries.length === 0 ? [] : [{ title, entries: entries.map((entry) => presentEntry(entry, audit)) }];
  });
