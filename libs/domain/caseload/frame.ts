import { frameRoot } from '../draw/frame-root.js';
import type { Personal } from '../personal.js';
import type { CaseloadEvent, FrameEntry, OtherWorker } from './events.js';

export type CaseloadManifest = Extract<CaseloadEvent, { type: 'caseload-imported' }>['data'];

/** A sampling frame as it was recorded: every entry, in position order, under its manifest. */
export interface Frame {
  readonly manifest: CaseloadManifest;
  readonly entries: readonly FrameEntry[];
}

/**
 * The text of an entry that goes into the frame's root: its fields in this order, for good, as JSON. Sealed identities
 * stand as they are stored, so the root is the same after a subject's key has been destroyed.
 */
export function canonicalEntry(entry: FrameEntry): string {
  return JSON.stringify([
    entry.position,
    entry.subjectId,
    canonicalPersonal(entry.importedId),
    entry.open,
    entry.status,
    entry.lists,
    entry.service,
    entry.team,
    entry.worker,
    entry.practitionerId,
    entry.workerOwner,
    canonicalPersonal(entry.workerName),
    entry.family,
    // caseloads from before there were others keep their root
    ...(entry.otherWorkers === undefined ? [] : [entry.otherWorkers.map(canonicalWorker)]),
  ]);
}

function canonicalWorker({ practitionerId, workerOwner, workerName }: OtherWorker): readonly unknown[] {
  return [practitionerId, workerOwner, canonicalPersonal(workerName)];
}

function canonicalPersonal(value: Personal | null): string | null | readonly string[] {
  return value === null || typeof value === 'string' ? value : [value.owner, value.event, value.path, value.box];
}

/** The salted Merkle root a frame is known by; 64 lower-case hexadecimal digits. */
export function rootOf(entries: readonly FrameEntry[], salt: string): string {
  return frameRoot(salt, canonicalEntries(entries));
}

function* canonicalEntries(entries: readonly FrameEntry[]): Generator<string> {
  for (const entry of entries) yield canonicalEntry(entry);
}
