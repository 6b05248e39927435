import type { Accepted, CommandRefusal } from '#application';
import type { Content } from '../components/content.js';
import type { Field } from '../forms/field.js';
import type { Values } from '../forms/values-of.js';

/** A page with a form that does one thing. */
export type PageForm = CommandPageForm | (ShownForm & Enters);

/** One that gives a command. */
export type CommandPageForm = ShownForm & GivesCommand;

/** A page with a form, whatever comes of it. */
export interface ShownForm {
  readonly title: string;
  readonly back: { readonly text: string; readonly href: string };
  /** What must be known before it is filled in. */
  readonly lead?: Content;
  readonly fields: readonly Field[];
  readonly button: string;
  /** Its effect cannot be taken back. */
  readonly isWarning?: true;
  /** The person it is about; left out where it is about nobody. */
  readonly about?: string;
  /** The record's revision as it is shown; null where it is held to none. */
  readonly revision: number | null;
}

interface GivesCommand {
  readonly command: string;
  /** The record it is about; left out where it makes one. */
  readonly target?: string;
  /** The body of the command; what the form says where it is left out. */
  readonly says?: (values: Values) => object | Promise<object>;
  /** Where one goes on. */
  readonly next: (answer: Accepted) => string | Promise<string>;
}

/** Of what is no command: the same sent twice is there once. */
interface Enters {
  /** Null where it is done. */
  readonly enters: (values: Values) => Promise<CommandRefusal | null>;
  /** Where one goes on. */
  readonly next: () => string;
}
