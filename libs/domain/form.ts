/**
 * What a command says, declared once: its fields, what each may hold, and what holds where one is left out. The type of the
 * command follows from it, and in `libs/application/body` so do the check of a request's body and its place in the API's
 * description.
 */

/** What a field may hold. The bounds of each kind stand in `libs/application/body/fields.ts`. */
export type FieldShape =
  | { readonly kind: 'text' | 'labels' | 'id' | 'ids' | 'day' | 'time' | 'month' | 'flag' }
  | { readonly kind: 'label'; readonly blank?: boolean }
  | { readonly kind: 'choice' | 'choices'; readonly among: readonly string[] }
  | { readonly kind: 'whole'; readonly from: number; readonly to: number }
  | { readonly kind: 'part' | 'parts'; readonly of: Form };

/** `StaysOut`: a field that is left out of a body is left out of the command too. */
export interface Field<Value = unknown, StaysOut extends boolean = boolean> {
  readonly shape: FieldShape;
  /** For the API's description. */
  readonly about: string;
  readonly example?: string;
  /** What null says, and unless the field stays out, leaving it out too; undefined where something must be said. */
  readonly none?: Value;
  readonly staysOut: StaysOut;
  /** Null says something else than leaving it out does. */
  readonly nullable?: true;
}

export type Fields = Readonly<Record<string, Field>>;

export interface Form<Each extends Fields = Fields> {
  /** What the API's description calls it. */
  readonly name: string;
  readonly fields: Each;
}

type ValueOf<F> = F extends Field<infer Value> ? Value : never;
type StayingOut<Each extends Fields> = {
  [Name in keyof Each]: Each[Name] extends Field<unknown, false> ? never : Name;
}[keyof Each];

/** What is said in a form, with what holds where a field was left out. */
export type Said<F extends Form> = SaidIn<F['fields']>;
type SaidIn<Each extends Fields> = {
  readonly [Name in Exclude<keyof Each, StayingOut<Each>>]: ValueOf<Each[Name]>;
} & { readonly [Name in StayingOut<Each>]?: ValueOf<Each[Name]> };

/** The commands of a table of forms by their names: `{ type: 'AcceptAudit', … }`. */
export type CommandOf<Forms extends Readonly<Record<string, Form>>> = {
  [Name in keyof Forms]: { readonly type: Name } & Said<Forms[Name]>;
};

type Needed<Value> = Field<Value, false>;
interface Given {
  readonly example?: string;
}

const needed = <Value>(shape: FieldShape, about: string, given: Given = {}): Needed<Value> => ({
  shape,
  about,
  staysOut: false,
  ...given,
});

export function form<const Each extends Fields>(name: string, fields: Each): Form<Each> {
  return { name, fields };
}

/** Of a command that needs nothing said but itself. */
export const nothingMore = form('NothingMore', {});

/** What a person writes in their own words. Personal: sealed when it is recorded. */
export const text = (about: string): Needed<string> => needed({ kind: 'text' }, about);

/** A name, a title or a key. `blank` lets the empty text in. */
export const label = (about: string, { blank, ...given }: Given & { blank?: boolean } = {}): Needed<string> =>
  needed({ kind: 'label', blank }, about, given);

export const labels = (about: string): Needed<readonly string[]> => needed({ kind: 'labels' }, about);

/** The id of a record. */
export const id = (about: string): Needed<string> => needed({ kind: 'id' }, about);

export const ids = (about: string): Needed<readonly string[]> => needed({ kind: 'ids' }, about);

/** A day that exists: `2024-05-31`. */
export const day = (about: string): Needed<string> => needed({ kind: 'day' }, about);

/** A time on a clock in London, by 24 hours: `09:30`. */
export const time = (about: string): Needed<string> => needed({ kind: 'time' }, about);

/** A calendar month: `2024-05`. */
export const month = (about: string): Needed<string> => needed({ kind: 'month' }, about);

export const flag = (about: string): Needed<boolean> => needed({ kind: 'flag' }, about);

/** A whole number between two others, both included. */
export const whole = (about: string, from: number, to: number): Needed<number> =>
  needed({ kind: 'whole', from, to }, about);

/** One of a fixed set of words. */
export const choice = <const Word extends string>(about: string, among: readonly Word[]): Needed<Word> =>
  needed({ kind: 'choice', among }, about);

export const choices = <const Word extends string>(about: string, among: readonly Word[]): Needed<readonly Word[]> =>
  needed({ kind: 'choices', among }, about);

/** A part with fields of its own. */
export const part = <F extends Form>(about: string, of: F): Needed<Said<F>> => needed({ kind: 'part', of }, about);

export const parts = <F extends Form>(about: string, of: F): Needed<readonly Said<F>[]> =>
  needed({ kind: 'parts', of }, about);

/** Null where it is left out. */
export const orNull = <Value>(field: Needed<Value>): Needed<Value | null> => ({ ...field, none: null });

/** An empty list where it is left out. */
export const orEmpty = <Value>(field: Needed<readonly Value[]>): Needed<readonly Value[]> => ({ ...field, none: [] });

/** Left out, it stays out. Null says `none`. */
export const ifSaid = <Value>(field: Needed<Value>, none: Value): Field<Value, true> => ({
  ...field,
  none,
  staysOut: true,
});

/** Left out, it stays out. Null says `none`, and the API's description says so. */
export const ifSaidOrNull = <Value>(field: Needed<Value>, none: Value): Field<Value, true> => ({
  ...ifSaid(field, none),
  nullable: true,
});

/**
 * The command that a body says.
 * @param body one that has passed the checks that the form makes
 */
export function commandIn<Forms extends Readonly<Record<string, Form>>, Name extends keyof Forms & string>(
  forms: Forms,
  name: Name,
  body: object,
): CommandOf<Forms>[Name] {
  const of = forms[name];
  if (of === undefined) throw new Error(`There is no form ${name}`);
  // what is built field by field from a declaration has the declaration's type, which the compiler cannot see
  return { type: name, ...saidIn(of, body) } as CommandOf<Forms>[Name];
}

function saidIn({ fields }: Form, body: object): Readonly<Record<string, unknown>> {
  const said: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value: unknown = Reflect.get(body, name);
    if (value !== undefined || !field.staysOut) said[name] = saidOf(field, value);
  }
  return said;
}

function saidOf({ shape, none }: Field, value: unknown): unknown {
  if (value === undefined || value === null) return none;
  if (shape.kind === 'part') return saidInPart(shape.of, value);
  if (shape.kind === 'parts' && Array.isArray(value)) return value.map((item: unknown) => saidInPart(shape.of, item));
  return value;
}

const saidInPart = (of: Form, value: unknown): unknown =>
  typeof value === 'object' && value !== null ? saidIn(of, value) : value;
