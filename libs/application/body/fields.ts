import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { isIsoDate } from '#domain';

/**
 * The fields a command's body is made of. Each says at once what is let in (class-validator) and what the API's
 * description tells (swagger), so that the two cannot differ. No sentence repeats what was sent.
 */

/** Characters in a text a person writes, and in a name or label. */
const LONGEST_TEXT = 10_000;
const LONGEST_LABEL = 200;
const MOST_ITEMS = 500;
const RECORD_ID = /^[A-Za-z0-9:_-]{1,64}$/;

const withParts = new WeakSet<object>();

/** Whether a body class, or one it extends, has parts with fields of their own: only then must it be transformed. */
export function hasParts(body: new () => object): boolean {
  for (let prototype: unknown = body.prototype; typeof prototype === 'object' && prototype !== null;) {
    if (withParts.has(prototype)) return true;
    prototype = Object.getPrototypeOf(prototype);
  }
  return false;
}

const noteParts: PropertyDecorator = (prototype) => void withParts.add(prototype);

export interface FieldOptions {
  readonly optional?: boolean;
  /** An optional field in which null says something else than leaving it out does. */
  readonly nullable?: true;
  readonly example?: unknown;
}

function field(
  about: string,
  { optional = false, nullable, example }: FieldOptions,
  shape: ApiPropertyOptions,
  ...checks: PropertyDecorator[]
): PropertyDecorator {
  const described = { description: about, example, ...(nullable && { nullable }), ...shape };
  return optional
    ? applyDecorators(IsOptional(), ApiPropertyOptional(described), ...checks)
    : applyDecorators(ApiProperty(described), ...checks);
}

/** What a person writes in their own words. Personal: sealed when it is recorded. */
export const Text = (about: string, options: FieldOptions = {}): PropertyDecorator =>
  field(
    about,
    options,
    { type: String, maxLength: LONGEST_TEXT },
    IsString({ message: 'must be text' }),
    Matches(/\S/, { message: 'must not be blank' }),
    MaxLength(LONGEST_TEXT, { message: `must be at most ${LONGEST_TEXT} characters long` }),
  );

/** A name, a title or a key. `blank` lets the empty text in. */
export const Label = (about: string, options: FieldOptions & { blank?: boolean } = {}): PropertyDecorator =>
  field(
    about,
    options,
    { type: String, maxLength: LONGEST_LABEL },
    IsString({ message: 'must be text' }),
    ...(options.blank ? [] : [Matches(/\S/, { message: 'must not be blank' })]),
    MaxLength(LONGEST_LABEL, { message: `must be at most ${LONGEST_LABEL} characters long` }),
  );

/** The id of a record: a UUID, save for the ids of the engine itself (`operator`). */
export const Id = (about: string, options: FieldOptions = {}): PropertyDecorator =>
  field(
    about,
    options,
    { type: String, maxLength: 64, pattern: RECORD_ID.source },
    IsString({ message: 'must be text' }),
    Matches(RECORD_ID, { message: 'must be the id of a record' }),
  );

/** The ids of several records. */
export const Ids = (about: string, options: FieldOptions = {}): PropertyDecorator =>
  field(
    about,
    options,
    { type: 'array', items: { type: 'string', maxLength: 64, pattern: RECORD_ID.source } },
    IsArray({ message: 'must be a list' }),
    ArrayMaxSize(MOST_ITEMS, { message: `must hold at most ${MOST_ITEMS}` }),
    Matches(RECORD_ID, { each: true, message: 'each must be the id of a record' }),
  );

/** A day, `2024-05-31`, that exists. */
export const Day = (about: string, options: FieldOptions = {}): PropertyDecorator =>
  field(
    about,
    { example: '2024-05-31', ...options },
    { type: String, format: 'date' },
    ValidateBy(
      {
        name: 'day',
        validator: { validate: isIsoDate, defaultMessage: () => 'must be a date that exists, written yyyy-mm-dd' },
      },
      {},
    ),
  );

/** A time on a clock in London, `09:30`. */
export const Time = (about: string, options: FieldOptions = {}): PropertyDecorator =>
  field(
    about,
    { example: '09:30', ...options },
    { type: String, pattern: '^\\d{2}:\\d{2}$' },
    Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'must be a time of day, written hh:mm, such as 09:30 or 14:00' }),
  );

