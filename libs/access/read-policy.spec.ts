import { foldDirectory } from '#domain';
import type { Actor, PeopleEvent, Role } from '#domain';
import { againstReading, boardScope, seesSmallNumbers } from './read-policy.js';

const person = (personId: string, roles: Role[], teamId: string | null): PeopleEvent => ({
  type: 'person-registered.v1',
  data: {
    personId,
    ref: personId,
    name: personId,
    aliases: [],
    email: '',
    teamId,
    managerId: null,
    roles,
    from: null,
    to: null,
  },
});
const directory = foldDirectory([
  { type: 'team-registered.v1', data: { teamId: 'north', name: 'North', service: null } },
  person('tess', ['team_manager'], 'north'),
  person('pat', ['practitioner'], 'north'),
  person('dan', ['auditor'], null),
  {
    type: 'absence-recorded.v1',
    data: { absenceId: 'a', personId: 'tess', from: '2024-05-01', to: null, deputyId: 'dan' },
  },
]);
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

  it('shows everybody’s audits to those who run the programme, and their own to others', () => {
    expect(boardScope(actor('c', 'coordinator'), directory, '2024-05-02')).toBeUndefined();
    expect(boardScope(actor('pat', 'practitioner'), directory, '2024-05-02')).toEqual({ people: ['pat'], teams: [] });
    expect(boardScope(actor('tess', 'team_manager'), directory, '2024-04-02')).toEqual({
      people: ['tess'],
      teams: ['north'],
    });
  });

  it('gives a deputy what is the absent one’s, and their teams to a manager only', () => {
    expect(boardScope(actor('dan', 'auditor'), directory, '2024-05-02')).toEqual({
      people: ['dan', 'tess'],
      teams: [],
    });
  });

  it('keeps small numbers in the QA team', () => {
    expect(seesSmallNumbers(actor('c', 'coordinator'))).toBe(true);
    expect(seesSmallNumbers(actor('l', 'leader'))).toBe(false);
  });
});
