import { form, nothingMore, text, whole, type CommandOf } from '../form.js';
import type { DrawRules } from '../settings/programme-settings.js';

/** What a draw may do otherwise than the settings say. A size or stratum of its own puts the settings' quotas aside. */
export type DrawChoices = Partial<DrawRules>;

/** A draw is said in other words than it is decided on: `drawChoices` of `libs/application/sample`. */
export const sampleForms = {
  /** A case picked by hand for a theme or at somebody's request. */
  DirectCase: form('DirectCaseBody', {
    position: whole("The case's position in the caseload, from 0", 0, 10_000_000),
    reason: text('Why this case is picked by hand'),
  }),
  IssueSample: nothingMore,
};

export type SampleCommand =
  | {
      type: 'DrawSample';
      sampleId: string;
      /** A month: `2024-05`; of a round one of its periods. */
      period: string;
      /** Key of the round it is drawn for, which says how; null for none. */
      round: string | null;
      choices: DrawChoices;
      /** Any text; null for one of the engine's, recorded with the draw. */
      seed: string | null;
    }
  | CommandOf<typeof sampleForms>[keyof typeof sampleForms]
  /** From here on the commands of `issue-sample` and `substitute-subject`. */
  | { type: 'RecordCaseIssued'; position: number; auditId: string }
  /** The subject is in another live audit. */
  | {
      type: 'RecordCaseSkipped';
      position: number;
      /** A live audit where it is left out. */ because?: 'live_audit' | 'erased';
    }
  /** The next reserve stands in for the subject of an audit; `auditId` is the audit it would become. */
  | { type: 'TakeReserve'; replaces: string; auditId: string }
  | { type: 'CompleteIssue' };

export type SampleCommandName = SampleCommand['type'];
