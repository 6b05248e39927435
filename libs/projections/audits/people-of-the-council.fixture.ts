import { DEFAULT_RESPONSIBILITIES, foldDirectory } from '#domain';
import type { PeopleDirectory, PeopleEvent, Role, Standing } from '#domain';

const person = (personId: string, teamId: string | null, ...roles: Role[]): PeopleEvent => ({
  type: 'person-registered',
  data: {
    personId,
    ref: personId,
    name: personId,
    aliases: [],
    email: `${personId}@example.org`,
    teamId,
    managerId: null,
    roles,
    from: null,
    to: null,
  },
});

/** Everybody the stories name, each in one role: kim coordinates, ann audits, mo and max moderate, pat holds the case, mel manages. */
export const directory: PeopleDirectory = foldDirectory([
  { type: 'team-registered', data: { teamId: 'north', name: 'North', service: 'Assessment' } },
  { type: 'team-registered', data: { teamId: 'quality', name: 'Quality', service: null } },
  person('kim', 'quality', 'coordinator'),
  person('ann', 'quality', 'auditor'),
  person('mo', 'quality', 'moderator'),
  person('max', 'north', 'moderator'),
  person('pat', 'north', 'practitioner'),
  person('mel', 'north', 'team_manager'),
  person('dee', 'north', 'team_manager'),
  person('lee', null, 'leader'),
  {
    type: 'absence-recorded',
    data: { absenceId: 'away', personId: 'mel', from: '2026-05-01', to: '2026-05-31', deputyId: 'dee' },
  },
  {
    type: 'absence-recorded',
    data: { absenceId: 'off', personId: 'pat', from: '2026-05-10', to: '2026-05-12', deputyId: 'dee' },
  },
]);

export function standing(personId: string, today = '2026-05-15', hasReadFirstGrade = false): Standing {
  const roles = directory.person(personId)?.roles ?? [];
  const responsibilities = DEFAULT_RESPONSIBILITIES;
  return { actor: { id: personId, roles }, directory, today, responsibilities, hasReadFirstGrade };
}
