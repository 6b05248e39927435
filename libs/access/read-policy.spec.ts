import type { Actor, Role } from '#domain';
import { againstReading } from './read-policy.js';

const actor = (id: string, ...roles: Role[]): Actor => ({ id, roles });

describe('reading by role', () => {
  it.each<[Role, string[]]>([
    ['coordinator', ['board', 'readings', 'people', 'caseloads', 'samples', 'reports', 'others-tasks', 'reminders']],
    ['leader', ['board', 'readings', 'reports', 'activity']],
    ['administrator', ['people', 'views', 'settings']],
    ['moderator', ['moderation-queue', 'board']],
    ['inspector', ['own-inspections']],
  ])('opens to a %s what is theirs', (role, open) => {
    const resources = [
      'board',
      'readings',
      'people',
      'caseloads',
      'samples',
      'reports',
      'others-tasks',
      'activity',
      'views',
      'settings',
      'moderation-queue',
      'own-inspections',
      'others-inspections',
      'reminders',
    ] as const;
    const opened = resources.filter((resource) => againstReading(resource, actor('x', role)) === null);
    expect(opened).toEqual(expect.arrayContaining(open));
    if (role === 'inspector') expect(opened).toEqual(open);
    if (role === 'administrator') expect(opened).not.toContain('board');
    if (role !== 'coordinator' && role !== 'leader') expect(opened).not.toContain('readings');
  });
});
