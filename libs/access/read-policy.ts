import { hasRole, refuse } from '#domain';
import type { Actor, Refusal, Role } from '#domain';

/** What can be read besides an audit itself, for which `readingOf` decides record by record. */
export type Resource =
  | 'own-tasks'
  | 'own-inspections'
  | 'others-inspections'
  | 'moderation-queue'
  | 'settings'
  | 'settings-forms'
  | 'teams'
  | 'board'
  | 'readings'
  | 'others-tasks'
  | 'ownerless-tasks'
  | 'people'
  | 'caseloads'
  | 'samples'
  | 'activity'
  | 'reminders'
  | 'reports'
  | 'jobs'
  | 'views'
  | 'data-requests'
  | 'erasures'
  | 'erasure-asking'
  | 'erasure-approving';

const ANYONE: readonly Role[] = [
  'coordinator',
  'auditor',
  'moderator',
  'practitioner',
  'team_manager',
  'leader',
  'administrator',
];

/**
 * Who may read what, by role. An inspector sees their grants here, and reads the audits they name: `inspection-policy.ts`.
 * Source: docs/practice.md, who does what.
 */
const readers: Readonly<Record<Resource, readonly Role[]>> = {
  'own-tasks': ANYONE,
  'own-inspections': ['inspector', 'coordinator'],
  'others-inspections': ['coordinator'],
  'moderation-queue': ['moderator'],
  settings: ANYONE,
  'settings-forms': ['coordinator', 'administrator'],
  teams: ANYONE,
  board: ['coordinator', 'auditor', 'moderator', 'practitioner', 'team_manager', 'leader'],
  readings: ['coordinator', 'leader'],
  'others-tasks': ['coordinator'],
  'ownerless-tasks': ['coordinator', 'administrator'],
  people: ['coordinator', 'administrator'],
  caseloads: ['coordinator'],
  samples: ['coordinator'],
  activity: ['coordinator', 'leader'],
  reminders: ['coordinator'],
  reports: ['coordinator', 'leader'],
  jobs: ['coordinator', 'administrator'],
  views: ['coordinator', 'administrator'],
  'data-requests': ['coordinator'],
  erasures: ['coordinator', 'administrator'],
  'erasure-asking': ['coordinator'],
  'erasure-approving': ['administrator'],
};

/** Why somebody may not read a resource; null where they may. */
export function againstReading(resource: Resource, actor: Actor): Refusal | null {
  return hasRole(actor, ...readers[resource], 'system')
    ? null
    : refuse('not-allowed', 'not-yours-to-read', 'Your role does not open this.');
}
