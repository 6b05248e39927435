import type { ProposedSettings } from '../settings/commands.js';

/** What a programme says of settings. What it does not say stays as it is: a council's people, messages and deadlines, say. */
export type ProgrammeSaid = Pick<ProposedSettings, 'auditTypes' | 'tools' | 'scales'> & Partial<ProposedSettings>;

/**
 * A programme to start from, as a council published that it audits. A report never says all that settings hold: what was
 * taken from it, what was filled in and what no setting holds are told apart, so that nobody takes the one for the other.
 */
export interface ReadyMadeProgramme {
  /** As `plumbline init --like` has it. */
  readonly key: string;
  readonly label: string;
  readonly about: string;
  /** The publication it follows; null for none. */
  readonly source: string | null;
  /** Sentences: what the publication says, and these settings do. */
  readonly published: readonly string[];
  /** Sentences: what these settings hold that is not in the publication, or was not checked against it. */
  readonly filledIn: readonly string[];
  /** Sentences: what the publication says, and no setting holds. */
  readonly notSet: readonly string[];
  /** The parts of its report. */
  readonly report: readonly string[];
  readonly settings: ProgrammeSaid;
}
