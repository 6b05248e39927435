import type { Browserless, PageAnswer } from '../browserless.js';
import type { Sent } from './form-on-page.js';
import type { By, World } from './world.js';

/** Of a list, whatever it offers first. */
export const ANY = 'whatever the list offers first';

/** A form of the service: where it stands, who fills it in, and what they type that is right. */
export interface FormRow {
  /** The route it is sent to, `POST /people/new`; of a step of an audit its command. */
  readonly form: string;
  readonly by: By;
  /** Makes what it is about, and answers the address of its page. */
  readonly at: (world: World) => Promise<string>;
  /** Where it is sent to; its page where it is left out. */
  readonly to?: (address: string) => string;
  /** How its page comes; by its address where it is left out. */
  readonly opens?: (visitor: Browserless, address: string) => Promise<PageAnswer>;
  /** What is typed; a form that asks for nothing has nothing. */
  readonly typed?: (world: World) => Sent;
  /** The button that is pressed, where there are several. */
  readonly button?: Sent;
  /** Sent empty it is right too. */
  readonly mayBeEmpty?: true;
  /** Questions that may be left empty though nothing says so, since what is empty there is something said; of all whose name begins so where it ends in a colon. */
  readonly orNothing?: readonly string[];
  /** Somebody else changes the record while it is being filled in; left out where it is held to no revision. */
  readonly meanwhile?: (world: World, address: string) => Promise<unknown>;
  /** It changes nothing that is recorded. */
  readonly recordsNothing?: true;
  /** Where it is accepted the page that it leads to is shown at once. */
  readonly answers200?: true;
}
