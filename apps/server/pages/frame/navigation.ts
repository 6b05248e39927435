import { againstReading } from '#access';
import type { Resource } from '#access';
import { hasRole } from '#domain';
import type { Actor, Role } from '#domain';

interface Place {
  readonly text: string;
  readonly href: string;
  readonly resource: Resource;
  /** Only for those whose day it is part of: others find it under the settings. */
  readonly of?: Role;
}

/** The pages that stand in everybody's navigation who may read what is on them. */
const PLACES: readonly Place[] = [
  { text: 'Your tasks', href: '/tasks', resource: 'own-tasks' },
  { text: 'Moderation', href: '/moderation', resource: 'moderation-queue' },
  { text: 'This month', href: '/programme', resource: 'samples' },
  { text: 'Audits', href: '/audits', resource: 'board' },
  { text: 'Follow-up', href: '/follow-up', resource: 'board' },
  { text: 'Samples', href: '/samples', resource: 'samples' },
  { text: 'Reports', href: '/reports', resource: 'reports' },
  { text: 'People', href: '/people', resource: 'people' },
  { text: 'Settings', href: '/settings', resource: 'people' },
  { text: 'Inspections', href: '/inspections', resource: 'own-inspections', of: 'inspector' },
  { text: 'Service', href: '/service', resource: 'views', of: 'administrator' },
];

/** Those who owe steps of audits begin with them, whatever else they are. */
const WORKING: readonly Role[] = ['coordinator', 'auditor', 'moderator', 'team_manager', 'practitioner'];

/** Where the others begin: how practice is, what they were let read, how the service is. */
const HOMES: readonly (readonly [Role, string])[] = [
  ['leader', '/reports'],
  ['inspector', '/inspections'],
  ['administrator', '/service'],
];

export const homeOf = (actor: Actor): string =>
  (hasRole(actor, ...WORKING) ? undefined : HOMES.find(([role]) => hasRole(actor, role))?.[1]) ?? '/tasks';

export const navigationFor = (actor: Actor): readonly { readonly text: string; readonly href: string }[] =>
  PLACES.filter(
    ({ resource, of }) => againstReading(resource, actor) === null && (of === undefined || hasRole(actor, of)),
  ).map(({ text, href }) => ({ text, href }));
