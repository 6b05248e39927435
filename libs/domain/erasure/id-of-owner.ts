import type { KeptOf } from './events.js';

/** The id of an owner as the log names it: of `subject:<id>`, `person:<id>`. */
export const idOfOwner = (owner: KeptOf): string => owner.slice(owner.indexOf(':') + 1);
