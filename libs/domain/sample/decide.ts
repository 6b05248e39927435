import type { Decider } from '../decider.js';
import { hasRole } from '../decision-context.js';
import { decideBy, type DecisionTable } from '../decision-table.js';
import { isDutyOf, notTheirDuty } from '../duties.js';
import type { SampleCommand } from './commands.js';
import { drawSample, type SampleContext } from './draw-sample.js';
import type { SampleEvent } from './events.js';
import { sampleRefusals as refused } from './refusals.js';
import {
  casesToIssue,
  evolveSample,
  nextReserve,
  substituteFor,
  UNDRAWN,
  type DrawnSample,
  type SampleState,
} from './sample-state.js';

/** The engine's own commands say the same again without effect: they are sent again after any interruption. */
const decisions: DecisionTable<SampleState, SampleCommand, SampleEvent, SampleContext> = {
  DrawSample(command, sample, context) {
    // Nobody else than a coordinator draws as they think of it; what a round calls for is owed, and may fall to others.
    if (!isDutyOf(context.actor, 'samples') && !(command.round !== null && context.owesRoundDraws))
      return notTheirDuty('samples');
    return sample.stage === 'undrawn' ? drawSample(command, context) : refused.drawnAlready();
  },

  DirectCase({ position, reason }, sample, { actor, frame, history }) {
    if (!isDutyOf(actor, 'samples')) return notTheirDuty('samples');
    if (sample.stage === 'undrawn') return refused.undrawn();
    if (sample.stage !== 'drawn') return refused.issuedAlready();
    if (reason.trim() === '') return refused.noReason();
    const entry = frame?.entries[position];
    if (frame?.manifest.caseloadId !== sample.drawn.caseloadId || !entry) return refused.noSuchPosition();
    if (!entry.open) return refused.closedCase();
    if (casesToIssue(sample).some((each) => each.position === position)) return refused.inSampleAlready();
    if (history(sample.drawn.activity).isLive(entry.subjectId)) return refused.liveAlready();
    return [
      {
        type: 'case-directed',
        data: { sampleId: sample.drawn.sampleId, position, subjectId: entry.subjectId, reason: reason.trim() },
      },
    ];
  },

  IssueSample(_, sample, { actor, settings }) {
    if (!isDutyOf(actor, 'samples')) return notTheirDuty('samples');
    if (sample.stage === 'undrawn') return refused.undrawn();
    if (sample.stage !== 'drawn') return refused.issuedAlready();
    if (casesToIssue(sample).length === 0) return refused.nothingToIssue();
    if (!settings.auditTypes.some(({ key }) => key === sample.drawn.activity)) return refused.unknownActivity();
    return [
      {
        type: 'sample-issue-started',
        data: { sampleId: sample.drawn.sampleId, settingsVersion: settings.version },
      },
    ];
  },

  RecordCaseIssued({ position, auditId }, sample, { actor }) {
    if (!hasRole(actor, 'system')) return refused.engineOnly();
    if (sample.stage === 'undrawn') return refused.undrawn();
    if (sample.stage === 'drawn') return refused.notIssuing();
    const theCase = caseAt(sample, position);
    if (!theCase) return refused.notInSample();
    const before = sample.outcomes.get(position);
    if (before?.outcome === 'skipped') return refused.caseSkipped();
    if (before && before.auditId !== auditId) return refused.caseIssued();
    if (before?.outcome === 'issued') return [];
    const { subjectId, as } = theCase;
    return [
      {
        type: 'sample-case-issued',
        data: { sampleId: sample.drawn.sampleId, position, subjectId, auditId, as },
      },
    ];
  },

  RecordCaseSkipped({ position, because = 'live_audit' }, sample, { actor }) {
    if (!hasRole(actor, 'system')) return refused.engineOnly();
    if (sample.stage === 'undrawn') return refused.undrawn();
    if (sample.stage === 'drawn') return refused.notIssuing();
    const theCase = caseAt(sample, position);
    if (!theCase) return refused.notInSample();
    const before = sample.outcomes.get(position);
    if (before?.outcome === 'skipped') return [];
    // another replica got in first and has made it an audit
    if (before?.outcome === 'issued') return refused.caseIssued();
    return [
      {
        type: 'sample-case-skipped',
        data: { sampleId: sample.drawn.sampleId, position, subjectId: theCase.subjectId, reason: because },
      },
    ];
  },

  TakeReserve({ replaces, auditId }, sample, { actor }) {
    if (!hasRole(actor, 'system')) return refused.engineOnly();
    if (sample.stage === 'undrawn') return refused.undrawn();
    if (sample.stage === 'drawn') return refused.notIssuing();
    if (substituteFor(sample, replaces) !== null || sample.unreplaced.has(replaces)) return [];
    const { sampleId } = sample.drawn;
    const reserve = nextReserve(sample, replaces);
    if (reserve === null) return [{ type: 'reserves-exhausted', data: { sampleId, replaces } }];
    const { position, subjectId } = reserve;
    return [{ type: 'reserve-taken', data: { sampleId, position, subjectId, replaces, auditId } }];
  },

  CompleteIssue(_, sample, { actor }) {
    if (!hasRole(actor, 'system')) return refused.engineOnly();
    if (sample.stage === 'undrawn') return refused.undrawn();
    if (sample.stage === 'issued') return [];
    if (sample.stage === 'drawn') return refused.notIssuing();
    const outcomes = casesToIssue(sample).map(({ position }) => sample.outcomes.get(position)?.outcome);
    const open = outcomes.filter((outcome) => outcome === undefined).length;
    if (open > 0) return refused.casesOpen(open);
    const audits = outcomes.filter((outcome) => outcome === 'issued').length;
    return [
      {
        type: 'sample-issued',
        data: { sampleId: sample.drawn.sampleId, audits, skipped: outcomes.length - audits },
      },
    ];
  },
};

/** The decider of a stream `sample-<id>`. */
export const sample: Decider<SampleState, SampleCommand, SampleEvent, SampleContext> = {
  initial: UNDRAWN,
  evolve: evolveSample,
  decide: decideBy(decisions),
};

/** A case of the sample: selected, directed, or a reserve that was taken. */
function caseAt(
  state: DrawnSample,
  position: number,
): { subjectId: string; as: 'selected' | 'directed' | 'reserve' } | null {
  const toIssue = casesToIssue(state).find((each) => each.position === position);
  if (toIssue) return toIssue;
  const taken = [...state.takes.values()].flat().find((take) => take.position === position);
  return taken ? { subjectId: taken.subjectId, as: 'reserve' } : null;
}
