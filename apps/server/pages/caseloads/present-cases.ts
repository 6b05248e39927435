import type { FrameCase, NamesShown } from '#engine';
import { readable } from '../words/readable.js';
import { CASE_STATUS_WORDS, WORKER_WORDS } from './case-words.js';

/** A case of a caseload, as its row says it. */
export interface CaseShown {
  readonly caseId: string;
  readonly status: string;
  readonly service: string;
  readonly team: string;
  readonly worker: string;
  readonly standing: string;
}

/** Cases of a caseload in words: as their file has them, people by name. */
export const presentCases = (cases: readonly FrameCase[], names: NamesShown): readonly CaseShown[] =>
  cases.map((each) => ({
    caseId: readable(each.importedId),
    status: each.status === null ? 'Not said' : CASE_STATUS_WORDS[each.status],
    service: each.service ?? 'Not said',
    team: each.team ?? 'Not said',
    worker: workerOf(each, names),
    standing: each.open ? 'Open' : 'Closed',
  }));

function workerOf({ practitionerId, workerName }: FrameCase, names: NamesShown): string {
  if (practitionerId !== null) return names[practitionerId] ?? 'Name erased';
  return workerName === null ? WORKER_WORDS.missing : `${readable(workerName)} (not known in the council)`;
}
