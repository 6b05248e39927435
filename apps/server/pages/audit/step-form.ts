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
  /** What is read before it is filled in, below what will happen. */
  readonly above?: (audit: OpenedAudit) => Content;
  /** Its effect cannot be taken back. */
  readonly isWarning?: boolean;
  /** What is shown beside the questions of a moderator: what they weigh. */
  readonly beside?: 'record' | 'record-and-grades';
  /** Whom the form may name. */
  readonly people?: PeopleKind;
  readonly fields?: (audit: OpenedAudit, item: string | null, people: readonly PersonOption[]) => readonly Field[];
  /** The command's body, or one after another; the values themselves by default. */
  readonly says?: (values: Values, audit: OpenedAudit, item: string | null) => object | readonly object[];
  /** Which field a member of a body stands in, where several bodies share a form; the one of its name by default. */
  readonly fieldOf?: (member: string, said: object) => string;
  /** What the page says once it is done. */
  readonly done: string;
  /** Where one goes on; the audit's page by default. */
  readonly next?: (audit: OpenedAudit, item: string | null) => string;
}

/** Whom a form may name, and for what. */
export type PeopleKind =
  /** Who may audit it, who has most room first. */
  | 'auditors'
  | 'approve-substitution'
  | 'approve-exemption'
  | 'approve-withdrawal'
  /** Everybody an action may fall to. */
  | 'owners'
  | 'practitioners'
  /** No people: what is open for the whole service on other audits, and who does it. */
  | 'open-actions';

/** Somebody to choose. */
export interface PersonOption {
  readonly personId: string;
  readonly name: string;
  /** What should be known of them: how much they hold, that they are away. */
  readonly about?: string;
  /** Why they cannot be chosen; left out where they can. */
  readonly against?: string;
}

export type StepForms = Readonly<Partial<Record<AuditCommandName, StepForm>>>;
