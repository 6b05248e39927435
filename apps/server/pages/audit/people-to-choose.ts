import { openPeople } from '#application';
import { responsibilitiesOf } from '#domain';
import type { PersonRecord } from '#domain';
import type { Engine } from '#engine';
import type { OpenedAudit } from './opened-audit.js';
import type { People, PersonOption } from './step-form.js';

const byName = (left: PersonOption, right: PersonOption): number => left.name.localeCompare(right.name, 'en-GB');

/** Whom the forms of an audit may name, in post today, by name. */
export async function peopleToChoose(
  engine: Engine,
  { document, directory, settings, today, visitor }: OpenedAudit,
): Promise<People> {
  const { headsOfService, programmeLead } = responsibilitiesOf(settings);
  const named = async (people: readonly (PersonRecord | undefined)[]): Promise<readonly PersonOption[]> => {
    const inPost = new Set(
      people.flatMap((person) => (person && directory.inPost(person.personId, today) ? [person] : [])),
    );
    const opened = await openPeople(engine.ledger, inPost);
    return opened.map(({ personId, name }) => ({ personId, name })).sort(byName);
  };
  const withRole = (...roles: Parameters<typeof directory.withRole>[0][]) =>
    roles.flatMap((role) => directory.withRole(role, today));
  const team = document.teamId === null ? [] : directory.membersOf(document.teamId);
  const around = [document.practitionerId, document.auditorId, document.moderatorId].flatMap((id) =>
    id === null ? [] : [directory.person(id)],
  );
  const leads = [...headsOfService.map(({ personId }) => personId), programmeLead].flatMap((id) =>
    id === null ? [] : [directory.person(id)],
  );
  const [auditors, approvers, owners, practitioners] = await Promise.all([
    named(withRole('auditor')),
    named([...withRole('coordinator', 'leader'), ...leads]),
    named([...around, ...team, ...withRole('coordinator', 'leader'), ...leads]),
    named(withRole('practitioner')),
  ]);
  return {
    auditors,
    approvers: approvers.filter(({ personId }) => personId !== visitor.actor.id),
    owners,
    practitioners,
  };
}
