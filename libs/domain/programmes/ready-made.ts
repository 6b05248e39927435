import { BURY_2024 } from './bury-2024.js';
import { MEDWAY_2020 } from './medway-2020.js';
import { NOTTINGHAMSHIRE_2014 } from './nottinghamshire-2014.js';
import { PLAIN } from './plain.js';
import type { ReadyMadeProgramme } from './programme.js';
import { SEFTON_2024 } from './sefton-2024.js';
import { refuse, type Refusal } from '../refusal.js';

/** Every programme there is to start from. */
export const READY_MADE: readonly ReadyMadeProgramme[] = [
  PLAIN,
  SEFTON_2024,
  BURY_2024,
  MEDWAY_2020,
  NOTTINGHAMSHIRE_2014,
];

/** The programme of a name; a refusal that lists the names where there is none. */
export function readyMade(name: string): ReadyMadeProgramme | Refusal {
  const said = name.trim().toLowerCase();
  const known = READY_MADE.find(({ key }) => key === said);
  if (known !== undefined) return known;
  const names = READY_MADE.map(({ key }) => key).join(', ');
  return refuse(
    'not-found',
    'programme-unknown',
    `There is no ready-made programme of that name. There are: ${names}.`,
  );
}
