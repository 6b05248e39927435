import type { ImportWarning } from '../findings.js';
import type { Membership } from './membership.js';

/** More brothers and sisters than this are rare: a value that links more is likely to stand for no family. */
const LARGEST_LIKELY_FAMILY = 8;
/** This many are suspicious too, where they are half of all children in the file. */
const LARGE_IN_A_SMALL_FILE = 5;
/** How many figures of a number Excel keeps. */
const EXACT_FIGURES = 15;

/** What looks odd about the children of a whole file, although everything was read. No text repeats an id. */
export function doubtsAbout(byId: ReadonlyMap<string, readonly Membership[]>): ImportWarning[] {
  return [lookalikes, birthdays, zerosLost, figuresLost, families, advisers, deaths].flatMap((doubts) => doubts(byId));
}

/** Ids that a reader could take for one another: the same child may be written in two ways. */
function lookalikes(byId: ReadonlyMap<string, readonly Membership[]>): ImportWarning[] {
  const seen = new Map<string, Membership>();
  const warnings: ImportWarning[] = [];
  for (const [importedId, [first]] of byId) {
    if (!first) continue;
    const key = lookalikeKey(importedId);
    const other = seen.get(key);
    if (!other) seen.set(key, first);
    else {
      warnings.push({
        sheet: first.sheet,
        row: first.row,
        code: 'ids_alike',
        text: `This id differs from the one in ${other.sheet}, row ${other.row}, only by leading zeros, capitals, spaces or signs: read as two children.`,
      });
    }
  }
  return warnings;
}

function lookalikeKey(importedId: string): string {
  return importedId
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/[\p{P}\p{S}]+/gu, (sign, at: number, whole: string) =>
      /\d/.test(whole[at - 1] ?? '') && /\d/.test(whole[at + sign.length] ?? '') ? '-' : '',
    )
    .replace(/(?<!\d)0+(?=\d)/g, '');
}

function birthdays(byId: ReadonlyMap<string, readonly Membership[]>): ImportWarning[] {
  return [...byId.values()].flatMap((rows) => {
    const born = rows.find((row) => row.dateOfBirth !== null);
    const differs = rows.find((row) => row.dateOfBirth !== null && row.dateOfBirth !== born?.dateOfBirth);
    if (!born || !differs) return [];
    const text = `The same id has another date of birth in ${born.sheet}, row ${born.row}: read as one child.`;
    return [{ sheet: differs.sheet, row: differs.row, code: 'date_of_birth_differs', text }];
  });
}

/** Ids of figures only that are shorter than all those which begin with a zero, where these are of one length. */
function zerosLost(byId: ReadonlyMap<string, readonly Membership[]>): ImportWarning[] {
  const figures = [...byId].filter(([importedId]) => /^\d+$/.test(importedId));
  const lengths = new Set(figures.flatMap(([importedId]) => (importedId.startsWith('0') ? [importedId.length] : [])));
  const [length] = lengths;
  if (length === undefined || lengths.size > 1) return [];
  return counted(
    figures.filter(([importedId]) => importedId.length < length).map(([, rows]) => rows),
    'ids_shortened',
    (ids) =>
      `${ids} shorter than those that begin with zeros, which all have ${length} figures: a spreadsheet may have dropped zeros. Read as they stand.`,
  );
}

/** Long numbers that all end in zeros from the sixteenth figure on: what Excel makes of numbers it cannot hold. */
function figuresLost(byId: ReadonlyMap<string, readonly Membership[]>): ImportWarning[] {
  const long = [...byId].filter(([importedId]) => /^\d+$/.test(importedId) && importedId.length > EXACT_FIGURES);
  if (long.length < 2 || long.some(([importedId]) => !/^0+$/.test(importedId.slice(EXACT_FIGURES)))) return [];
  return counted(
    long.map(([, rows]) => rows),
    'ids_rounded',
    (ids) =>
      `${ids} longer than fifteen figures and all zeros behind them: a spreadsheet may have lost figures, and two children may have become one.`,
  );
}

/** A family of most of the file is none: at most one of its children could be drawn. */
function families(byId: ReadonlyMap<string, readonly Membership[]>): ImportWarning[] {
  const members = new Map<string, (readonly Membership[])[]>();
  for (const rows of byId.values()) {
    const family = rows.find((row) => row.family !== null)?.family;
    if (family !== undefined && family !== null) members.set(family, [...(members.get(family) ?? []), rows]);
  }
  return [...members.values()]
    .filter(
      ({ length }) => length > LARGEST_LIKELY_FAMILY || (length >= LARGE_IN_A_SMALL_FILE && length * 2 >= byId.size),
    )
    .flatMap((children) =>
      counted(
        children,
        'family_large',
        () =>
          `${children.length} children share one value as their family, and only one of them can be drawn. Where it stands for no family, leave it empty and import the file again.`,
      ),
    );
}

function advisers(byId: ReadonlyMap<string, readonly Membership[]>): ImportWarning[] {
  const both = [...byId.values()].filter((rows) => rows.some(({ open, adviser }) => open && adviser !== null));
  return counted(
    both.map((rows) => rows.filter(({ open, adviser }) => open && adviser !== null)),
    'adviser_beside_worker',
    () =>
      `${both.length === 1 ? 'One care leaver has' : `${both.length} care leavers have`} a personal adviser beside the worker: the worker is taken as who holds the case, and neither may audit it.`,
  );
}

function deaths(byId: ReadonlyMap<string, readonly Membership[]>): ImportWarning[] {
  const died = [...byId.values()].filter((rows) => rows.some((row) => row.died));
  const stillOpen = died.flatMap((rows) => {
    const row = rows.find(({ open, died: says }) => open && !says);
    const says = rows.find((other) => other.died);
    if (!row || !says) return [];
    const text = `The child is open here, and ${says.sheet}, row ${says.row}, says that they have died: not drawn.`;
    return [{ sheet: row.sheet, row: row.row, code: 'died_and_open', text }];
  });
  const told = counted(
    died.map((rows) => rows.filter((row) => row.died)),
    'died',
    () =>
      `${died.length === 1 ? 'One child has' : `${died.length} children have`} died, by this file: counted among the closed, never drawn.`,
  );
  return [...told, ...stillOpen];
}

/** One warning for many children, given at the first row of the first child. */
function counted(
  children: readonly (readonly Membership[])[],
  code: string,
  text: (ids: string) => string,
): ImportWarning[] {
  const first = children[0]?.[0];
  if (!first) return [];
  const ids = children.length === 1 ? 'One id is' : `${children.length} ids are`;
  return [{ sheet: first.sheet, row: first.row, code, text: text(ids) }];
}
