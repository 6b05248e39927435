import { standsForNoDate } from './stand-in-date.js';

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/;
const BRITISH = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/;
const SHORT_YEAR = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/;

export type WrittenDate = { readonly date: string } | { readonly reason: string };

/**
 * A date as people write it in England: yyyy-MM-dd, or day before month with a four-figure year. A time of day is
 * dropped. Days that do not exist and two-figure years are refused, never guessed at.
 */
export function writtenDate(text: string): WrittenDate {
  const iso = ISO.exec(text);
  if (iso) return realDate(iso[1], iso[2], iso[3]);
  const british = BRITISH.exec(text);
  if (british) return realDate(british[3], british[2], british[1]);
  if (SHORT_YEAR.test(text)) return { reason: 'The year has two figures: write it with four.' };
  return { reason: 'This is not a date: write it as dd/mm/yyyy or yyyy-mm-dd.' };
}

/** Whether the text is a real day written yyyy-MM-dd. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  return 'date' in writtenDate(text);
}

/** A year before 1900 is a typing mistake, unless the day is one that stands for no date. */
function isOfOurTime(date: string): boolean {
  return date >= '1900-01-01' || standsForNoDate(date);
}

function realDate(year = '', month = '', day = ''): WrittenDate {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = Date.parse(`${date}T00:00:00Z`);
  // Date.parse rolls 31 February over to March: a real day is one that comes back as it went in.
  if (!Number.isNaN(instant) && new Date(instant).toISOString().slice(0, 10) === date && isOfOurTime(date)) {
    return { date };
  }
  return { reason: 'This date does not exist.' };
}
