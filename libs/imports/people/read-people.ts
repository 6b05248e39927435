import { ROLES, type Role } from '#domain';
import { BOUNDS } from '../bounds.js';
import { readCsv } from '../csv/read-csv.js';
import { tableRows } from '../csv/table-rows.js';
import type { ImportWarning, Rejection } from '../findings.js';
import type { KnownColumn } from '../rows/headers.js';
import { ImportProblem } from '../import-problem.js';
import type { RowReader } from '../rows/row-reader.js';
import { cleanName, wordKey } from '../text/clean-text.js';
import type { PeopleImport, PeopleOptions, PersonRow, UnplacedPerson } from './person.js';
import { resolveManagers } from './resolve-managers.js';

type PeopleField = 'ref' | 'name' | 'aliases' | 'email' | 'team' | 'service' | 'manager' | 'roles' | 'from' | 'to';

const COLUMNS: readonly KnownColumn<PeopleField>[] = [
  { header: 'ref', also: ['reference', 'person ref', 'employee number', 'staff number'], holds: 'ref', required: true },
  { header: 'name', also: ['display name', 'full name'], holds: 'name', required: true },
  { header: 'aliases', also: ['alias', 'other names'], holds: 'aliases' },
  { header: 'email', also: ['e-mail', 'email address'], holds: 'email' },
  { header: 'team', also: ['team name'], holds: 'team' },
  { header: 'service', also: ['service area'], holds: 'service' },
  { header: 'manager', also: ['line manager', 'manager ref'], holds: 'manager' },
  { header: 'roles', also: ['role'], holds: 'roles', required: true },
  { header: 'from', also: ['start date', 'joined'], holds: 'from' },
  { header: 'to', also: ['end date', 'left'], holds: 'to' },
];
/** A file may well do without these, and nothing follows from it. */
const NOT_MISSED: ReadonlySet<PeopleField> = new Set(['service', 'aliases']);
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * Reads people from a CSV: `ref, name, aliases, email, team, manager, roles, from, to` (aliases and roles separated by
 * semicolons; manager a ref or a name). An empty cell says nothing, `(none)` that there is none. A row whose manager is nobody is rejected: who reports to whom decides who may
 * audit whom.
 * @throws ImportProblem when the file is no CSV or lacks ref, name or roles.
 */
export function readPeople(bytes: Uint8Array, { known = [], sheet = 'csv' }: PeopleOptions = {}): PeopleImport {
  const table = readCsv(bytes, sheet);
  const { matched, readers, nothing, warnings: aboutHeader } = tableRows(table, COLUMNS, sheet);
  const people = new Map<string, UnplacedPerson>();
  const warnings: ImportWarning[] = [...table.warnings, ...aboutHeader];
  for (const { header, holds } of matched.missing) {
    if (holds && !NOT_MISSED.has(holds)) {
      warnings.push({
        sheet,
        row: table.headerRow,
        column: header,
        code: 'header_missing',
        text: `There is no column "${header}": what is known of it stays as it is.`,
      });
    }
  }
  const managerColumn = matched.byHolds.get('manager')?.spelt ?? 'manager';
  const rejected: Rejection[] = [];
  let rows = 0;
  for (const reader of readers) {
    rows += 1;
    if (rows > BOUNDS.people) throw tooManyPeople();
    const person = readPerson(reader, managerColumn);
    const other = person && people.get(person.ref);
    if (other) reader.reject('ref', `The ref stands in row ${other.row} already.`);
    else if (person) people.set(person.ref, person);
    rejected.push(...reader.rejections);
    warnings.push(...reader.warnings);
  }

  const placed = resolveManagers([...people.values()], known, sheet);
  return {
    rows: { read: rows, accepted: placed.people.length, rejected: rows - placed.people.length },
    people: placed.people,
    rejected: [...rejected, ...placed.rejected].sort((one, other) => one.row - other.row),
    warnings: [...warnings, ...nothing.warnings(), ...placed.warnings, ...sharedNames(placed.people, sheet)],
  };
}

const tooManyPeople = (): ImportProblem =>
  new ImportProblem(
    'file_too_large',
    `This file has over ${BOUNDS.people} rows of people. Import those who audit, are audited or manage them.`,
  );

function readPerson(reader: RowReader<PeopleField>, managerColumn: string): UnplacedPerson | null {
  const ref = reader.reference('ref', 'The row has no ref.');
  const name = reader.text('name');
  if (name === null) reader.reject('name', 'The row has no name.');
  const email = reader.said('email');
  if (typeof email === 'string' && !EMAIL.test(email)) reader.reject('email', 'This is not an email address.');
  const from = reader.saidDate('from');
  const to = reader.saidDate('to');
  if (typeof from === 'string' && typeof to === 'string' && to < from)
    reader.reject('to', 'The last day is before the first.');
  const person = {
    row: reader.row,
    aliases: listed(reader.said('aliases')),
    email,
    team: reader.said('team'),
    service: reader.said('service'),
    manager: reader.said('manager'),
    managerColumn,
    roles: readRoles(reader),
    from,
    to,
  };
  return ref === null || name === null || reader.rejections.length > 0 ? null : { ...person, ref, name };
}

function readRoles(reader: RowReader<PeopleField>): Role[] | undefined {
  const written = listed(reader.said('roles'));
  if (written === undefined) {
    const text = 'The row names no role: who is known keeps theirs, who is new can be found by name and do nothing.';
    reader.warn('roles', 'no_roles', text);
    return undefined;
  }
  const roles = new Set<Role>();
  for (const word of written) {
    const role = ROLES.find((known) => known === wordKey(word));
    if (role) roles.add(role);
    else reader.reject('roles', `This is no role. Roles are ${ROLES.map(asLabel).join(', ')}.`);
  }
  return [...roles];
}

/** A worker's name that two people share can be matched to neither. */
function sharedNames(people: readonly PersonRow[], sheet: string): ImportWarning[] {
  const owners = new Map<string, PersonRow>();
  const warnings: ImportWarning[] = [];
  for (const person of people) {
    for (const key of new Set([person.name, ...(person.aliases ?? [])].map((name) => name.toLowerCase()))) {
      const other = owners.get(key);
      if (!other) owners.set(key, person);
      else {
        warnings.push({
          sheet,
          row: person.row,
          code: 'name_shared',
          text: `A name or alias of this person is one of the person in row ${other.row} too: a case under it matches neither.`,
        });
      }
    }
  }
  return warnings;
}

function listed(text: string | null | undefined): string[] | undefined {
  return text === undefined
    ? undefined
    : (text ?? '')
        .split(';')
        .map(cleanName)
        .filter((word) => word !== '');
}

function asLabel(role: Role): string {
  return role.replace(/_/g, ' ');
}
