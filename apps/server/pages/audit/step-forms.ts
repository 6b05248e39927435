import type { Field, Option } from '../forms/field.js';
import type { Values } from '../forms/values-of.js';
import { plainDate } from '../words/dates.js';
import { FINDING_KINDS, RATINGS, STANDARD_OPTIONS, WHAT_CAME_OF_ASKING, WHO_WAS_ASKED } from './answers.js';
import { correction } from './correction-form.js';
import type { OpenedAudit } from './opened-audit.js';
import type { PersonOption, StepForm, StepForms } from './step-form.js';

interface More {
  readonly hint?: string;
  readonly value?: string;
  readonly optional?: true;
  readonly rows?: number;
}

const text = (name: string, label: string, asks: string, more: More = {}): Field => ({
  kind: 'text',
  name,
  label,
  asks,
  ...more,
});
const optionalText = (name: string, label: string, more: More = {}): Field =>
  text(name, label, '', { optional: true, ...more });
const why = (asks = 'Say why'): Field => text('reason', 'Why', asks);
const day = (name: string, label: string, asks: string, more: Omit<More, 'rows'> = {}): Field => ({
  kind: 'day',
  name,
  label,
  asks,
  ...more,
});

const asOptions = (people: readonly PersonOption[]): readonly Option[] =>
  people.map(({ personId, name, about }) => ({ value: personId, text: name, hint: about }));
const gradeOptions = ({ grades }: OpenedAudit): readonly Option[] =>
  grades.map(({ key, label }) => ({ value: key, text: label }));

const grade = (audit: OpenedAudit, label: string, value?: string): Field => ({
  kind: 'choice',
  name: 'grade',
  label,
  asks: 'Choose a grade',
  options: gradeOptions(audit),
  value,
});

/** Asked where the settings let an overall grade stand beside worse grades of domains for a reason. */
const exception = ({ settings }: OpenedAudit): readonly Field[] =>
  (settings.overallGradeLimits ?? []).length === 0
    ? []
    : [
        optionalText('exceptionReason', 'Why the overall grade is better than the domains leave', {
          hint: 'Only where the overall grade is better than the council’s rule leaves with these domains.',
        }),
      ];

const auditor = (people: readonly PersonOption[]): Field => ({
  kind: 'pick',
  name: 'auditorId',
  label: 'Auditor',
  asks: 'Choose an auditor',
  options: people
    .filter(({ against }) => against === undefined)
    .map(({ personId, name, about = '' }) => ({ value: personId, text: `${name} – ${about}` })),
});

const independence = ({ document }: OpenedAudit): readonly Field[] => {
  const selected = document.sections.selection[0]?.data;
  const isKnown =
    selected !== undefined &&
    'workerMatched' in selected &&
    selected.workerMatched === true &&
    selected.otherWorkersMatched !== false;
  return isKnown
    ? []
    : [
        text('independenceNote', 'How you checked that the auditor is independent', 'Say how you checked', {
          hint: 'The name of somebody who works the case matched nobody, so Plumbline cannot check it.',
        }),
      ];
};

/** Why a case is left out, as reports count it. */
const LEFT_OUT: readonly Option[] = [
  { value: 'case-closed', text: 'The case has closed' },
  { value: 'moved-away', text: 'The child has moved to another council' },
  { value: 'in-court', text: 'The case is before a court' },
  { value: 'audited-recently', text: 'It was audited or inspected a short while ago' },
  { value: 'wrong-list', text: 'It should not have been on the list' },
  { value: 'other', text: 'Something else' },
];

const leaveOut = (approvers: readonly PersonOption[]): readonly Field[] => [
  { kind: 'choice', name: 'reasonCode', label: 'Why', asks: 'Choose why', options: LEFT_OUT },
  text('reason', 'In your own words', 'Say why in your own words'),
  {
    kind: 'pick',
    name: 'approvedBy',
    label: 'Who approved it',
    hint: 'Somebody else than you, who had no part in the audit.',
    asks: 'Choose who approved it',
    options: asOptions(approvers),
  },
];

const NOT_HELD: readonly Option[] = [
  { value: 'worker-left', text: 'The worker has left' },
  { value: 'worker-absent', text: 'The worker is away for long' },
  { value: 'worker-declined', text: 'The worker did not want it' },
  { value: 'no-worker', text: 'Nobody holds the case' },
  { value: 'other', text: 'Something else' },
];

