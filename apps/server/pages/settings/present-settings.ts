import { MONTHS, type SettingsChange } from '#domain';
import type { NamesShown } from '#engine';
import type { ChangeShown } from './settings-pages.js';
import { listed } from '../words/humanised.js';
import { CHOICE_WORDS, changedFieldWords, settingWords } from './settings-words.js';

/** What differs between two versions, in words: nobody is shown how programs write it. */
export function presentChanges(changes: readonly SettingsChange[], names: NamesShown = {}): readonly ChangeShown[] {
  return changes.map(({ field, is, becomes }) => ({
    what: changedFieldWords(field),
    is: isMonths(field) ? monthsInWords(is) : valueInWords(is, names),
    becomes: isMonths(field) ? monthsInWords(becomes) : valueInWords(becomes, names),
    isOf: nameOfEntry(is),
    becomesOf: nameOfEntry(becomes),
  }));
}

const isMonths = (field: string): boolean => field === 'excludedMonths';

/** @param value `8` or `[8,12]` */
const monthsInWords = (value: string | null): string =>
  listed((value ?? '').match(/\d+/g)?.map((month) => MONTHS[Number(month) - 1] ?? month) ?? []) || 'None';

/** What an entry with parts of its own is called. */
function nameOfEntry(value: string | null): string | undefined {
  const read = value === null ? undefined : parsed(value);
  if (typeof read !== 'object' || read === null || !Object.values(read).some((part) => Object(part) === part)) return;
  const label: unknown = Reflect.get(read, 'label');
  return typeof label === 'string' ? label : undefined;
}

function valueInWords(value: string | null, names: NamesShown): string {
  if (value === null || value === '') return 'None';
  const read = parsed(value);
  return read === undefined ? (CHOICE_WORDS[value] ?? names[value] ?? value) : inWords(read, names);
}

/** What is not a text stands as JSON; undefined for a text. */
function parsed(value: string): unknown {
  if (!/^(\[|\{|true$|false$|-?\d)/.test(value)) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function inWords(value: unknown, names: NamesShown): string {
  if (value === true) return 'Yes';
  if (value === false) return 'No';
  if (value === null || value === undefined || value === '') return 'None';
  if (typeof value === 'string') return CHOICE_WORDS[value] ?? names[value] ?? value;
  if (Array.isArray(value)) return value.length === 0 ? 'None' : value.map((each) => inWords(each, names)).join('\n');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, each]) => `${settingWords(name).label}: ${inWords(each, names)}`)
    .join('; ');
}
