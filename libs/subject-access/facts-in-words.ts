import { datePartsOf, isIsoDate } from '#domain';
import type { HeldItem } from './access-file.js';
import { codeInWords, labelOf } from './words.js';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `3 May 2026`. */
export const dayInWords = (date: string): string => {
  const { year, month, day } = datePartsOf(date.slice(0, 10));
  return `${day} ${MONTHS[month - 1] ?? ''} ${year}`;
};

const monthInWords = (month: string): string => `${MONTHS[Number(month.slice(5)) - 1] ?? ''} ${month.slice(0, 4)}`;

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the rest of a part is about, and stands before it. */
const ABOUT = ['domain', 'standard', 'question', 'statement'];

/**
 * The facts of an event that are told, each `Label: value`. Texts that people wrote are not among them, nor ids: whoever is
 * behind one is not named.
 * @param texts paths of the event's free texts
 */
function factsInWords(
  data: Readonly<Record<string, unknown>>,
  texts: ReadonlySet<string>,
  labels: ReadonlyMap<string, string>,
): readonly string[] {
  return Object.entries(data).flatMap(([field, value]) => {
    const label = labelOf(field);
    if (label === undefined || texts.has(field)) return [];
    const said = inWords(value, field, texts, labels);
    return said === '' ? [] : [`${label}: ${said}`];
  });
}

function inWords(
  value: unknown,
  path: string,
  texts: ReadonlySet<string>,
  labels: ReadonlyMap<string, string>,
): string {
  if (texts.has(path) || value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') {
    if (ID.test(value)) return '';
    if (isIsoDate(value)) return dayInWords(value);
    return /^\d{4}-\d{2}$/.test(value) ? monthInWords(value) : codeInWords(value, labels);
  }
  if (Array.isArray(value)) {
    const each = value.map((one: unknown, at) => inWords(one, `${path}[${at}]`, texts, labels));
    return each.filter((said) => said !== '').join('; ');
  }
  if (typeof value !== 'object') return String(value);
  const parts = Object.entries(value).flatMap(([field, inner]: [string, unknown]) => {
    const said = inWords(inner, `${path}.${field}`, texts, labels);
    return said === '' || labelOf(field) === undefined ? [] : [{ field, said }];
  });
  const about = parts.find(({ field }) => ABOUT.includes(field));
  const rest = parts.filter((part) => part !== about).map(({ said }) => said);
  return about === undefined ? rest.join(', ') : `${about.said}: ${rest.join(', ')}`;
}

/** The facts of something that is held. */
export const factsOf = ({ data, texts }: HeldItem, labels: ReadonlyMap<string, string>): readonly string[] =>
  factsInWords(data, new Set(texts.map(({ path }) => path)), labels);
