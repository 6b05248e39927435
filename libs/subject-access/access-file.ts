import type { CountedHeld, DataRequest, TextDecision, WithheldBecause } from '#domain';

/** What becomes of a text: nobody has reviewed it, what was decided, or that it cannot be read any more. */
export type TextState = TextDecision | 'unreviewed' | 'erased' | 'kept-from-reader';

/** A text of somebody's record, as it is given out. */
export interface HeldText {
  /** `keyOfText` of the log. */
  readonly key: string;
  readonly path: string;
  readonly label: string;
  /** With what is blacked out; null where it is not given out. */
  readonly shown: string | null;
  readonly state: TextState;
  readonly because: WithheldBecause | null;
}

/** Something that was recorded and tells of somebody, opened. */
export interface HeldItem {
  readonly stream: string;
  readonly revision: number;
  /** Without its version. */
  readonly type: string;
  /** ISO instant, UTC. */
  readonly at: string;
  readonly by: { readonly role: string; readonly isThem: boolean };
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts: readonly HeldText[];
}

/** All that is held on somebody, as far as it is given out. */
export interface AccessFile {
  readonly request: DataRequest;
  /** What they are called: the name of a worker, what was said of a family member; null for a case, which has its id. */
  readonly name: string | null;
  readonly caseId: string | null;
  readonly council: string;
  readonly items: readonly HeldItem[];
  readonly counted: readonly CountedHeld[];
  /** What keys of grades, domains and questions are called by the council. */
  readonly labels: ReadonlyMap<string, string>;
  /** How many texts nobody has reviewed yet. */
  readonly unreviewed: number;
  /** ISO instant, UTC. */
  readonly gatheredAt: string;
}
