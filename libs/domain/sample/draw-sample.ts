import { addMonths } from '../calendar/iso-date.js';
import type { FrameEntry } from '../caseload/events.js';
import type { Frame } from '../caseload/frame.js';
import type { DecisionContext } from '../decision-context.js';
import { draw, type DrawnPosition } from '../draw/draw.js';
import { drawProblems } from '../draw/draw-problems.js';
import { isRefusal, refuse, type Refusal } from '../refusal.js';
import type { ProgrammeSettings } from '../settings/programme-settings.js';
import { askedDraw, type DrawCommand } from './asked-draw.js';
import { drawEntries, drawStrata, HISTORY_EXCLUSIONS, type HistoryExclusion } from './draw-entries.js';
import type { DrawnCase, SampleEvent } from './events.js';
import { sampleRefusals as refused } from './refusals.js';

/** What is known of the audits of one activity, when a sample of it is drawn. */
export interface AuditHistory {
  /** The audit date of the subject's latest audit, imported ones included; null for none. */
  readonly lastAuditedOn: (subjectId: string) => string | null;
  readonly isLive: (subjectId: string) => boolean;
  readonly isExempt: (subjectId: string) => boolean;
}

export interface SampleContext extends DecisionContext {
  /** Whether the draws that rounds call for have fallen to whoever asks. */
  readonly owesRoundDraws: boolean;
  /** The current ones. */
  readonly settings: ProgrammeSettings;
  /** For DrawSample the latest as at or before the period's end of the activity's subjects, for DirectCase the sample's; null for none. */
  readonly frame: Frame | null;
  readonly history: (activity: string) => AuditHistory;
}

/** The draw a command asks for, or why there can be none. */
export function drawSample(
  command: DrawCommand,
  { settings, frame, history, newId }: SampleContext,
): readonly SampleEvent[] | Refusal {
  const asked = askedDraw(command, settings);
  if (isRefusal(asked)) return asked;
  const { month, from, to, rules, round } = asked;
  const auditType = settings.auditTypes.find(({ key }) => key === rules.activity);
  if (!auditType) return refused.unknownActivity();
  const seed = command.seed ?? newId('seed');
  const order = { seed, size: rules.size, strata: drawStrata(rules), reservesPerSelected: rules.reservesPerSelected };
  const [problem] = drawProblems(order);
  if (problem) return refuse('invalid', problem.code, problem.sentence);
  if (rules.quotas && rules.stratum === null) return refused.quotasOfNothing();
  if (!Number.isSafeInteger(rules.cooldownMonths) || rules.cooldownMonths < 0) return refused.badCooldown();
  if (frame === null) return refused.noFrame();
  if (frame.manifest.subjectType !== auditType.subjectType) return refused.otherSubjects();
  if (frame.manifest.asAt > to) return refused.frameAfterPeriod();

  const excludedBy = exclusionByHistory(history(rules.activity), addMonths(from, -rules.cooldownMonths));
  const outcome = draw({ ...order, entries: drawEntries(frame.entries, rules.stratum, excludedBy) });
  const drawnCase = withSubject(frame.entries);
  return [
    {
      type: 'sample-drawn',
      data: {
        sampleId: command.sampleId,
        period: month,
        caseloadId: frame.manifest.caseloadId,
        frameRoot: frame.manifest.root,
        frameSize: frame.entries.length,
        activity: rules.activity,
        ...(round !== null && { round }),
        rules,
        seed,
        algorithm: outcome.algorithm,
        settingsVersion: settings.version,
        selected: outcome.selected.map(drawnCase),
        reserves: outcome.reserves.map(drawnCase),
        excluded: outcome.excluded,
        excludedByHistory: Object.fromEntries(
          HISTORY_EXCLUSIONS.map((reason) => [
            reason,
            outcome.excludedPositions.filter((each) => each.reason === reason).map(({ position }) => position),
          ]),
        ),
      },
    },
  ];
}

/**
 * A subject audited on or before `lastBefore`'s day, so many months before the period begins, may be audited again;
 * one audited later may not yet.
 */
function exclusionByHistory(
  { lastAuditedOn, isLive, isExempt }: AuditHistory,
  lastBefore: string,
): (entry: FrameEntry) => HistoryExclusion | null {
  return ({ subjectId }) => {
    const audited = lastAuditedOn(subjectId);
    if (audited !== null && audited > lastBefore) return 'cooldown';
    if (isLive(subjectId)) return 'live_audit';
    return isExempt(subjectId) ? 'exempt' : null;
  };
}

function withSubject(entries: readonly FrameEntry[]): (drawn: DrawnPosition) => DrawnCase {
  const subjects = new Map(entries.map(({ position, subjectId }) => [position, subjectId]));
  return ({ position, stratum }) => {
    const subjectId = subjects.get(position);
    if (subjectId === undefined) throw new RangeError('A drawn position is not in the frame.');
    return { position, subjectId, stratum };
  };
}
