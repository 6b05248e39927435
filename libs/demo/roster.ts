import type { Chance } from './chance.js';

/** Everyone here is invented. */
const FIRST_NAMES = [
  'Amara',
  'Ben',
  'Carys',
  'Dilip',
  'Eleri',
  'Femi',
  'Greta',
  'Hamza',
  'Isla',
  'Jonah',
  'Kezia',
  'Liam',
  'Mina',
  'Nasreen',
  'Owen',
  'Priya',
  'Quentin',
  'Rosa',
  'Samir',
  'Tegan',
  'Umar',
  'Verity',
  'Wendell',
  'Yasmin',
  'Zofia',
  'Alistair',
  'Bethan',
  'Callum',
  'Delphine',
  'Ewan',
  'Farida',
  'Gareth',
] as const;
const LAST_NAMES = [
  'Ashdown',
  'Birchall',
  'Cottrell',
  'Dunmore',
  'Eastgate',
  'Fairweather',
  'Grimshaw',
  'Hollins',
  'Ingleby',
  'Jessop',
  'Kirkbride',
  'Lowther',
  'Marwood',
  'Netherby',
  'Oakshott',
  'Penhallow',
  'Quarmby',
  'Ravenhill',
  'Stainforth',
  'Thackray',
  'Underhay',
  'Varley',
  'Wetherell',
  'Yardley',
  'Arkwright',
  'Bramhope',
  'Calverley',
  'Denholme',
] as const;

export const COUNCIL = 'Northbridge Borough Council (demonstration)';

export interface Team {
  readonly name: string;
  readonly service: string;
}

export const TEAMS: readonly Team[] = [
  ...['North', 'South', 'East', 'West'].map((name) => ({ name: `Assessment ${name}`, service: 'Assessment' })),
  ...['North', 'South', 'East', 'West'].map((name) => ({ name: `Safeguarding ${name}`, service: 'Safeguarding' })),
  ...['1', '2'].map((name) => ({ name: `Children in Care ${name}`, service: 'Children in care' })),
  { name: 'Leaving Care', service: 'Children in care' },
  { name: 'Disabled Children', service: 'Disabled children' },
];

export interface RosterPerson {
  readonly ref: string;
  readonly name: string;
  readonly email: string;
  readonly team: string | null;
  readonly service: string | null;
  readonly managerRef: string | null;
  readonly roles: readonly string[];
}

const QUALITY_ASSURANCE = 'Quality Assurance';
const WORKERS_A_TEAM = 4;

/** The council's people: a manager and four workers a team, the quality-assurance team, leaders, one inspector. */
export function roster(luck: Chance): readonly RosterPerson[] {
  const names = luck.shuffled(FIRST_NAMES.flatMap((first) => LAST_NAMES.map((last) => `${first} ${last}`)));
  const people: RosterPerson[] = [];
  const add = (ref: string, roles: readonly string[], place: Partial<RosterPerson> = {}): string => {
    const name = names[people.length] ?? ref;
    const email = `${name.toLowerCase().replace(' ', '.')}@northbridge.example`;
    people.push({ ref, name, email, team: null, service: null, managerRef: null, roles, ...place });
    return ref;
  };
  const inTeam = ({ name, service }: Team, managerRef: string | null) => ({ team: name, service, managerRef });
  const assurance: Team = { name: QUALITY_ASSURANCE, service: QUALITY_ASSURANCE };

  const director = add('L01', ['leader']);
  const heads = ['L02', 'L03'].map((ref) => add(ref, ['leader'], { managerRef: director }));
  const assuranceLead = add('Q01', ['coordinator', 'moderator'], inTeam(assurance, director));
  add('Q02', ['coordinator'], inTeam(assurance, assuranceLead));
  for (const number of [3, 4, 5]) add(`Q0${number}`, ['moderator'], inTeam(assurance, assuranceLead));
  for (const number of [6, 7, 8, 9]) add(`Q0${number}`, ['auditor'], inTeam(assurance, assuranceLead));
  add('X01', ['administrator']);
  add('X02', ['inspector']);
  TEAMS.forEach((team, index) => {
    const code = String(index + 1).padStart(2, '0');
    // managers audit other teams' work
    const manager = add(`M${code}`, ['team_manager', 'auditor'], inTeam(team, heads[index % heads.length] ?? null));
    for (let worker = 1; worker <= WORKERS_A_TEAM; worker++) {
      add(`W${code}${worker}`, ['practitioner'], inTeam(team, manager));
    }
  });
  return people;
}

/** The file a council would import. */
export function peopleFile(people: readonly RosterPerson[]): Uint8Array {
  const rows = people.map(({ ref, name, email, team, service, managerRef, roles }) =>
    [ref, name, '', email, team ?? '', service ?? '', managerRef ?? '', roles.join(';'), '2020-04-01', ''].join(','),
  );
  return Buffer.from(['ref,name,aliases,email,team,service,manager,roles,from,to', ...rows].join('\n'));
}
