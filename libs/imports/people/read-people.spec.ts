import { ImportProblem } from '../import-problem.js';
import { readPeople } from './read-people.js';

const HEADER = 'ref,name,aliases,email,team,manager,roles,from,to';
const people = (...rows: string[]) => readPeople(Buffer.from([HEADER, ...rows].join('\n')));
const reasons = (...rows: string[]) => people(...rows).rejected.map(({ row, column, reason }) => [row, column, reason]);

describe('people', () => {
  it('come with their aliases, team, manager and roles', () => {
    const { people: read, rows } = people(
      'P1,Ezra Leigh,E. Leigh; Ezra Leigh-Marsh,ezra@example.org,Locality 4 Unit 1,P2,practitioner,2020-01-06,',
      'P2,Isis Chandler,,isis@example.org,Locality 4 Unit 1,,Team Manager; AUDITOR,01/02/2019,31/12/2025',
    );
    expect(rows).toEqual({ read: 2, accepted: 2, rejected: 0 });
    expect(read).toEqual([
      {
        row: 2,
        ref: 'P1',
        name: 'Ezra Leigh',
        aliases: ['E. Leigh', 'Ezra Leigh-Marsh'],
        email: 'ezra@example.org',
        team: 'Locality 4 Unit 1',
        service: undefined,
        managerRef: 'P2',
        roles: ['practitioner'],
        from: '2020-01-06',
        to: undefined,
      },
      expect.objectContaining({ ref: 'P2', roles: ['team_manager', 'auditor'], from: '2019-02-01', to: '2025-12-31' }),
    ]);
  });

  it('may carry the service of their team', () => {
    const { people: read } = readPeople(Buffer.from('ref,name,roles,service\nP1,Ezra Leigh,leader,Safeguarding'));
    expect(read[0]).toMatchObject({ service: 'Safeguarding' });
  });

  it('are found as managers by name or alias, whoever comes first in the file', () => {
    const { people: read } = people(
      'P1,Ezra Leigh,,,,isis chandler,practitioner,,',
      'P2,Isis Chandler,The Boss,,,,team_manager,,',
      'P3,Petra Wills,,,,the boss,practitioner,,',
    );
    expect(read.map(({ managerRef }) => managerRef)).toEqual(['P2', undefined, 'P2']);
  });

  it('may report to somebody known already', () => {
    const known = [{ ref: 'P9', name: 'Wyatt Hammond' }];
    const file = Buffer.from(`${HEADER}\nP1,Ezra Leigh,,,,P9,practitioner,,\nP2,Petra Wills,,,,Wyatt Hammond,leader,,`);
    expect(readPeople(file, { known }).people.map(({ managerRef }) => managerRef)).toEqual(['P9', 'P9']);
    expect(readPeople(file).rows.rejected).toBe(2);
  });

  it('are rejected with row, column and reason', () => {
    expect(
      reasons(
        ',Ezra Leigh,,,,,practitioner,,',
        'P2,,,,,,practitioner,,',
        'P3,Petra Wills,,not an address,,,practitioner,,',
        'P4,Petra Wills,,,,,wizard,,',
        'P5,Petra Wills,,,,,practitioner,31/02/2024,',
        'P6,Petra Wills,,,,,practitioner,2024-02-01,2024-01-31',
        'P7,Petra Wills,,,,nobody,practitioner,,',
        'P8,Petra Wills,,,,P8,practitioner,,',
        'P9,Petra Wills,,,,,practitioner,,,surplus',
        'P10,#N/A,,,,,practitioner,,',
      ),
    ).toEqual([
      [2, 'ref', 'The row has no ref.'],
      [3, 'name', 'The row has no name.'],
      [4, 'email', 'This is not an email address.'],
      [5, 'roles', expect.stringContaining('team manager')],
      [6, 'from', 'This date does not exist.'],
      [7, 'to', 'The last day is before the first.'],
      [8, 'manager', 'The manager is nobody in this file or known already.'],
      [9, 'manager', 'A person cannot be their own manager.'],
      [10, '', expect.stringContaining('10 values')],
      [11, 'name', 'The row has no name.'],
    ]);
  });

  it('are rejected under a ref that stands in the file already', () => {
    const { people: read, rejected } = people('P1,Ezra Leigh,,,,,leader,,', 'P1,Petra Wills,,,,,leader,,');
    expect(read.map(({ name }) => name)).toEqual(['Ezra Leigh']);
    expect(rejected).toEqual([{ sheet: 'csv', row: 3, column: 'ref', reason: 'The ref stands in row 2 already.' }]);
  });

  it('cannot name as manager a name that two people share', () => {
    const { rejected, warnings } = people(
      'P1,Ezra Leigh,,,,,leader,,',
      'P2,Ezra Leigh,,,,,leader,,',
      'P3,Petra Wills,,,,Ezra Leigh,practitioner,,',
    );
    expect(rejected.map(({ row, column }) => [row, column])).toEqual([[4, 'manager']]);
    expect(warnings).toEqual([expect.objectContaining({ row: 3, code: 'name_shared' })]);
  });

  it('are kept without a manager when the manager is rejected', () => {
    const { people: read, warnings } = people(
      'P1,Ezra Leigh,,,,P2,practitioner,,',
      'P2,Petra Wills,,,,nobody,practitioner,,',
    );
    expect(read.map(({ ref, managerRef }) => [ref, managerRef])).toEqual([['P1', undefined]]);
    expect(warnings).toEqual([expect.objectContaining({ row: 2, code: 'manager_rejected' })]);
  });

  it('without a role are read and pointed out', () => {
    const { people: read, warnings } = people('P1,Ezra Leigh,,,,,,,');
    expect(read[0]?.roles).toBeUndefined();
    expect(warnings).toEqual([expect.objectContaining({ row: 2, column: 'roles', code: 'no_roles' })]);
  });

  it('keep leading zeros in a ref and composed letters in a name', () => {
    const { people: read } = people('0042,Zoe\u0308 Wills\u00A0Jones,,,,,leader,,');
    expect(read[0]).toMatchObject({ ref: '0042', name: 'Zoë Wills Jones' });
  });

  it('are refused without the columns that make a person', () => {
    expect(() => readPeople(Buffer.from('ref,name\nP1,Ezra Leigh'))).toThrow('This file has no column "roles".');
    expect(() => readPeople(Buffer.from(''))).toThrow(ImportProblem);
  });

  it('are not named in what is reported', () => {
    const { rejected, warnings } = people(
      'P1,Ezra Leigh,Petra,bad address,,nobody,practitioner Ezra,9/9/99,',
      'P2,Ezra Leigh,Petra,,,,leader,,',
      'P3,Petra,,,,,leader,,',
    );
    const said = JSON.stringify([rejected, warnings]);
    expect(rejected).not.toHaveLength(0);
    expect(warnings).not.toHaveLength(0);
    expect(said).not.toMatch(/Ezra|Petra|bad address/);
  });
});
