import { isIsoDate } from '../calendar/iso-date.js';
import type { Decider } from '../decider.js';
import type { DecisionContext } from '../decision-context.js';
import { decideBy, type DecisionTable } from '../decision-table.js';
import { isDutyOf, notTheirDuty } from '../duties.js';
import type { Personal } from '../personal.js';
import type { Refusal } from '../refusal.js';
import type { ProgrammeSettings } from '../settings/programme-settings.js';
import { MOST_BYTES_IN_PART, MOST_ENTRIES_IN_PART, recordedBytes } from './caseload-parts.js';
import { evolveCaseload, NO_CASELOAD, type CaseloadState } from './caseload-state.js';
import type { CaseloadCommand } from './commands.js';
import type { CaseloadEvent, CaseStatus, FrameEntry, OtherWorker } from './events.js';
import { rootOf } from './frame.js';
import { caseloadRefusals as refused } from './refusals.js';

export interface CaseloadContext extends DecisionContext {
  readonly settings: Pick<ProgrammeSettings, 'auditTypes'>;
}

/** What a manifest, one event, keeps of each list; the counts beside them are always whole. */
const MOST_FINDINGS = 300;

const decisions: DecisionTable<CaseloadState, CaseloadCommand, CaseloadEvent, CaseloadContext> = {
  StartCaseload({ type: _, ...start }, state, { actor, today, settings }) {
    if (!isDutyOf(actor, 'caseload')) return notTheirDuty('caseload');
    if (state.stage !== 'absent') return refused.startedAlready();
    if (!isIsoDate(start.asAt)) return refused.badDate();
    if (start.asAt > today) return refused.inFuture();
    if (!settings.auditTypes.some(({ subjectType }) => subjectType === start.subjectType)) {
      return refused.unknownSubjects();
    }
    return [{ type: 'caseload-started', data: start }];
  },

  RecordCaseloadPart({ part, entries }, state, { actor }) {
    if (!isDutyOf(actor, 'caseload')) return notTheirDuty('caseload');
    if (state.stage === 'absent') return refused.notStarted();
    if (state.stage === 'imported') return refused.completeAlready();
    if (part !== state.parts.length) return refused.partOutOfTurn(state.parts.length);
    const fault = faultInPart(entries, state.parts);
    if (fault) return fault;
    return [{ type: 'caseload-part-recorded', data: { caseloadId: state.start.caseloadId, part, entries } }];
  },

  CompleteCaseload({ parts, rows, rejected, warnings }, state, { actor, newId }) {
    if (!isDutyOf(actor, 'caseload')) return notTheirDuty('caseload');
    if (state.stage === 'absent') return refused.notStarted();
    if (state.stage === 'imported') return refused.completeAlready();
    if (state.parts.length !== parts) return refused.partsMissing(state.parts.length, parts);
    if (parts === 0) return refused.nothingInIt();
    if (rows.read !== rows.accepted + rows.rejected) return refused.rowsDoNotAdd();
    const entries = state.parts.flat();
    const size = entries.filter(({ open }) => open).length;
    const salt = newId('salt');
    return [
      {
        type: 'caseload-imported',
        data: {
          caseloadId: state.start.caseloadId,
          asAt: state.start.asAt,
          subjectType: state.start.subjectType,
          parts,
          rows,
          size,
          closed: entries.length - size,
          byStatus: countByStatus(entries),
          salt,
          root: rootOf(entries, salt),
          rejected: rejected.slice(0, MOST_FINDINGS),
          warnings: [...cutShort('rejected rows', rejected), ...cutShort('warnings', warnings), ...warnings].slice(
            0,
            MOST_FINDINGS,
          ),
        },
      },
    ];
  },
};

/**
 * The decider of a stream `caseload-<id>`. The root is taken over the entries as the stream has them, that is with sealed
 * identities: complete a caseload on the state that was read back.
 */
export const caseload: Decider<CaseloadState, CaseloadCommand, CaseloadEvent, CaseloadContext> = {
  initial: NO_CASELOAD,
  evolve: evolveCaseload,
  decide: decideBy(decisions),
};

function faultInPart(entries: readonly FrameEntry[], before: readonly (readonly FrameEntry[])[]): Refusal | null {
  if (entries.length === 0) return refused.emptyPart();
  const bytes = entries.reduce((sum, entry) => sum + recordedBytes(entry), 0);
  if (entries.length > MOST_ENTRIES_IN_PART || bytes > MOST_BYTES_IN_PART) return refused.partTooLarge();
  const subjects = earlierSubjects(entries, before);
  let position = before.reduce((sum, part) => sum + part.length, 0);
  let previous: FrameEntry | null = null;
  for (const entry of entries) {
    if (entry.position !== position) return refused.positionOutOfTurn(position);
    // ids of earlier parts are sealed by now: only the part itself can be compared
    if (previous !== null && !precedes(previous.importedId, entry.importedId)) return refused.outOfOrder(position);
    if (subjects.has(entry.subjectId)) return refused.subjectTwice(position);
    if (!isConsistent(entry)) return refused.contradiction(position);
    subjects.add(entry.subjectId);
    previous = entry;
    position += 1;
  }
  return null;
}

/** The subjects of the part that stand in earlier parts already: those are many, and only these matter. */
function earlierSubjects(entries: readonly FrameEntry[], before: readonly (readonly FrameEntry[])[]): Set<string> {
  const asked = new Set(entries.map(({ subjectId }) => subjectId));
  const found = new Set<string>();
  for (const part of before) for (const { subjectId } of part) if (asked.has(subjectId)) found.add(subjectId);
  return found;
}

/** In code-unit order; both clear, as they are in a command. */
function precedes(one: Personal, other: Personal): boolean {
  return typeof one === 'string' && typeof other === 'string' && one < other;
}

function isConsistent(entry: FrameEntry): boolean {
  const { open, status, worker, practitionerId, workerOwner, workerName, otherWorkers = [] } = entry;
  return (
    otherWorkers.every(isOneOrOther) &&
    (open || status === null) &&
    (practitionerId !== null) === (worker === 'matched') &&
    (workerName !== null) === (worker === 'unmatched') &&
    (workerOwner !== null) === (worker === 'unmatched')
  );
}

/** A person, or a name with its owner. */
function isOneOrOther({ practitionerId, workerOwner, workerName }: OtherWorker): boolean {
  return (workerName !== null) === (practitionerId === null) && (workerOwner !== null) === (practitionerId === null);
}

function countByStatus(entries: readonly FrameEntry[]): Record<CaseStatus, number> {
  const counts = { child_in_need: 0, child_protection: 0, looked_after: 0, care_leaver: 0 };
  for (const { status } of entries) if (status !== null) counts[status] += 1;
  return counts;
}

function cutShort(what: string, findings: readonly unknown[]): { code: string; text: string }[] {
  return findings.length > MOST_FINDINGS
    ? [{ code: 'findings-cut-short', text: `Of ${findings.length} ${what} the first ${MOST_FINDINGS} are kept here.` }]
    : [];
}
