import { eventTypes } from '#domain';
import type { EventDeclaration, Personal } from '#domain';

/** A personal value in an event's data, with where it stands: `texts[3].reason`. */
export interface PersonalValue {
  readonly path: string;
  readonly value: Personal;
}

/** Fields that say who or which case it is, or are a secret: nobody has to review them. */
const NO_FREE_TEXT = new Set([
  'importedRef',
  'subjectRef',
  'activityRef',
  'ref',
  'name',
  'aliases[]',
  'email',
  'hash',
  'secret',
  'recoveryCodes[]',
  'fileName',
  'title',
  'document',
  'entries[].importedId',
  'entries[].workerName',
  'entries[].otherWorkers[].workerName',
]);

const TYPES: ReadonlyMap<string, EventDeclaration> = new Map(Object.entries(eventTypes));

/** The texts of an event that somebody wrote in their own words. @param type with its version */
export function freeTextsIn(type: string, data: unknown): readonly PersonalValue[] {
  const fields = TYPES.get(type)?.personal ?? [];
  return fields
    .filter(({ path }) => !NO_FREE_TEXT.has(path))
    .flatMap(({ path }) => [...valuesAt(data, path.split('.'), '')]);
}

const OWNERS = new Map(
  Object.entries<EventDeclaration>(eventTypes).map(([type, { personal = [] }]) => [
    type.slice(0, type.lastIndexOf('.')),
    personal.filter(({ path, kind }) => kind === 'person' && !NO_FREE_TEXT.has(path)).map(({ owner }) => owner),
  ]),
);

/** Whether an event holds a text that is sealed under the key of a person it names. @param type without its version */
export const holdsTextOf = (type: string, data: Readonly<Record<string, unknown>>, personId: string): boolean =>
  OWNERS.get(type)?.some((owner) => data[owner] === personId) === true;

/** The value at a path that `freeTextsIn` gave. */
export const valueAt = (data: unknown, path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .reduce<unknown>((value, step) => Reflect.get(Object(value), step), data);

function* valuesAt(value: unknown, [step, ...rest]: readonly string[], at: string): Generator<PersonalValue> {
  if (step === undefined) {
    if (isPersonal(value)) yield { path: at, value };
    return;
  }
  const name = step.replace(/\[\]$/, '');
  const inner: unknown = Reflect.get(Object(value), name);
  const path = at === '' ? name : `${at}.${name}`;
  if (name === step) yield* valuesAt(inner, rest, path);
  else if (Array.isArray(inner))
    for (const [index, each] of inner.entries()) yield* valuesAt(each, rest, `${path}[${index}]`);
}

const isPersonal = (value: unknown): value is Personal =>
  (typeof value === 'string' && value !== '') || (typeof value === 'object' && value !== null && 'box' in value);
