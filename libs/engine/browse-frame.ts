import { caseloadStream } from '#application';
import type { FrameEntry } from '#domain';
import { asCaseloadEvent, placeOf } from '#projections';
import type { Key, Order, Page } from '#projections';
import type { Engine } from './engine.js';

/** What the cases of a caseload are narrowed to. */
export interface FrameFilter {
  readonly status?: FrameEntry['status'];
  /** As the file writes it. */
  readonly service?: string;
  readonly team?: string;
  readonly worker?: FrameEntry['worker'];
  readonly open?: boolean;
}

/** A case of a caseload, with the id and the names that its file has. */
export type FrameCase = Omit<FrameEntry, 'subjectId' | 'workerOwner' | 'family' | 'otherWorkers'>;

/** Where a page begins: at which event of the caseload's stream, and at which of its entries. */
export const FRAME_ORDER: Order = { columns: [{ column: 'part' }, { column: 'entry' }] };

/** Parts looked through for a page; where fewer cases are found in them, the next page goes on from there. */
const PARTS_AT_MOST = 4;
/** The stream begins with what the caseload is. */
const FIRST_PART = 1;

/**
 * A page of the cases a caseload holds, in the order in which they are drawn from: for coordinators. Read part by part, so
 * that the last page of a long one is as quick as the first.
 * @throws StoreUnavailable, KeysUnavailable
 */
export async function browseFrame(
  { ledger }: Pick<Engine, 'ledger'>,
  caseloadId: string,
  filter: FrameFilter,
  { after = [], limit }: { readonly after?: Key; readonly limit: number },
): Promise<Page<FrameCase>> {
  const found: FrameEntry[] = [];
  const [first = FIRST_PART, begin = 0] = after.map((number) => Math.trunc(Number(number)) || 0);
  const from = Math.max(FIRST_PART, first);
  const pageTo = async (next: Key | null): Promise<Page<FrameCase>> => ({
    rows: await ledger.openAll(found.map(shown)),
    next: next && placeOf(next),
  });
  for (let part = from; part < from + PARTS_AT_MOST; part++) {
    const event = (await ledger.stretch(caseloadStream(caseloadId), part, 1)).map(asCaseloadEvent)[0];
    if (event?.type !== 'caseload-part-recorded') return pageTo(null);
    for (const [index, entry] of event.data.entries.entries()) {
      if ((part === from && index < begin) || !matches(entry, filter)) continue;
      if (found.length === limit) return pageTo([String(part), String(index)]);
      found.push(entry);
    }
  }
  return pageTo([String(from + PARTS_AT_MOST), '0']);
}

const matches = (entry: FrameEntry, filter: FrameFilter): boolean =>
  (['status', 'service', 'team', 'worker', 'open'] as const).every(
    (name) => filter[name] === undefined || filter[name] === entry[name],
  );

const shown = ({ subjectId: _s, workerOwner: _w, family: _f, otherWorkers: _o, ...entry }: FrameEntry): FrameCase =>
  entry;
