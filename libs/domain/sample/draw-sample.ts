import { addMonths, datePartsOf } from '../calendar/iso-date.js';
import type { FrameEntry } from '../caseload/events.js';
import type { Frame } from '../caseload/frame.js';
import type { DecisionContext } from '../decision-context.js';
import { draw, type DrawnPosition } from '../draw/draw.js';
import { drawProblems } from '../draw/draw-problems.js';
import { parsePeriod } from '../periods/period.js';
import { refuse, type Refusal } from '../refusal.js';
import type { DrawRules, ProgrammeSettings } from '../settings/programme-settings.js';
import type { DrawChoices, SampleCommand } from './commands.js';
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
  /** The current ones. */
  readonly settings: ProgrammeSettings;
  /** For DrawSample the latest as at or before the period's end of the activity's subjects, for DirectCase the sample's; null for none. */
  readonly frame: Frame | null;
  readonly history: (activity: string) => AuditHistory;
}

/** The draw a command asks for, or why there can be none. */
export function drawSample(
  { sampleId, period: periodKey, choices, seed: givenSeed }: Extract<SampleCommand, { type: 'DrawSample' }>,
  { settings, frame, history, newId }: SampleContext,
): readonly SampleEvent[] | Refusal {
  const period = parsePeriod(periodKey, 'month');
  if (period === null) return refused.badPeriod();
  if (settings.excludedMonths.includes(datePartsOf(period.from).month)) return refused.monthExcluded();
  const rules = rulesOf(settings.draw, choices);
  const auditType = settings.auditTypes.find(({ key }) => key === rules.activity);
  if (!auditType) return refused.unknownActivity();
  const seed = givenSeed ?? newId('seed');
  const order = { seed, size: rules.size, strata: drawStrata(rules), reservesPerSelected: rules.reservesPerSelected };
  const [problem] = drawProblems(order);
  if (problem) return refuse('invalid', problem.code, problem.sentence);
  if (rules.quotas && rules.stratum === null) return refused.quotasOfNothing();
  if (!Number.isSafeInteger(rules.cooldownMonths) || rules.cooldownMonths < 0) return refused.badCooldown();
  if (frame === null) return refused.noFrame();
  if (frame.manifest.subjectType !== auditType.subjectType) return refused.otherSubjects();
  if (frame.manifest.asAt > period.to) return refused.frameAfterPeriod();

  const excludedBy = exclusionByHistory(history(rules.activity), addMonths(period.from, -rules.cooldownMonths));
  const outcome = draw({ ...order, entries: drawEntries(frame.entries, rules.stratum, excludedBy) });
  const drawnCase = withSubject(frame.entries);
  return [
    {
      type: 'sample-drawn',
      data: {
        sampleId,
        period: period.key,
        caseloadId: frame.manifest.caseloadId,
        frameRoot: frame.manifest.root,
        frameSize: frame.entries.length,
        activity: rules.activity,
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

function rulesOf(standing: DrawRules, choices: DrawChoices): DrawRules {
  const quotas = choices.size !== undefined || choices.stratum !== undefined ? null : (standing.quotas ?? null);
  return { ...standing, quotas, ...choices };
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
