import type { Role } from '../roles.js';

/** Who a step of the lifecycle belongs to: a role and what the person is to this audit. Deputies act for the absent. */
export type Party =
  | 'coordinator'
  /** The audit's auditor. */
  | 'auditor'
  /** Any moderator nothing bars from this audit. */
  | 'moderator'
  /** The moderator who holds the claim. */
  | 'claimant'
  /** Whoever moderated it, once that is done. */
  | 'deciding-moderator'
  /** Who holds the case. */
  | 'practitioner'
  /** A manager of the audit's team. */
  | 'team-manager'
  /** Whoever the settings put on the disputes panel (a leader or coordinator at first) and who had no part in the audit. */
  | 'panel-member'
  | 'leader'
  /** Whoever the settings have sign a response plan off. */
  | 'signatory'
  /** Whoever reviews a response plan: its signatory, or where it has none a coordinator. */
  | 'reviewer'
  | 'action-owner'
  /** The manager named on an action that is due the same day. */
  | 'action-manager'
  /** The line manager of whoever asks for more time, where it is short enough, or whoever the settings name. */
  | 'extension-decider'
  /** Coordinator, auditor, moderator, practitioner, team manager, owner of an action, or in a dispute a panel member. */
  | 'anyone-on-the-audit'
  /** The engine itself. */
  | 'system';

export const partyLabels: Readonly<Record<Party, string>> = {
  coordinator: 'a coordinator',
  auditor: 'the auditor',
  moderator: 'a moderator',
  claimant: 'the moderator who claimed it',
  'deciding-moderator': 'the moderator who decided it',
  practitioner: 'the practitioner',
  'team-manager': 'the team manager',
  'panel-member': 'a member of the disputes panel',
  leader: 'a leader',
  signatory: 'whoever signs the plan off',
  reviewer: 'whoever reviews the plan',
  'action-manager': 'the manager named on the action',
  'action-owner': 'the owner of the action',
  'extension-decider': 'whoever decides on more time',
  'anyone-on-the-audit': 'anyone on the audit',
  system: 'the system',
};

/** Who may owe something: a party, or one person whom the obligation itself names. */
export type Owing = Party | 'invited';

export const owingLabels: Readonly<Record<Owing, string>> = {
  ...partyLabels,
  invited: 'each person of the council who is invited',
};

/** The role in which a person acts as a party; events record it. */
export const partyRoles: Readonly<Record<Party, readonly (Role | 'system')[]>> = {
  coordinator: ['coordinator'],
  auditor: ['auditor'],
  moderator: ['moderator'],
  claimant: ['moderator'],
  'deciding-moderator': ['moderator'],
  practitioner: ['practitioner'],
  'team-manager': ['team_manager'],
  'panel-member': ['leader', 'coordinator'],
  leader: ['leader'],
  signatory: ['leader', 'coordinator', 'moderator', 'team_manager', 'auditor', 'practitioner'],
  reviewer: ['leader', 'coordinator', 'moderator', 'team_manager', 'auditor', 'practitioner'],
  'action-manager': ['team_manager', 'leader', 'coordinator', 'moderator', 'auditor', 'practitioner'],
  'action-owner': ['practitioner', 'team_manager', 'auditor', 'moderator', 'leader', 'coordinator'],
  'extension-decider': ['leader', 'coordinator', 'team_manager', 'moderator', 'auditor', 'practitioner'],
  'anyone-on-the-audit': ['auditor', 'moderator', 'practitioner', 'team_manager', 'coordinator', 'leader'],
  system: ['system'],
};
