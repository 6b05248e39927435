/** Something that is wrong with a pack. */
export interface PackFinding {
  /** In the pack, from its folder on; empty where it is the pack itself. */
  readonly file: string;
  /** Of the event it is about, where it is about one. */
  readonly stream?: string;
  readonly revision?: number;
  /** A sentence without its full stop. */
  readonly wrong: string;
}

/** The pack cannot be looked at any further. */
export class Unreadable extends Error {
  constructor(
    readonly file: string,
    readonly wrong: string,
  ) {
    super(wrong);
    this.name = 'Unreadable';
  }
}

export type Told = (finding: PackFinding) => void;
