import type { Sheet } from '../workbook/workbook.js';
import { doubtIn, SAYS, type Doubt } from './doubtful-sheet.js';
import type { AnnexList } from './lists.js';
import type { ListRead } from './read-list.js';

/** A sheet that looks like a list, with its rows read. */
export interface SheetOfList {
  readonly sheet: Pick<Sheet, 'name' | 'hidden'> & {
    /** 1 where it has none. */
    readonly firstRow: number;
  };
  readonly list: AnnexList;
  readonly found: ListRead;
}

export type Choice =
  | { readonly is: 'read'; readonly doubt: Doubt | null; /** Read as the same list. */ readonly beside: string | null }
  /** It is the same list as another sheet, and which of them counts is for a person to say. */
  | { readonly is: 'set_aside'; readonly reason: string }
  /** Guidance that holds no child. */
  | { readonly is: 'ignored'; readonly text: string };

const BY_DOUBT: readonly (Doubt | null)[] = [null, 'hidden', 'copy', 'guidance'];

/**
 * Which of the sheets that look like one list are read. Sheets without doubt are, together, unless most children of one
 * are on another too; a doubtful one is read only where no other is that list. What is not read is rejected, not passed
 * over: the person decides.
 */
export function chooseSheets(sheets: readonly SheetOfList[]): ReadonlyMap<SheetOfList, Choice> {
  const choices = new Map<SheetOfList, Choice>();
  for (const list of new Set(sheets.map((one) => one.list))) {
    const chosen: { readonly of: SheetOfList; readonly doubt: Doubt | null; readonly ids: ReadonlySet<string> }[] = [];
    for (const { of, doubt } of byDoubt(sheets.filter((one) => one.list === list))) {
      const ids = new Set(of.found.memberships.map(({ importedId }) => importedId));
      const before = chosen[0]?.of.sheet.name ?? null;
      const same = chosen.find((other) => sharesMost(ids, other.ids));
      if (doubt === 'guidance' && ids.size === 0) {
        choices.set(of, { is: 'ignored', text: `${SAYS.guidance}, and no child is on it: it was not read.` });
      } else if (before !== null && (doubt !== null || same)) {
        choices.set(of, { is: 'set_aside', reason: whySetAside(of, doubt, same?.of.sheet.name ?? before) });
      } else {
        choices.set(of, { is: 'read', doubt, beside: before });
        chosen.push({ of, doubt, ids });
      }
    }
  }
  return choices;
}

/** The least doubtful first, in the order of the workbook. */
function byDoubt(sheets: readonly SheetOfList[]): { readonly of: SheetOfList; readonly doubt: Doubt | null }[] {
  return sheets
    .map((of) => ({ of, doubt: doubtIn(of.sheet) }))
    .sort((one, other) => BY_DOUBT.indexOf(one.doubt) - BY_DOUBT.indexOf(other.doubt));
}

function sharesMost(ids: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  const shared = [...ids].filter((id) => others.has(id)).length;
  return shared > 0 && shared * 2 >= Math.min(ids.size, others.size);
}

function whySetAside({ list }: SheetOfList, doubt: Doubt | null, other: string): string {
  const why = doubt === null ? 'Half of these children or more are on another sheet' : SAYS[doubt];
  return `${why}, and "${other}" is list ${list.list} too: no row of this sheet was read. Delete the one that does not count; where both do, put their rows on one sheet.`;
}