/** Who may take part in a conversation: value `practitioner:<id>`, or `independent_chair:` for nobody Plumbline knows. */
function participants(audit: OpenedAudit, label: string): Field {
  const { document, directory, today, nameOf } = audit;
  const practitioner = document.practitionerId;
  const managers = document.teamId === null ? [] : directory.managersOf(document.teamId, today);
  return {
    kind: 'several',
    name: 'participants',
    label,
    asks: 'Choose who takes part',
    value: practitioner === null ? [] : [`practitioner:${practitioner}`],
    options: [
      ...(practitioner === null
        ? []
        : [{ value: `practitioner:${practitioner}`, text: `${nameOf(practitioner)}, the worker` }]),
      ...managers.map((personId) => ({ value: `team_manager:${personId}`, text: `${nameOf(personId)}, team manager` })),
      { value: 'independent_chair:', text: 'An independent chair' },
    ],
  };
}

const withParticipants = (values: Values): object => ({
  ...values,
  participants: (Array.isArray(values['participants']) ? values['participants'] : []).map((chosen: string) => {
    const [as, personId] = chosen.split(':');
    return { as, personId: personId === '' ? undefined : personId };
  }),
});

/** A grade a domain, as a list of picks; `domain:<key>` each. */
const domainGrades = (audit: OpenedAudit, label: (domain: string) => string): readonly Field[] =>
  (audit.tool?.domains ?? []).map(({ key, label: name }): Field => ({
    kind: 'pick',
    name: `domain:${key}`,
    label: label(name),
    asks: '',
    optional: true,
    none: 'No grade',
    options: gradeOptions(audit),
  }));

const chosenDomains = (values: Values): readonly { readonly domain: string; readonly grade: string }[] =>
  Object.entries(values).flatMap(([name, value]) =>
    name.startsWith('domain:') ? [{ domain: name.slice('domain:'.length), grade: String(value) }] : [],
  );

const withoutDomains = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith('domain:')));

/** The domains whose grade is changed, with what they stand at. */
function changedDomains(values: Values, { document }: OpenedAudit) {
  const standing = document.grades?.standing.domains ?? {};
  return chosenDomains(values).flatMap(({ domain, grade: to }) => {
    const from = standing[domain];
    return from === undefined || from === to ? [] : [{ domain, from, to }];
  });
}

const domainsAsTheyStand = (audit: OpenedAudit): readonly Field[] => {
  const standing = audit.document.grades?.standing.domains ?? {};
  return Object.entries(standing).map(([domain, value]): Field => ({
    kind: 'pick',
    name: `domain:${domain}`,
    label: audit.tool?.domains.find(({ key }) => key === domain)?.label ?? domain,
    asks: '',
    value,
    options: gradeOptions(audit),
  }));
};

const draftOf = (audit: OpenedAudit, domain: string) =>
  audit.document.sections.domains.find(({ data }) => data.domain === domain)?.data;

const texts = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const gradeDomain: StepForm = {
  button: 'Save and continue',
  done: 'The grade of the domain is saved.',
  lead: ({ tool }, item) => tool?.domains.find(({ key }) => key === item)?.prompt,
  fields: (audit, item) => {
    const draft = item === null ? undefined : draftOf(audit, item);
    return [
      grade(audit, 'Grade', draft?.grade),
      text('rationale', 'Why', 'Say why you give this grade', {
        value: texts(draft?.rationale),
        hint: 'What you saw on the record and heard, and what difference it makes for the child.',
      }),
    ];
  },
  says: (values, _audit, item) => ({ ...values, domain: item ?? '' }),
  next: (audit, item) => {
    const domains = audit.tool?.domains ?? [];
    const later = domains.slice(domains.findIndex(({ key }) => key === item) + 1);
    const ungraded = later.find(({ key }) => draftOf(audit, key) === undefined);
    const home = `/audits/${audit.document.reference}`;
    return ungraded === undefined ? `${home}#grading` : `${home}/grade-domain/${ungraded.key}`;
  },
};

const answeredOf = (audit: OpenedAudit, standard: string) =>
  audit.document.sections.standards.find(({ data }) => data.standard === standard)?.data;

