import { isSealed, ownerOf } from '#privacy';
import type { EventDeclaration, OwnerKind, PersonalField } from '#domain';
import type { Owner, Sealed } from '#privacy';

/** The owner of what belongs to whoever wrote it. */
const AUTHOR = '@actor';

const EACH = Symbol('each element');
type Step = string | typeof EACH;

interface Route {
  readonly path: readonly Step[];
  readonly owner: readonly Step[];
  readonly kind: OwnerKind;
}

/** A personal text in an event's data: where it is (`entries[3].name`), whose it is, and what it says. */
export interface PersonalText {
  readonly path: string;
  readonly owner: Owner;
  readonly text: string;
}

/** Finds and replaces the personal texts of one event type. */
export class PersonalFields {
  private readonly routes: readonly Route[];
  /** How what may hold clear text begins in canonical JSON: the name of the member, and a quote or a list. */
  private readonly beginnings: readonly string[];

  /** @throws TypeError for a declaration whose owner cannot be told from its path. */
  constructor(
    private readonly type: string,
    declaration: EventDeclaration,
  ) {
    this.routes = (declaration.personal ?? []).map((field) => route(type, field));
    this.beginnings = [...new Set(this.routes.map(({ path }) => beginningOf(path)))];
  }

  get none(): boolean {
    return this.routes.length === 0;
  }

  /** @throws TypeError for a personal value that is no clear text or has no owner. */
  find(data: unknown, actorId: string): readonly PersonalText[] {
    const found: PersonalText[] = [];
    for (const { path, owner, kind } of this.routes) {
      for (const place of places(data, path)) {
        if (place.value === undefined || place.value === null || place.value === '') continue;
        const at = written(path, place.indices);
        if (isSealed(place.value)) {
          throw new TypeError(`${this.type}: ${at} is sealed already; a new event carries clear text`);
        }
        if (typeof place.value !== 'string') throw new TypeError(`${this.type}: ${at} is personal and must be text`);
        const id = owner[0] === AUTHOR ? actorId : valueAt(data, owner, place.indices);
        if (typeof id !== 'string' || id === '') {
          throw new TypeError(`${this.type}: ${at} has no owner at ${written(owner, place.indices)}`);
        }
        found.push({ path: at, owner: ownerOf(kind, id), text: place.value });
      }
    }
    return found;
  }

  /** A copy of the data with its texts sealed; everything else is shared with the original. */
  replace(data: unknown, sealed: ReadonlyMap<string, Sealed>): unknown {
    return this.routes.reduce((copy, { path }) => replaceAt(copy, path, 0, '', sealed), data);
  }

  /**
   * Whether there can be clear text at a declared path in data as they are stored: told from the text alone, without taking
   * it apart. What is sealed is an object, and no text follows the name of its member.
   */
  mayBeInClear(stored: string): boolean {
    return this.beginnings.some((beginning) => stored.includes(beginning));
  }

  /** The texts in clear in data as they are stored, with whose they would be: recorded before their fields were personal. */
  clearTexts(data: unknown, actorId: string): readonly PersonalText[] {
    return this.routes.flatMap(({ path, owner, kind }) =>
      [...places(data, path)].flatMap(({ value, indices }): PersonalText[] => {
        if (typeof value !== 'string' || value === '') return [];
        const id = owner[0] === AUTHOR ? actorId : valueAt(data, owner, indices);
        if (typeof id !== 'string' || id === '') return [];
        return [
          { path: path.reduce<string>((text, step) => append(text, step), ''), owner: ownerOf(kind, id), text: value },
        ];
      }),
    );
  }

  /** The declared paths that lead to clear text in this data, each once: it was recorded before they were personal. */
  inClear(data: unknown): readonly string[] {
    return this.routes
      .filter(({ path }) => [...places(data, path)].some(({ value }) => typeof value === 'string' && value !== ''))
      .map(({ path }) => path.reduce<string>((text, step) => append(text, step), ''));
  }

  /** The declared paths that lead to nothing in this data. */
  unreached(data: unknown): readonly string[] {
    return this.routes
      .filter(({ path }) => ![...places(data, path)].some(({ value }) => typeof value === 'string' || isSealed(value)))
      .map(({ path }) => path.reduce<string>((text, step) => append(text, step), ''));
  }
}

function route(type: string, field: PersonalField): Route {
  const path = steps(field.path);
  const owner = steps(field.owner);
  const arrays = owner.slice(0, owner.lastIndexOf(EACH) + 1);
  if (arrays.some((step, index) => path[index] !== step)) {
    throw new TypeError(`${type}: the owner ${field.owner} of ${field.path} lies in another array`);
  }
  return { path, owner, kind: field.kind };
}

const steps = (path: string): Step[] =>
  path.split('.').flatMap((part) => {
    const name = part.replace(/(\[\])+$/, '');
    const arrays = (part.length - name.length) / 2;
    return [...(name === '' ? [] : [name]), ...Array<Step>(arrays).fill(EACH)];
  });

function beginningOf(path: readonly Step[]): string {
  const at = path.findLastIndex((step) => step !== EACH);
  // Of a list any element may be clear.
  return `${JSON.stringify(path[at])}:${at === path.length - 1 ? '"' : '['}`;
}

const append = (text: string, step: Step, index?: number): string => {
  if (step === EACH) return `${text}[${index ?? ''}]`;
  return text === '' ? step : `${text}.${step}`;
};

function written(path: readonly Step[], indices: readonly number[]): string {
  let array = 0;
  return path.reduce<string>((text, step) => append(text, step, step === EACH ? indices[array++] : undefined), '');
}

interface Place {
  readonly value: unknown;
  readonly indices: readonly number[];
}

function* places(value: unknown, path: readonly Step[], at = 0, indices: readonly number[] = []): Generator<Place> {
  const step = path[at];
  if (step === undefined) yield { value, indices };
  else if (step !== EACH) yield* places(member(value, step), path, at + 1, indices);
  else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      yield* places(value[index], path, at + 1, [...indices, index]);
    }
  }
}

function valueAt(data: unknown, path: readonly Step[], indices: readonly number[]): unknown {
  let array = 0;
  return path.reduce<unknown>((value, step) => {
    if (step !== EACH) return member(value, step);
    const index = indices[array++];
    return Array.isArray(value) && index !== undefined ? value[index] : undefined;
  }, data);
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const member = (value: unknown, name: string): unknown =>
  isMap(value) && Object.hasOwn(value, name) ? value[name] : undefined;

function replaceAt(
  value: unknown,
  path: readonly Step[],
  at: number,
  place: string,
  sealed: ReadonlyMap<string, Sealed>,
): unknown {
  const step = path[at];
  if (step === undefined) return sealed.get(place) ?? value;
  if (step === EACH) {
    if (!Array.isArray(value)) return value;
    return value.map((element: unknown, index) => replaceAt(element, path, at + 1, `${place}[${index}]`, sealed));
  }
  if (!isMap(value) || !Object.hasOwn(value, step)) return value;
  const before = value[step];
  const after = replaceAt(before, path, at + 1, append(place, step), sealed);
  return after === before ? value : { ...value, [step]: after };
}
