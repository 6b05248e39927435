/** Events of one stream that follow one another, both ends counted. */
export interface SealedRange {
  readonly stream: string;
  /** Revisions. */
  readonly from: number;
  readonly to: number;
}

/** Stream `seals`: what of the log was sealed when, and what was signed of it (docs/evidence-format.md). */
export type SealEvent =
  | {
      /** The first event of the stream: what the log is called in its checkpoints, and the key that signs them. */
      type: 'sealing-begun';
      data: { origin: string; /** A vkey of C2SP signed-note. */ key: string };
    }
  | {
      /** Parts of a seal that no `log-sealed` follows were left by somebody who was interrupted, and seal nothing. */
      type: 'seal-part-recorded';
      data: { sealId: string; /** 0 for the first. */ part: number; ranges: readonly SealedRange[] };
    }
  | {
      type: 'log-sealed';
      data: {
        sealId: string;
        parts: number;
        /** Leaves of the tree. */
        size: number;
        /** Base 64. */
        root: string;
      };
    }
  | {
      /** Of the seal before it. */
      type: 'checkpoint-signed';
      data: { /** A signed note: C2SP tlog-checkpoint. */ checkpoint: string };
    }
  | {
      /** From here on another key signs. */
      type: 'signing-key-rotated';
      data: { /** A signed note that names the old and the new public key, signed by both. */ statement: string };
    }
  | {
      /** A copy from before the newest witnessed checkpoint was put back, lawfully: the log goes on under another name. */
      type: 'log-restored';
      data: {
        /** Of the operator who put it back; sealed under their key. */
        reason: string;
        /** The newest checkpoint that a witness has of the log as it was: a signed note. */
        witnessed: string;
        /** Events that this checkpoint covers beyond the newest seal that is here. */
        lost: number;
        /** What the log is called from here on. */
        origin: string;
      };
    };
