import { BUILT_IN_SCALES } from '../grading/built-in-scales.js';
import type { ProposedSettings } from './commands.js';
import { DEFAULT_TOOLS } from './default-tools.js';
import type {
  ActionDetails,
  Approvals,
  AuditType,
  ExtensionRules,
  IndependenceRules,
  NotificationSettings,
  Responsibilities,
  RetentionMonths,
} from './programme-settings.js';

const DEFAULT_AUDIT_TYPES: readonly AuditType[] = [
  {
    key: 'deep-dive',
    label: 'Deep dive',
    subjectType: 'child',
    tool: 'deep-dive',
    stages: { conversation: 'required', familyContact: 'optional', moderation: 'optional', dispute: 'required' },
    graded: true,
  },
  {
    // done from the record alone
    key: 'case-file',
    label: 'Case file audit',
    subjectType: 'child',
    tool: 'case-file',
    stages: { conversation: 'skipped', familyContact: 'skipped', moderation: 'optional', dispute: 'required' },
    graded: true,
  },
  {
    key: 'foster-carer',
    label: 'Foster carer file audit',
    subjectType: 'foster_carer',
    tool: 'foster-carer',
    stages: { conversation: 'required', familyContact: 'optional', moderation: 'optional', dispute: 'required' },
    graded: true,
  },
  {
    key: 'supervision',
    label: 'Supervision audit',
    subjectType: 'supervision',
    tool: 'supervision',
    stages: { conversation: 'required', familyContact: 'skipped', moderation: 'optional', dispute: 'required' },
    graded: true,
  },
  {
    key: 'multi-agency',
    label: 'Multi-agency audit',
    subjectType: 'child',
    tool: 'multi-agency',
    stages: { conversation: 'optional', familyContact: 'optional', moderation: 'required', dispute: 'required' },
    graded: true,
  },
  {
    key: 'ungraded',
    label: 'Practice review without grades',
    subjectType: 'early_help',
    tool: 'ungraded',
    stages: { conversation: 'optional', familyContact: 'optional', moderation: 'skipped', dispute: 'skipped' },
    graded: false,
  },
];

/** Each holds unless a council lifts it (docs/practice.md, independence). */
export const DEFAULT_INDEPENDENCE: IndependenceRules = {
  caseHolder: true,
  manager: true,
  sameTeam: true,
  lineReport: true,
};

export const DEFAULT_NOTIFICATIONS: NotificationSettings = {
  quietHours: { from: '18:00', to: '08:00' },
  digest: 'offered',
  digestAt: '09:00',
  mayTurnOff: false,
};

/** Nothing more is said of an action than who does what by when. */
export const NO_ACTION_DETAILS: ActionDetails = { urgency: false, finding: false, scope: false };

/** Nobody is named, and every leader and coordinator may resolve a dispute. */
export const DEFAULT_RESPONSIBILITIES: Responsibilities = {
  headsOfService: [],
  programmeLead: null,
  disputesPanel: { roles: ['leader', 'coordinator'], people: [] },
};

/** Nobody asks for more time. */
/** Nothing is ever due to be erased. */
export const NO_RETENTION: RetentionMonths = {
  childAudits: null,
  carerAudits: null,
  supervisionAudits: null,
  people: null,
};

export const NO_EXTENSIONS: ExtensionRules = {
  offered: false,
  managerUpToWorkingDays: 5,
  decidedBy: [],
  decideWithinWorkingDays: 2,
};

/** The usual approvers. */
export const DEFAULT_APPROVALS: Approvals = { substitution: [], exemption: [], withdrawal: [] };

/** What a new programme starts with. Deadlines are in working days. */
export function defaultSettings(council: string): ProposedSettings {
  return {
    council,
    scales: BUILT_IN_SCALES,
    concordances: [],
    auditTypes: DEFAULT_AUDIT_TYPES,
    tools: DEFAULT_TOOLS,
    overallGradeLimits: [],
    deadlines: {
      allocate: 2,
      accept: 2,
      grade: 15,
      moderate: 10,
      share: 2,
      dispute: 5,
      resolveDispute: 10,
      respond: 5,
      actionByGrade: { inadequate: 10, requires_improvement: 20 },
      actionOtherwise: 20,
      verify: 10,
      reaudit: 60,
    },
    moderation: {
      all: false,
      percentage: 20,
      risk: { grades: ['outstanding', 'inadequate'], newAuditorFirst: 3, disagreement: true },
      blind: false,
    },
    responseGrades: ['inadequate'],
    reauditGrades: ['inadequate'],
    responseByGrade: [],
    reaudit: [],
    actionDetails: NO_ACTION_DETAILS,
    fileWithinWorkingDays: null,
    retention: NO_RETENTION,
    approvals: DEFAULT_APPROVALS,
    extensions: NO_EXTENSIONS,
    draw: {
      size: { kind: 'percent', percent: 5 },
      stratum: null,
      quotas: null,
      reservesPerSelected: 1,
      cooldownMonths: 12,
      activity: 'deep-dive',
    },
    rounds: [],
    expectations: [],
    excludedMonths: [],
    independence: DEFAULT_INDEPENDENCE,
    auditorCapacity: 4,
    reminderOffsets: [-5, -1, 0, 1, 5],
    escalationLadder: [
      { workingDaysOverdue: 1, to: 'owner' },
      { workingDaysOverdue: 3, to: 'manager' },
      { workingDaysOverdue: 5, to: 'head_of_service' },
      { workingDaysOverdue: 10, to: 'assistant_director' },
    ],
    notifications: DEFAULT_NOTIFICATIONS,
    responsibilities: DEFAULT_RESPONSIBILITIES,
    smallNumber: 5,
    leadersSeeAll: false,
    secondFactorOptional: false,
    trainingRequired: false,
    caseLink: '',
  };
}
