import type { AuditCommandName } from '#domain';
import type { Content } from '../components/content.js';
import type { Field } from '../forms/field.js';
import type { Values } from '../forms/values-of.js';
import type { OpenedAudit } from './opened-audit.js';

/** The form of one step of the lifecycle. Its title and who may take it come with the step itself. */
export interface StepForm {
  /** What the button says; the step's title by default. */
  readonly button?: string;
  /** What will happen, before the questions. */
  readonly lead?: (audit: OpenedAudit, item: string | null) => Content;
  /** Its effect cannot be taken back. */
  readonly isWarning?: boolean;
  readonly fields?: (audit: OpenedAudit, item: string | null, people: People) => readonly Field[];
  /** The command's body, or one after another; the values themselves by default. */
  readonly says?: (values: Values, audit: OpenedAudit, item: string | null) => object | readonly object[];
  /** What the page says once it is done. */
  readonly done: string;
  /** Where one goes on; the audit's page by default. */
  readonly next?: (audit: OpenedAudit, item: string | null) => string;
}

/** Somebody to choose. */
export interface PersonOption {
  readonly personId: string;
  readonly name: string;
  /** What speaks for or against them. */
  readonly about?: string;
}

/** Whom a form may name, by what for. */
export interface People {
  readonly auditors: readonly PersonOption[];
  readonly approvers: readonly PersonOption[];
  /** Everybody an action may fall to: around the case first. */
  readonly owners: readonly PersonOption[];
  readonly practitioners: readonly PersonOption[];
}

export type StepForms = Readonly<Partial<Record<AuditCommandName, StepForm>>>;
