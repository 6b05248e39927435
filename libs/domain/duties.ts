import type { Actor } from './actor.js';
import { refuse, type Refusal } from './refusal.js';

interface Held {
  readonly by: Actor['roles'];
  /** Whether it is also that of whoever the settings name as head of a service. */
  readonly ofHeads?: boolean;
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
  'published-figures': { by: ['coordinator'], ofHeads: true, is: 'enter published figures' },
  feedback: { by: ['coordinator'], ofHeads: true, is: 'enter feedback' },
  'committee-reports': { by: ['coordinator', 'leader'], ofHeads: true, is: 'keep reports to committees' },
  'dip-samples': { by: ['coordinator'], ofHeads: true, is: 'enter dip samples' },
  improvement: { by: ['coordinator'], ofHeads: true, is: 'enter the improvement plan and the risk register' },
  learning: { by: ['coordinator'], ofHeads: true, is: 'issue messages to staff and enter learning' },
  measures: { by: ['coordinator'], ofHeads: true, is: 'enter measures and their readings' },
  samples: { by: ['coordinator'], is: 'draw and issue samples' },
  'expected-audits': { by: ['coordinator'], is: 'excuse people from the audits expected of them' },
  'live-audits': { by: ['coordinator', 'system'], is: 'issue audits' },
  capacity: { by: ['coordinator', 'system'], is: 'allocate audits' },
  inspections: { by: ['coordinator'], is: 'let an inspector read audits, and end it' },
  exports: { by: ['coordinator', 'leader'], is: 'have reports in a file' },
  packs: { by: ['coordinator', 'inspector'], is: 'have an evidence pack made' },
  erasures: { by: ['coordinator'], is: 'ask for somebody to be erased' },
  'erasure-approvals': { by: ['administrator'], is: 'approve that somebody is erased' },
  'data-requests': { by: ['coordinator'], is: 'deal with what people ask of what is held on them' },
  holds: { by: ['coordinator', 'administrator'], is: 'hold what must be kept, or decline an erasure' },
  bounces: { by: ['administrator', 'coordinator', 'system'], is: 'record that a message came back' },
} as const satisfies Readonly<Record<string, Held>>;

export type Duty = keyof typeof DUTIES;

/** Whom the settings name: `Responsibilities`, as far as duties go by them. */
export interface Heads {
  readonly headsOfService: readonly { readonly personId: string }[];
}

const NOBODY: Heads = { headsOfService: [] };

/** Whether the duty is theirs. @param heads of the settings in force; nobody where a duty goes by role alone */
export function isDutyOf(
  { id = '', roles }: Pick<Actor, 'roles'> & { readonly id?: string },
  duty: Duty,
  heads: Heads = NOBODY,
): boolean {
  const { by, ofHeads = false }: Held = DUTIES[duty];
  return (
    by.some((role) => roles.includes(role)) || (ofHeads && heads.headsOfService.some(({ personId }) => personId === id))
  );
}

/** How it is refused to whoever does not hold it. */
export function notTheirDuty(duty: Duty): Refusal {
  const { by, ofHeads = false, is }: Held = DUTIES[duty];
  const holders = [...by.flatMap((role) => WITH_ARTICLE[role] ?? []), ...(ofHeads ? ['a head of service'] : [])];
  return refuse('not-allowed', 'role-missing', `Only ${holders.join(' or ')} may ${is}.`);
}

const WITH_ARTICLE: Readonly<Partial<Record<Actor['roles'][number], string>>> = {
  administrator: 'an administrator',
  coordinator: 'a coordinator',
  leader: 'a leader',
  inspector: 'an inspector',
};
