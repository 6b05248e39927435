import { Unreadable } from './findings.js';
import { fromCanonical, isList, isMap } from './json.js';
import type { Json, JsonMap } from './json.js';
import { text } from './event-line.js';

/** Revisions of a stream that the pack does not hold, both counted, and why. */
export interface LeftOut {
  readonly stream: string;
  readonly from: number;
  readonly to: number;
  readonly why: string;
}

/** What `pack.json` says. */
export interface Cover {
  readonly said: JsonMap;
  readonly level: string;
  readonly audits: readonly string[];
  readonly samples: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

const FILE = 'data/pack.json';
const LEVELS = ['full', 'pseudonymised', 'without-text'];
const MEMBERS = 'audits,by,caseIds,for,format,leftOut,leftOutAudits,level,madeAt,packId,samples,scope,why';

/** @throws Unreadable */
export function coverOf(content: string): Cover {
  const said = fromCanonical(content.replace(/\n$/, ''));
  const level = isMap(said) ? text(said['level']) : '';
  if (!isMap(said) || Object.keys(said).join(',') !== MEMBERS || said['format'] !== 1 || !LEVELS.includes(level))
    throw new Unreadable(FILE, 'It is no cover of a pack of format 1');
  const { audits, samples, leftOut } = said;
  if (!isTexts(audits) || !isTexts(samples) || !isList(leftOut) || !isMap(said['by']) || !isMap(said['scope']))
    throw new Unreadable(FILE, 'It does not list what the pack holds');
  return { said, level, audits, samples, leftOut: leftOut.map(leftOutOf) };
}

function isTexts(value: Json | undefined): value is readonly string[] {
  return isList(value) && value.every((each) => typeof each === 'string');
}

function leftOutOf(value: Json): LeftOut {
  if (isMap(value)) {
    const { stream, from, to, why } = value;
    if (typeof stream === 'string' && typeof from === 'number' && typeof to === 'number' && typeof why === 'string')
      return { stream, from, to, why };
  }
  throw new Unreadable(FILE, 'It does not say what was left out');
}