/** All standards on one page; only what changed is recorded. */
const assessStandards: StepForm = {
  button: 'Save the answers',
  done: 'Your answers are saved.',
  fields: (audit) =>
    (audit.tool?.standards ?? []).map(({ key, label }): Field => {
      const before = answeredOf(audit, key);
      return {
        kind: 'choice',
        name: `standard:${key}`,
        label,
        asks: '',
        optional: true,
        value: before?.answer,
        options: STANDARD_OPTIONS.map((option) => ({
          ...option,
          ...(option.value === 'not_met' && {
            reveals: [optionalText(`note:${key}`, 'What was missing', { value: texts(before?.note), rows: 3 })],
          }),
        })),
      };
    }),
  says: (values, audit) =>
    (audit.tool?.standards ?? []).flatMap(({ key }) => {
      const [answer, note] = [values[`standard:${key}`], values[`note:${key}`]];
      const before = answeredOf(audit, key);
      const isAsBefore = before?.answer === answer && (texts(before?.note) ?? undefined) === note;
      return answer === undefined || isAsBefore ? [] : [{ standard: key, answer, note }];
    }),
  next: ({ document }) => `/audits/${document.reference}#grading`,
};

const submit: StepForm = {
  button: 'Submit your grade',
  done: 'Your grade is submitted.',
  lead: () => 'Once it is submitted it stands. A moderator may return it to you.',
  fields: (audit) => {
    const before = audit.document.sections.submissions.at(-1)?.data;
    return [
      ...(audit.grades.length > 0 ? [grade(audit, 'Overall grade')] : []),
      text('rationale', 'Why', 'Say why you give this grade', { value: texts(before?.rationale) }),
      day('auditedOn', 'When you carried out the audit', 'Enter the day you carried out the audit', {
        value: audit.document.grades?.auditedOn ?? audit.today,
      }),
      {
        kind: 'yes-or-no',
        name: 'atRisk',
        label: 'Is the child at risk now?',
        hint: 'Yes raises a safety concern: the team manager is told today.',
        asks: 'Say whether the child is at risk now',
        ifYes: [text('riskReason', 'What the risk is', 'Say what the risk is')],
      },
      ...exception(audit),
    ];
  },
};

const [spoken, ...notSpoken] = WHAT_CAME_OF_ASKING;

const about = (key: 'actionId' | 'concernId') => (values: Values, _audit: OpenedAudit, item: string | null) => ({
  ...values,
  [key]: item ?? '',
});
const aboutAction = about('actionId');
const aboutConcern = about('concernId');

/** What an action or a concern says, above the questions about it. */
const itsWords = (audit: OpenedAudit, item: string | null): string | undefined => {
  const steps =
    audit.document.actions.find(({ actionId }) => actionId === item)?.steps ??
    audit.document.concerns.find(({ concernId }) => concernId === item)?.steps;
  const data: object = steps?.[0]?.data ?? {};
  return texts('text' in data ? data.text : 'reason' in data ? data.reason : undefined);
};

const actionDue = (audit: OpenedAudit, item: string | null): string | undefined =>
  audit.document.actions.find(({ actionId }) => actionId === item)?.due ?? undefined;

