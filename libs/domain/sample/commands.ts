import type { DrawRules } from '../settings/programme-settings.js';

/** What a draw may do otherwise than the settings say. A size or stratum of its own puts the settings' quotas aside. */
export type DrawChoices = Partial<DrawRules>;

export type SampleCommand =
  | {
      type: 'DrawSample';
      sampleId: string;
      /** A month: `2024-05`. */
      period: string;
      choices: DrawChoices;
      /** Any text; null for one of the engine's, recorded with the draw. */
      seed: string | null;
    }
  /** A case picked by hand for a theme or at somebody's request. */
  | { type: 'DirectCase'; position: number; reason: string }
  | { type: 'IssueSample' }
  /** From here on the commands of `issue-sample` and `substitute-subject`. */
  | { type: 'RecordCaseIssued'; position: number; auditId: string }
  /** The subject is in another live audit. */
  | { type: 'RecordCaseSkipped'; position: number }
  /** The next reserve stands in for the subject of an audit; `auditId` is the audit it would become. */
  | { type: 'TakeReserve'; replaces: string; auditId: string }
  | { type: 'CompleteIssue' };

export type SampleCommandName = SampleCommand['type'];
