import { DEFAULT_APPROVALS, holdersOf, responsibilitiesOf, USUAL_APPROVERS } from '#domain';
import type { Approvals, Office } from '#domain';
import type { Engine } from '#engine';
import { peopleByName } from '../forms/people-by-name.js';
import type { OpenedAudit } from './opened-audit.js';
import type { PersonOption } from './step-form.js';

/**
 * Who may be named as approver, never who asks: whom the council names for it first, then whoever may where nobody it
 * names is free. Where it names nobody, nothing is said of that.
 */
export async function approversOf(
  engine: Engine,
  audit: OpenedAudit,
  approval: keyof Approvals,
): Promise<readonly PersonOption[]> {
  const { document, visitor, directory, today } = audit;
  const inForce = await engine.references.load();
  const council = { directory, today, responsibilities: responsibilitiesOf(inForce.settings) };
  const holding = (offices: readonly Office[]): readonly string[] =>
    holdersOf(offices, document, council).filter((personId) => personId !== visitor.actor.id);
  const named = holding((audit.settings.approvals ?? DEFAULT_APPROVALS)[approval]);
  const others = holding(USUAL_APPROVERS).filter((personId) => !named.includes(personId));
  const options = async (ids: readonly string[], about: string): Promise<readonly PersonOption[]> => {
    const people = await peopleByName(
      engine,
      ids.flatMap((personId) => directory.person(personId) ?? []),
    );
    return people.map(({ value, text }) => ({
      personId: value,
      name: text,
      ...(named.length > 0 && { about }),
    }));
  };
  return [
    ...(await options(named, 'named to approve this')),
    ...(await options(others, 'only where nobody who is named is free')),
  ];
}
