import { responsibilitiesOf } from '#domain';
import type { PersonRecord } from '#domain';
import { candidatesFor, namesIn } from '#engine';
import type { Candidate, Engine } from '#engine';
import { followUpPage } from '#projections';
import { accepted } from '../../exchange/reading.js';
import { plainDate } from '../words/dates.js';
import { peopleByName } from '../forms/people-by-name.js';
import { listed } from '../words/humanised.js';
import { approversOf } from './approvers.js';
import type { OpenedAudit } from './opened-audit.js';
import type { PeopleKind, PersonOption } from './step-form.js';

/**
 * Whom a form of an audit may name.
 * @throws ProblemError where it is not theirs to choose
 */
export async function peopleToChoose(
  engine: Engine,
  audit: OpenedAudit,
  kind: PeopleKind,
): Promise<readonly PersonOption[]> {
  return PEOPLE[kind](engine, audit);
}

type Choice = (engine: Engine, audit: OpenedAudit) => Promise<readonly PersonOption[]>;

const PEOPLE: Readonly<Record<PeopleKind, Choice>> = {
  auditors,
  'open-actions': openActions,
  'approve-substitution': (engine, audit) => approversOf(engine, audit, 'substitution'),
  'approve-exemption': (engine, audit) => approversOf(engine, audit, 'exemption'),
  'approve-withdrawal': (engine, audit) => approversOf(engine, audit, 'withdrawal'),
  owners: (engine, audit) =>
    inPost(engine, audit, [...around(audit), ...withRoles(audit, 'coordinator', 'leader'), ...leads(audit)]),
  practitioners: (engine, audit) => inPost(engine, audit, withRoles(audit, 'practitioner')),
};

async function inPost(
  engine: Engine,
  { directory, today }: OpenedAudit,
  people: readonly PersonRecord[],
): Promise<readonly PersonOption[]> {
  const there = people.filter(({ personId }) => directory.inPost(personId, today));
  return (await peopleByName(engine, there)).map(({ value, text }) => ({ personId: value, name: text }));
}

const withRoles = ({ directory, today }: OpenedAudit, ...roles: Parameters<typeof directory.withRole>[0][]) =>
  roles.flatMap((role) => directory.withRole(role, today));

/** Who answers for the service and the programme. */
function leads({ settings, directory }: OpenedAudit): readonly PersonRecord[] {
  const { headsOfService, programmeLead } = responsibilitiesOf(settings);
  return [...headsOfService.map(({ personId }) => personId), programmeLead].flatMap((id) =>
    id === null ? [] : (directory.person(id) ?? []),
  );
}

/** Who works the case or its audit, and their team. */
function around({ document, directory }: OpenedAudit): readonly PersonRecord[] {
  const { practitionerId, auditorId, moderatorId, teamId } = document;
  const named = [practitionerId, auditorId, moderatorId].flatMap((id) =>
    id === null ? [] : (directory.person(id) ?? []),
  );
  return [...named, ...(teamId === null ? [] : directory.membersOf(teamId))];
}

/** Those nothing stands against first, as the candidates of the API are ordered. */
async function auditors(engine: Engine, { document, visitor }: OpenedAudit): Promise<readonly PersonOption[]> {
  const { auditId } = document;
  const { candidates } = accepted(await candidatesFor(engine, { auditId, actor: visitor.actor }, 'auditor'));
  const names = await namesIn(engine, candidates);
  return candidates.map((candidate) => ({
    personId: candidate.personId,
    name: names[candidate.personId] ?? 'Somebody no longer known',
    about: standingOf(candidate),
    ...(!candidate.may && { against: listed(candidate.against.map(({ why }) => why)) }),
  }));
}

/** What is offered at most, soonest due first. */
const MOST_ACTIONS = 200;
const WAIT_MS = 2_000;

async function openActions(
  engine: Engine,
  { document, visitor, directory, today }: OpenedAudit,
): Promise<readonly PersonOption[]> {
  const { settings } = await engine.references.load();
  const rows = await engine.readModels.views.whenReadable('follow-up', WAIT_MS);
  const responsibilities = responsibilitiesOf(settings);
  const standing = { actor: visitor.actor, directory, today, responsibilities, hasReadFirstGrade: false };
  const page = followUpPage(rows, standing, 'improvement', { status: 'open' }, { limit: MOST_ACTIONS });
  const names = await namesIn(engine, page.rows);
  return page.rows
    .filter(({ auditId }) => auditId !== document.auditId)
    .map(({ auditId, itemId, reference, due, team, ownerId }) => ({
      personId: `${auditId} ${itemId}`,
      name: listed(
        [`Audit ${reference}`, team, ownerId && names[ownerId], due && `due ${plainDate(due)}`].flatMap((part) =>
          part ? [part] : [],
        ),
      ),
    }));
}

/** `holds 2 audits, room for 1, away today` */
function standingOf({ holds, room, away }: Candidate): string {
  const parts = [
    holds === 0 ? 'holds no audit' : `holds ${holds} ${holds === 1 ? 'audit' : 'audits'}`,
    room === null ? '' : room === 0 ? 'no room' : `room for ${room}`,
    away === null ? '' : 'away today',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
