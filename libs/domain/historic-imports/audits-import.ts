import type { Decider } from '../decider.js';
import type { DecisionContext } from '../decision-context.js';
import { decideBy, type DecisionTable } from '../decision-table.js';
import { isDutyOf, notTheirDuty } from '../duties.js';
import { refuse } from '../refusal.js';

/** How an import of earlier audits stands. The audits are streams of their own that name it. */
export type AuditsImportEvent =
  | {
      type: 'audits-import-started';
      data: {
        importId: string;
        /** How many audits it is to bring. */
        audits: number;
      };
    }
  | {
      /** Its manifest: every audit it was to bring is there, and they count from here on. */
      type: 'audits-import-completed';
      data: { importId: string; audits: number };
    }
  | {
      /** Its audits stay in the log and count no more; the same file may be imported again. */
      type: 'audits-import-taken-back';
      data: { importId: string };
    };

export type AuditsImportCommand =
  | { type: 'StartAuditsImport'; audits: number }
  | { type: 'CompleteAuditsImport'; audits: number }
  | { type: 'TakeBackAuditsImport' };

export interface AuditsImportState {
  readonly stage: 'absent' | 'unfinished' | 'whole' | 'taken-back';
  /** How many audits it is to bring, or has brought. */
  readonly audits: number;
}

const refused = {
  unknown: () => refuse('not-found', 'import-unknown', 'There is no such import of earlier audits.'),
  startedAlready: () => refuse('rule', 'import-started', 'This import has been started already.'),
  wholeAlready: () => refuse('rule', 'import-whole', 'This import is whole already.'),
  takenBack: () => refuse('rule', 'import-taken-back', 'This import has been taken back.'),
} as const;

interface AuditsImportContext extends Pick<DecisionContext, 'actor'> {
  readonly importId: string;
}

const decisions: DecisionTable<AuditsImportState, AuditsImportCommand, AuditsImportEvent, AuditsImportContext> = {
  StartAuditsImport({ audits }, { stage }, { actor, importId }) {
    if (!isDutyOf(actor, 'earlier-audits')) return notTheirDuty('earlier-audits');
    if (stage === 'taken-back') return refused.takenBack();
    if (stage !== 'absent') return refused.startedAlready();
    return [{ type: 'audits-import-started', data: { importId, audits } }];
  },

  CompleteAuditsImport({ audits }, { stage }, { actor, importId }) {
    if (!isDutyOf(actor, 'earlier-audits')) return notTheirDuty('earlier-audits');
    if (stage === 'absent') return refused.unknown();
    if (stage === 'taken-back') return refused.takenBack();
    if (stage === 'whole') return refused.wholeAlready();
    return [{ type: 'audits-import-completed', data: { importId, audits } }];
  },

  TakeBackAuditsImport(_command, { stage }, { actor, importId }) {
    if (!isDutyOf(actor, 'earlier-audits')) return notTheirDuty('earlier-audits');
    if (stage === 'absent') return refused.unknown();
    if (stage === 'taken-back') return refused.takenBack();
    return [{ type: 'audits-import-taken-back', data: { importId } }];
  },
};

/** The decider of a stream `audits-import-<id>`. */
export const auditsImport: Decider<AuditsImportState, AuditsImportCommand, AuditsImportEvent, AuditsImportContext> = {
  initial: { stage: 'absent', audits: 0 },
  evolve(state, event) {
    switch (event.type) {
      case 'audits-import-started':
        return { stage: 'unfinished', audits: event.data.audits };
      case 'audits-import-completed':
        return { stage: 'whole', audits: event.data.audits };
      case 'audits-import-taken-back':
        return { ...state, stage: 'taken-back' };
    }
  },
  decide: decideBy(decisions),
};