/** A calendar month, `2024-05`. */
export const Month = (about: string, options: FieldOptions = {}): PropertyDecorator =>
  field(
    about,
    { example: '2024-05', ...options },
    { type: String, pattern: '^\\d{4}-\\d{2}$' },
    Matches(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/, { message: 'must be a month that exists, written yyyy-mm' }),
  );

/** One of a fixed set of words. */
export const Choice = (about: string, among: readonly string[], options: FieldOptions = {}): PropertyDecorator =>
  field(
    about,
    options,
    { type: String, enum: [...among] },
    IsIn([...among], { message: `must be one of ${among.join(', ')}` }),
  );

/** Several of a fixed set of words. */
export const Choices = (about: string, among: readonly string[], options: FieldOptions = {}): PropertyDecorator =>
  field(
    about,
    options,
    { type: String, enum: [...among], isArray: true },
    IsArray({ message: 'must be a list' }),
    ArrayMaxSize(MOST_ITEMS, { message: `must hold at most ${MOST_ITEMS}` }),
    IsIn([...among], { each: true, message: `each must be one of ${among.join(', ')}` }),
  );

/** Yes or no. */
export const Flag = (about: string, options: FieldOptions = {}): PropertyDecorator =>
  field(about, options, { type: Boolean }, IsBoolean({ message: 'must be true or false' }));

export const Whole = (
  about: string,
  { from, to, ...options }: FieldOptions & { from: number; to: number },
): PropertyDecorator =>
  field(
    about,
    options,
    { type: 'integer', minimum: from, maximum: to },
    IsInt({ message: 'must be a whole number' }),
    Min(from, { message: `must be at least ${from}` }),
    Max(to, { message: `must be at most ${to}` }),
  );

export const Share = (about: string, options: FieldOptions = {}): PropertyDecorator =>
  field(
    about,
    options,
    { type: Number, minimum: 0, maximum: 100 },
    IsNumber({ allowNaN: false, allowInfinity: false }, { message: 'must be a number' }),
    Min(0, { message: 'must be at least 0' }),
    Max(100, { message: 'must be at most 100' }),
  );

/** Several short texts. */
export const Labels = (about: string, options: FieldOptions = {}): PropertyDecorator =>
  field(
    about,
    options,
    { type: String, isArray: true },
    IsArray({ message: 'must be a list' }),
    ArrayMaxSize(MOST_ITEMS, { message: `must hold at most ${MOST_ITEMS}` }),
    IsString({ each: true, message: 'each must be text' }),
    MaxLength(LONGEST_LABEL, { each: true, message: `each must be at most ${LONGEST_LABEL} characters long` }),
  );

/** A part with fields of its own. */
export const Part = (about: string, of: () => new () => object, options: FieldOptions = {}): PropertyDecorator =>
  field(
    about,
    options,
    // Swagger takes a function for a lazy type by its name, which is that of the property.
    { type: () => of() },
    IsObject({ message: 'must be an object' }),
    ValidateNested(),
    Type(of),
    noteParts,
  );

/** Several parts with fields of their own. */
export const Parts = (
  about: string,
  of: () => new () => object,
  options: FieldOptions & { most?: number } = {},
): PropertyDecorator =>
  field(
    about,
    options,
    { type: () => of(), isArray: true },
    IsArray({ message: 'must be a list' }),
    ArrayMaxSize(options.most ?? MOST_ITEMS, { message: `must hold at most ${options.most ?? MOST_ITEMS}` }),
    IsObject({ each: true, message: 'each must be an object' }),
    ValidateNested({ each: true }),
    Type(of),
    noteParts,
  );

/** A structure whose shape is checked where it is understood. @param schema the name under which the API describes it */
export const Structure = (
  about: string,
  { schema, ...options }: FieldOptions & { readonly schema?: string } = {},
): PropertyDecorator =>
  field(
    about,
    options,
    schema === undefined
      ? { type: 'object', additionalProperties: true }
      : { allOf: [{ $ref: `#/components/schemas/${schema}` }] },
    IsObject({ message: 'must be an object' }),
  );
