import { DEFAULT_RESPONSIBILITIES } from './default-settings.js';
import type { ProgrammeSettings, Responsibilities } from './programme-settings.js';

/** Those of the settings in force; nobody is named before the first, or where they are left out. */
export function responsibilitiesOf(settings: Pick<ProgrammeSettings, 'responsibilities'> | null): Responsibilities {
  return settings?.responsibilities ?? DEFAULT_RESPONSIBILITIES;
}

/** A service's name without case and runs of white space: lists write it in more than one way. */
export function serviceKey(service: string): string {
  return service.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

/** The person the settings name for a service; null where they name nobody. */
export function headOfServiceOf({ headsOfService }: Responsibilities, service: string | null): string | null {
  if (service === null) return null;
  const key = serviceKey(service);
  return headsOfService.find((head) => serviceKey(head.service) === key)?.personId ?? null;
}

/** The ids settings name that are nobody's in the people file. A service may yet come with the next caseload, so none is checked. */
export function unknownPeopleIn(
  {
    responsibilities: { headsOfService, programmeLead, disputesPanel } = DEFAULT_RESPONSIBILITIES,
    responseByGrade = [],
  }: Pick<ProgrammeSettings, 'responsibilities' | 'responseByGrade'>,
  isKnown: (personId: string) => boolean,
): readonly string[] {
  const named = [
    ...headsOfService.map(({ personId }) => personId),
    ...(programmeLead === null ? [] : [programmeLead]),
    ...disputesPanel.people,
    ...responseByGrade.flatMap(({ copiesTo }) => copiesTo.people),
  ];
  return [...new Set(named)].filter((personId) => !isKnown(personId));
}
