import { byCodeUnits } from '#domain';
import type { CaseStatus } from '#domain';
import type { Membership, RowReference } from './membership.js';

/** When a child is on several lists at once, the first of these that is open gives the status (domain section 5). */
const STATUS_PRECEDENCE: readonly CaseStatus[] = ['looked_after', 'child_protection', 'child_in_need', 'care_leaver'];

/** One subject of the sampling frame, or of a thematic frame. */
export interface CaseloadEntry {
  /** Trimmed text, never a number: `0012` and `12` are two children. */
  readonly importedId: string;
  /** False where every membership has ended (or none has begun): a closed case. */
  readonly open: boolean;
  /** By precedence among open memberships; null for a closed case and where the file has no statuses. */
  readonly status: CaseStatus | null;
  /** Every list the subject has an accepted row on, ended ones too. */
  readonly lists: readonly { readonly list: string; readonly open: boolean }[];
  readonly team: string | null;
  /** A display name as the file writes it: it is matched to a person later, or not. */
  readonly worker: string | null;
  /** Others whom an open row names, as a worker on another list or a personal adviser; none twice, nor the worker. */
  readonly otherWorkers: readonly string[];
  readonly service: string | null;
  readonly dateOfBirth: string | null;
  /** Same text, same family; null where the file links none. */
  readonly family: string | null;
  readonly rows: readonly RowReference[];
  /** A row of the child says that they have died: then they are closed, whatever other rows say. */
  readonly died: boolean;
}

export interface Frame {
  /** By imported id in UTF-16 code-unit order (JavaScript's `<`), the order every draw counts positions in. */
  readonly entries: readonly CaseloadEntry[];
  /** Entries that are open. */
  readonly size: number;
  readonly closed: number;
  /** Of those that are closed. */
  readonly died: number;
  readonly byStatus: Readonly<Record<CaseStatus, number>>;
}

/** Merges rows into one entry a subject: any open row keeps a list open, and the status is the first by precedence. */
export function frameOf(memberships: readonly Membership[]): Frame {
  const entries = [...groupById(memberships)]
    .map(([importedId, rows]) => entryOf(importedId, rows))
    .sort((one, other) => byCodeUnits(one.importedId, other.importedId));
  const size = entries.filter((entry) => entry.open).length;
  const count = (status: CaseStatus) => entries.filter((entry) => entry.status === status).length;
  return {
    entries,
    size,
    closed: entries.length - size,
    died: entries.filter((entry) => entry.died).length,
    byStatus: {
      child_in_need: count('child_in_need'),
      child_protection: count('child_protection'),
      looked_after: count('looked_after'),
      care_leaver: count('care_leaver'),
    },
  };
}

function entryOf(importedId: string, given: readonly Membership[]): CaseloadEntry {
  const died = given.some((row) => row.died);
  const rows = died ? given.map((row) => ({ ...row, open: false })) : given;
  const open = rows.filter((row) => row.open).sort(byPrecedence);
  const worker = firstGiven(open, (row) => row.worker);
  const telling = open.length > 0 ? open : [...rows].sort(byPrecedence);
  return {
    importedId,
    open: open.length > 0,
    status: open.find((row) => row.status !== null)?.status ?? null,
    lists: listsOf(rows),
    team: firstGiven(open, (row) => row.team),
    worker,
    otherWorkers: othersBeside(worker, open),
    service: firstGiven(open, (row) => row.service),
    dateOfBirth: firstGiven(telling, (row) => row.dateOfBirth),
    family: firstGiven(telling, (row) => row.family),
    rows: rows.map(({ sheet, row }) => ({ sheet, row })),
    died,
  };
}

function othersBeside(worker: string | null, rows: readonly Membership[]): readonly string[] {
  const others = new Map<string, string>();
  for (const row of rows) {
    for (const name of [row.worker, row.adviser]) {
      if (name !== null && !others.has(name.toLowerCase())) others.set(name.toLowerCase(), name);
    }
  }
  if (worker !== null) others.delete(worker.toLowerCase());
  return [...others.values()];
}

function listsOf(rows: readonly Membership[]): CaseloadEntry['lists'] {
  const lists = new Map<string, boolean>();
  for (const row of rows) lists.set(row.list, (lists.get(row.list) ?? false) || row.open);
  return [...lists].map(([list, open]) => ({ list, open })).sort((one, other) => byCodeUnits(one.list, other.list));
}

function firstGiven<T>(rows: readonly Membership[], given: (row: Membership) => T | null): T | null {
  for (const row of rows) {
    const value = given(row);
    if (value !== null) return value;
  }
  return null;
}

/** The status that counts first; within it the latest start; of two alike the later row of the file. */
function byPrecedence(one: Membership, other: Membership): number {
  return (
    precedence(one) - precedence(other) ||
    byCodeUnits(other.start ?? '', one.start ?? '') ||
    byCodeUnits(one.sheet, other.sheet) ||
    other.row - one.row
  );
}

function precedence(row: Membership): number {
  const place = row.status === null ? -1 : STATUS_PRECEDENCE.indexOf(row.status);
  return place === -1 ? STATUS_PRECEDENCE.length : place;
}

/** The rows of each subject, in the order of the file. */
export function groupById(memberships: readonly Membership[]): ReadonlyMap<string, readonly Membership[]> {
  const byId = new Map<string, Membership[]>();
  for (const membership of memberships) {
    const rows = byId.get(membership.importedId);
    if (rows) rows.push(membership);
    else byId.set(membership.importedId, [membership]);
  }
  return byId;
}
