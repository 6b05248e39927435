import { getMetadataStorage, validateSync } from 'class-validator';
import fc from 'fast-check';
import { catalogue } from '../catalogue/catalogue.js';
import type { BodyClass } from './body-class.js';
import { hasParts } from './fields.js';
import { surelyFits } from './quick-check.js';

const bodies = [...new Set(catalogue.flatMap(({ body }) => (body === null ? [] : [body])))];
const flat = bodies.filter((body) => !hasParts(body));

const declared = (as: BodyClass) => getMetadataStorage().getTargetValidationMetadatas(as, '', false, false);

/** What a check speaks of: the words of a choice, the bounds of a number. */
const spokenOf = (as: BodyClass): unknown[] =>
  declared(as)
    .flatMap(({ constraints = [] }): unknown[] => constraints)
    .flat()
    .filter((value) => ['string', 'number'].includes(typeof value));

const ANYTHING: readonly unknown[] = [
  undefined,
  null,
  '',
  '  ',
  'a word',
  'word',
  '6f1c8d1e-6f0b-4d0a-9a53-0c4b6f4e7d21',
  '2024-05-31',
  '2024-02-30',
  '2024-05',
  '2024-13',
  'x'.repeat(201),
  'x'.repeat(10_001),
  0,
  3,
  -1,
  1.5,
  101,
  1e9,
  true,
  [],
  ['word'],
  ['word', null],
  [['word']],
  {},
  { length: 1 },
];

function anyBody(as: BodyClass): fc.Arbitrary<object> {
  const properties = [...new Set(declared(as).map(({ propertyName }) => propertyName))];
  const spoken = spokenOf(as);
  const value = fc.constantFrom(...ANYTHING, ...spoken, ...spoken.map((one) => [one]));
  const given = fc.record(Object.fromEntries(properties.map((property) => [property, value])), { requiredKeys: [] });
  const stray = fc.constantFrom({}, {}, {}, { stray: 1 }, { toString: 'word' });
  return fc.tuple(given, stray).map((parts) => Object.assign(new as(), ...parts) as object);
}

/** A body that the checks let in, put together field by field. */
function fittingBody(as: BodyClass): object {
  const body = new as();
  for (const property of new Set(declared(as).map(({ propertyName }) => propertyName))) {
    const spoken = spokenOf(as);
    const values = [...ANYTHING.slice(1), ...spoken, ...spoken.map((one) => [one])];
    const fits = values.find((value) => {
      const errors = judged(Object.assign(new as(), body, { [property]: value }));
      return !errors.some((error) => error.property === property);
    });
    Object.assign(body, { [property]: fits });
  }
  return body;
}

const judged = (body: object) =>
  validateSync(body, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
    stopAtFirstError: true,
  });

describe('the quick check of a body', () => {
  it.each(flat.map((as) => [as.name, as] as const))('lets in what class-validator lets in: %s', (_name, as) => {
    fc.assert(
      fc.property(anyBody(as), (body) => {
        expect(surelyFits(as, body)).toBe(judged(body).length === 0);
      }),
      { numRuns: 300 },
    );
  });

  it.each(flat.map((as) => [as.name, as] as const))('lets in a body that fits, and nothing more: %s', (_name, as) => {
    const body = fittingBody(as);
    expect(judged(body)).toEqual([]);
    expect(surelyFits(as, body)).toBe(true);
    expect(surelyFits(as, Object.assign(body, { stray: 1 }))).toBe(false);
  });

  it('leaves bodies with parts to class-validator', () => {
    const nested = bodies.filter(hasParts);
    expect(nested.length).toBeGreaterThan(0);
    for (const as of nested) expect(surelyFits(as, fittingBody(as))).toBe(false);
  });
});
