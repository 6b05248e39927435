import type { Office } from '../settings/programme-settings.js';
import { headOfServiceOf } from '../settings/responsibilities.js';
import type { Council } from './answering.js';
import type { SelectedAudit } from './state.js';
import { actsFor, worksOnAudits, type Standing } from './standing.js';

type OfService = Pick<SelectedAudit, 'service'>;

/** The one person whom the settings in force give an office for a case; null for an office that a role gives. */
function named(office: Office, { service }: OfService, { responsibilities }: Pick<Council, 'responsibilities'>) {
  if (office === 'head_of_service') return { personId: headOfServiceOf(responsibilities, service) };
  if (office === 'programme_lead') return { personId: responsibilities.programmeLead };
  return null;
}

/** Whether somebody holds one of these offices for a case, themself or in the place of somebody absent. */
export function holdsOneOf(
  offices: readonly Office[],
  audit: OfService,
  standing: Omit<Standing, 'hasReadFirstGrade'>,
): boolean {
  const { actor } = standing;
  return offices.some((office) => {
    const one = named(office, audit, standing);
    if (one === null) return actor.roles.some((role) => role === office);
    return one.personId !== null && actsFor(standing).includes(one.personId) && worksOnAudits(actor.roles);
  });
}

/** Everybody in post who holds one of these offices for a case in their own right. */
export function holdersOf(offices: readonly Office[], audit: OfService, council: Council): readonly string[] {
  const { directory, today } = council;
  const everybody = offices.flatMap((office) => {
    if (office === 'head_of_service' || office === 'programme_lead') {
      const personId = named(office, audit, council)?.personId ?? null;
      return personId === null ? [] : [personId];
    }
    return directory.withRole(office, today).map(({ personId }) => personId);
  });
  return [...new Set(everybody)].filter((personId) => directory.inPost(personId, today));
}
