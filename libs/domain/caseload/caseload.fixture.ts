import type { Personal } from '../personal.js';
import type { CaseloadEvent, FrameEntry } from './events.js';
import type { CaseloadManifest, Frame } from './frame.js';
import { rootOf } from './frame.js';

export function entry(position: number, more: Partial<FrameEntry> = {}): FrameEntry {
  return {
    position,
    subjectId: `s${position}`,
    importedId: String(position).padStart(6, '0'),
    open: true,
    status: 'child_in_need',
    lists: ['6'],
    service: 'Fieldwork',
    team: 'North',
    worker: 'matched',
    practitionerId: 'p1',
    workerOwner: null,
    workerName: null,
    family: null,
    ...more,
  };
}

/** As a ledger gives it back: identities sealed. */
export function sealed(entries: readonly FrameEntry[]): FrameEntry[] {
  const seal = (value: Personal | null, path: string): Personal | null =>
    value === null ? null : { owner: 'subject:x', event: 'e', path, box: `box of ${JSON.stringify(value)}` };
  return entries.map((each) => ({
    ...each,
    importedId: seal(each.importedId, 'importedId') ?? '',
    workerName: seal(each.workerName, 'workerName'),
  }));
}

export const started: CaseloadEvent = {
  type: 'caseload-started',
  data: { caseloadId: 'c1', asAt: '2024-04-30', source: 'annex-a', subjectType: 'child', fileName: 'annex-a.xlsx' },
};

export function recorded(part: number, entries: readonly FrameEntry[]): CaseloadEvent {
  return { type: 'caseload-part-recorded', data: { caseloadId: 'c1', part, entries } };
}

export function frame(entries: readonly FrameEntry[], more: Partial<CaseloadManifest> = {}): Frame {
  const size = entries.filter(({ open }) => open).length;
  return {
    entries,
    manifest: {
      caseloadId: 'c1',
      asAt: '2024-04-30',
      subjectType: 'child',
      parts: 1,
      rows: { read: entries.length, accepted: entries.length, rejected: 0 },
      size,
      closed: entries.length - size,
      byStatus: { child_in_need: size, child_protection: 0, looked_after: 0, care_leaver: 0 },
      salt: 'salt',
      root: rootOf(entries, 'salt'),
      rejected: [],
      warnings: [],
      ...more,
    },
  };
}
