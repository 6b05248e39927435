import type { Actor } from './actor.js';
import { refuse, type Refusal } from './refusal.js';

interface Held {
  readonly by: Actor['roles'];
  /** What it is, after "may". */
  readonly is: string;
}

/**
 * What is done besides the steps of an audit, and whose duty it is by role. Who takes which step of an audit stands in
 * `workflow/table.ts`; who reads what, in `libs/access/read-policy.ts`. Source: docs/practice.md, who does what.
 */
const DUTIES = {
  people: { by: ['administrator', 'coordinator'], is: 'change people and teams' },
  'people-import': { by: ['administrator', 'coordinator'], is: 'import people' },
  settings: { by: ['administrator', 'coordinator', 'system'], is: 'publish settings' },
  calendar: { by: ['administrator', 'coordinator'], is: 'change the calendar' },
  caseload: { by: ['coordinator'], is: 'import a caseload' },
  'earlier-audits': { by: ['coordinator'], is: 'import earlier audits' },
  'published-figures': { by: ['coordinator'], is: 'enter published figures' },
  samples: { by: ['coordinator'], is: 'draw and issue samples' },
  'live-audits': { by: ['coordinator', 'system'], is: 'issue audits' },
  capacity: { by: ['coordinator', 'system'], is: 'allocate audits' },
  inspections: { by: ['coordinator'], is: 'let an inspector read audits, and end it' },
  exports: { by: ['coordinator', 'leader'], is: 'have reports in a file' },
  bounces: { by: ['administrator', 'coordinator', 'system'], is: 'record that a message came back' },
} as const satisfies Readonly<Record<string, Held>>;

export type Duty = keyof typeof DUTIES;

/** Whether the duty is theirs. */
export const isDutyOf = ({ roles }: Pick<Actor, 'roles'>, duty: Duty): boolean =>
  DUTIES[duty].by.some((role) => roles.includes(role));

/** How it is refused to whoever does not hold it. */
export function notTheirDuty(duty: Duty): Refusal {
  const holders = DUTIES[duty].by.flatMap((role) => (role === 'system' ? [] : [WITH_ARTICLE[role]]));
  return refuse('not-allowed', 'role-missing', `Only ${holders.join(' or ')} may ${DUTIES[duty].is}.`);
}

const WITH_ARTICLE = { administrator: 'an administrator', coordinator: 'a coordinator', leader: 'a leader' } as const;