/** The form of every step that people take on an audit. */
export const STEP_FORMS: StepForms = {
  AllocateAuditor: {
    done: 'The auditor is allocated, and is told.',
    people: 'auditors',
    fields: (audit, _item, people) => [auditor(people), ...independence(audit)],
  },
  AcceptAudit: {
    done: 'You have accepted the audit.',
    lead: () => 'By accepting you say that nothing keeps you from auditing this case fairly.',
  },
  DeclareConflict: {
    button: 'Hand the audit back',
    done: 'The audit is handed back.',
    lead: () => 'Say if you know the child or family, or have worked the case. A coordinator finds somebody else.',
    fields: () => [why('Say what the conflict is')],
  },
  ReallocateAuditor: {
    done: 'The audit is given to another auditor, who is told.',
    people: 'auditors',
    fields: (audit, _item, people) => [auditor(people), why(), ...independence(audit)],
  },
  SubstituteSubject: {
    isWarning: true,
    button: 'Replace the case',
    done: 'The case is replaced. The next reserve of the draw is audited in its place.',
    people: 'approvers',
    fields: (_audit, _item, people) => leaveOut(people),
  },
  ExemptAudit: {
    isWarning: true,
    button: 'Exempt the case',
    done: 'The case is exempted.',
    people: 'approvers',
    fields: (_audit, _item, people) => leaveOut(people),
  },
  WithdrawAudit: {
    isWarning: true,
    button: 'Withdraw the audit',
    done: 'The audit is withdrawn.',
    people: 'approvers',
    fields: (_audit, _item, people) => leaveOut(people),
  },
  ScheduleConversation: {
    done: 'The conversation is arranged, and those invited are told.',
    fields: (audit) => [day('on', 'Which day', 'Enter the day'), participants(audit, 'Who is invited')],
    says: withParticipants,
  },
  RecordConversation: {
    done: 'The conversation is recorded.',
    fields: (audit) => [
      day('on', 'When it was held', 'Enter the day it was held'),
      participants(audit, 'Who took part'),
      text('summary', 'What was said', 'Say what was said', { rows: 8 }),
    ],
    says: withParticipants,
    next: ({ document }) => `/audits/${document.reference}#grading`,
  },
  RecordConversationNotHeld: {
    done: 'It is recorded why there was no conversation.',
    fields: () => [
      { kind: 'choice', name: 'reasonCode', label: 'Why', asks: 'Choose why', options: NOT_HELD },
      text('reason', 'In your own words', 'Say why in your own words'),
    ],
  },
  RecordFamilyContact: {
    done: 'The contact with the family is recorded.',
    fields: () => [
      {
        kind: 'choice',
        name: 'with',
        label: 'Who was asked',
        asks: 'Choose who was asked',
        options: WHO_WAS_ASKED,
      },
      {
        kind: 'choice',
        name: 'outcome',
        label: 'What came of it',
        asks: 'Choose what came of it',
        options: [
          {
            ...spoken,
            reveals: [
              {
                kind: 'choice',
                name: 'rating',
                label: 'How they rate the help they had',
                asks: '',
                optional: true,
                options: RATINGS,
              },
              optionalText('words', 'What they said'),
            ],
          },
          ...notSpoken,
        ],
      },
    ],
  },
  RecordOtherGrade: {
    done: 'The grade is recorded beside the auditor’s own.',
    fields: (audit) => [
      {
        kind: 'choice',
        name: 'of',
        label: 'Whose grade it is',
        asks: 'Choose whose grade it is',
        options: [
          { value: 'practitioner', text: 'The worker’s' },
          { value: 'team_manager', text: 'The team manager’s' },
          {
            value: 'partner_agency',
            text: 'A partner agency’s',
            reveals: [
              {
                kind: 'choice',
                name: 'agency',
                label: 'Which agency',
                asks: 'Choose the agency',
                options: [
                  { value: 'health', text: 'Health' },
                  { value: 'police', text: 'Police' },
                  { value: 'education', text: 'Education' },
                  { value: 'probation', text: 'Probation' },
                  { value: 'housing', text: 'Housing' },
                  { value: 'voluntary-sector', text: 'Voluntary sector' },
                ],
              },
            ],
          },
        ],
      },
      grade(audit, 'The grade they would give'),
      optionalText('reason', 'Why'),
    ],
  },
  GradeDomain: gradeDomain,
  AssessStandard: assessStandards,
  RecordFinding: {
    done: 'The finding is recorded.',
    fields: ({ tool }) => [
      {
        kind: 'choice',
        name: 'kind',
        label: 'What it is',
        asks: 'Choose what it is',
        options: FINDING_KINDS,
      },
      {
        kind: 'pick',
        name: 'theme',
        label: 'Theme',
        asks: 'Choose a theme',
        options: (tool?.themes ?? []).map((theme) => ({ value: theme, text: theme })),
      },
      text('text', 'What you found', 'Say what you found'),
    ],
  },
  SubmitFirstGrade: submit,
  RaiseSafetyConcern: {
    isWarning: true,
    button: 'Raise the concern',
    done: 'The safety concern is raised. The team manager is told today.',
    lead: () =>
      'Use this if a child may be at risk now. If somebody is in danger this minute, call 999 first, then tell the team manager.',
    fields: () => [text('reason', 'What worries you', 'Say what worries you')],
  },
  AcknowledgeSafetyConcern: {
    done: 'You have acknowledged the safety concern.',
    lead: itsWords,
    fields: () => [optionalText('note', 'What happens next')],
    says: aboutConcern,
  },
  ResolveSafetyConcern: {
    done: 'The safety concern is resolved.',
    lead: itsWords,
    fields: () => [text('outcome', 'What was done, and is the child safe now?', 'Say what came of it')],
    says: aboutConcern,
  },
  ClaimModeration: {
    done: 'The moderation is yours.',
    lead: () => 'Nobody else can moderate this audit while you hold it.',
  },
  ReleaseModeration: {
    done: 'The moderation is free for others.',
    fields: () => [optionalText('reason', 'Why')],
  },
  RecordModeratorGrade: {
    done: 'Your own grade is recorded. You can see the first grade now.',
    lead: () => 'Grade from the record alone. You see the auditor’s grade afterwards.',
    fields: (audit) => [
      grade(audit, 'Your overall grade'),
      text('rationale', 'Why', 'Say why you give this grade'),
      ...domainGrades(audit, (domain) => domain),
      ...exception(audit),
    ],
    says: (values) => ({ ...withoutDomains(values), domains: chosenDomains(values) }),
  },
  UpholdGrade: {
    done: 'The grade stands.',
    fields: () => [optionalText('rationale', 'Why')],
  },
  ChangeGrade: {
    done: 'The grade is changed.',
    fields: (audit) => [
      grade(audit, 'Overall grade', audit.document.grades?.standing.grade ?? undefined),
      text('rationale', 'Why', 'Say why you change it'),
      ...domainsAsTheyStand(audit),
      ...exception(audit),
    ],
    says: (values, audit) => ({ ...withoutDomains(values), domains: changedDomains(values, audit) }),
  },
  ReturnToAuditor: {
    done: 'The audit is returned to its auditor, who is told why.',
    fields: () => [text('reason', 'What is missing', 'Say what is missing')],
  },
  ShareOutcome: {
    done: 'The outcome is shared. The worker and the team manager are told.',
    lead: ({ document, nameOf, directory, today }) => {
      const managers = document.teamId === null ? [] : directory.managersOf(document.teamId, today);
      const people = [...(document.practitionerId === null ? [] : [document.practitionerId]), ...managers];
      return people.length === 0
        ? 'Nobody holds the case: it is shared with the team alone.'
        : `It is shared with ${people.map(nameOf).join(', ')}.`;
    },
  },
  AcknowledgeOutcome: {
    done: 'You have acknowledged the outcome.',
    lead: () => 'You say that you have read it. You can say what you think of it.',
    fields: () => [optionalText('comment', 'What you would like to say')],
  },
  DisputeOutcome: {
    done: 'You have disputed the outcome. The disputes panel is told.',
    lead: () => 'People who had no part in the audit look at it again and decide.',
    fields: () => [text('grounds', 'Why you dispute it', 'Say why you dispute it')],
  },
  ResolveDispute: {
    done: 'The dispute is resolved. Everybody concerned is told.',
    lead: ({ document }) => {
      const data: object = document.sections.dispute.at(-1)?.data ?? {};
      return 'grounds' in data ? texts(data.grounds) : undefined;
    },
    fields: (audit) => [
      {
        kind: 'choice',
        name: 'outcome',
        label: 'What the panel decided',
        asks: 'Choose what the panel decided',
        options: [
          { value: 'grade_stands', text: 'The grade stands' },
          {
            value: 'grade_changed',
            text: 'The grade is changed',
            reveals: [grade(audit, 'New grade'), ...domainsAsTheyStand(audit)],
          },
        ],
      },
      text('rationale', 'Why', 'Say why'),
      ...exception(audit),
    ],
    says: (values, audit) => ({
      ...withoutDomains(values),
      domains: values['outcome'] === 'grade_changed' ? changedDomains(values, audit) : [],
    }),
  },
  FinaliseAudit: {
    done: 'The grades are final.',
    lead: () => 'The grades become final and count in reports.',
  },
  RequireResponse: {
    done: 'A response plan is required. The team manager is told.',
    fields: () => [
      day('respondBy', 'By when', '', { optional: true, hint: 'Leave it empty for the council’s usual time.' }),
    ],
  },
  RecordResponse: {
    done: 'The response plan is recorded.',
    fields: () => [text('plan', 'Plan', 'Write the plan', { rows: 8 })],
  },
  AgreeAction: {
    done: 'The action is agreed. Whoever does it is told.',
    people: 'owners',
    fields: ({ tool }, _item, people) => [
      text('text', 'What is to be done', 'Say what is to be done'),
      { kind: 'pick', name: 'ownerId', label: 'Who does it', asks: 'Choose who does it', options: asOptions(people) },
      day('due', 'By when', '', { optional: true, hint: 'Leave it empty for the council’s usual time.' }),
      {
        kind: 'pick',
        name: 'domain',
        label: 'Which domain it belongs to',
        asks: '',
        optional: true,
        none: 'No one domain',
        options: (tool?.domains ?? []).map(({ key, label }) => ({ value: key, text: label })),
      },
    ],
  },
  UpdateProgress: {
    done: 'Your progress is recorded.',
    lead: itsWords,
    fields: () => [text('note', 'How it goes', 'Say how it goes')],
    says: aboutAction,
  },
  CompleteAction: {
    done: 'The action is complete. Somebody else verifies it.',
    lead: itsWords,
    fields: () => [
      text('evidence', 'What was done, and what shows it', 'Say what shows that it was done'),
      {
        kind: 'line',
        name: 'evidenceReference',
        label: 'Where it stands in the case system',
        asks: '',
        optional: true,
      },
    ],
    says: aboutAction,
  },
  VerifyAction: {
    done: 'The action is verified.',
    lead: itsWords,
    fields: () => [optionalText('note', 'What you saw')],
    says: aboutAction,
  },
  ReopenAction: {
    done: 'The action is open again. Whoever does it is told.',
    lead: itsWords,
    fields: () => [why(), day('due', 'The new last day', 'Enter the new last day')],
    says: aboutAction,
  },
  CancelAction: {
    isWarning: true,
    button: 'Cancel the action',
    done: 'The action is cancelled.',
    lead: itsWords,
    fields: () => [why()],
    says: aboutAction,
  },
  ChangeDueDate: {
    done: 'The date is moved. Whoever does it is told.',
    lead: (audit, item) => {
      const due = actionDue(audit, item);
      return due === undefined ? itsWords(audit, item) : `${itsWords(audit, item) ?? ''} Due ${plainDate(due)}.`;
    },
    fields: () => [day('due', 'The new last day', 'Enter the new last day'), why()],
    says: aboutAction,
  },
  RecordRetrospectiveGrade: {
    done: 'Your grade is recorded. It changes nothing on the audit.',
    lead: () => 'A grade in retrospect shows how far moderators agree. It changes nothing on the audit.',
    fields: (audit) => [grade(audit, 'Your grade'), text('rationale', 'Why', 'Say why you give this grade')],
  },
  ScheduleReaudit: {
    done: 'The re-audit is planned.',
    fields: () => [day('dueOn', 'When', '', { optional: true, hint: 'Leave it empty for the council’s usual time.' })],
  },
  CloseAudit: { done: 'The audit is closed.' },
  ReopenAudit: { done: 'The audit is open again.', fields: () => [why()] },
  CorrectRecord: correction,
  ReassignPractitioner: {
    done: 'The case is passed to the new worker.',
    people: 'practitioners',
    fields: (_audit, _item, people) => [
      {
        kind: 'pick',
        name: 'to',
        label: 'Who holds the case now',
        asks: 'Choose who holds it',
        options: asOptions(people),
      },
      why(),
    ],
  },
  ChangeTeam: {
    done: 'The case is passed to the new team.',
    fields: ({ directory }) => [
      {
        kind: 'pick',
        name: 'teamId',
        label: 'Which team has the case now',
        asks: 'Choose the team',
        options: [...directory.teams()].map(({ teamId, name }) => ({ value: teamId, text: name })),
      },
      why(),
    ],
  },
  MoveDeadlines: {
    done: 'The deadlines are counted again.',
    lead: () => 'Deadlines are counted again by the calendar as it is now.',
    fields: () => [{ kind: 'line', name: 'because', label: 'What changed in the calendar', asks: 'Say what changed' }],
  },
};
