import fc from 'fast-check';
import { BODY_BOUNDS, outOfBounds } from './body-bounds.js';

const nested = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};
const wide = (fields: number): object => Object.fromEntries(Array.from({ length: fields }, (_, n) => [`f${n}`, n]));

describe('the bounds of any body', () => {
  it.each([
    ['half a character in a text', { name: 'a\ud800' }],
    ['half a character in a name', { 'a\udfff': 1 }],
    ['half a character deep inside', { a: [{ b: ['\udc00\ud800'] }] }],
    ['a constructor', { constructor: 1 }],
    ['a constructor inside a part', { a: [{ constructor: { name: 'x' } }] }],
    ['a prototype', JSON.parse('{"a":{"__proto__":{"b":1}}}')],
    ['toString, as a field', { a: { toString: 1 } }],
    ['hasOwnProperty, as a field', { hasOwnProperty: true }],
    ['one level too deep', nested(BODY_BOUNDS.depth + 1)],
    ['a hundred thousand levels', nested(100_000)],
    ['one field too many', wide(BODY_BOUNDS.fieldsOfOne + 1)],
    ['80,000 fields', wide(80_000)],
    ['one item too many', Array.from({ length: BODY_BOUNDS.items + 1 }, () => 1)],
    ['too much in all', Array.from({ length: 45 }, () => wide(BODY_BOUNDS.fieldsOfOne))],
  ])('refuses %s', (_, body) => {
    expect(outOfBounds(body)).toEqual({ property: '', sentence: expect.stringMatching(/\.$/) });
  });

  it.each([
    ['nothing', undefined],
    ['an empty body', {}],
    ['the deepest', nested(BODY_BOUNDS.depth)],
    ['the widest', wide(BODY_BOUNDS.fieldsOfOne)],
    ['characters of two halves', { name: '\u{1F600} \u{20BB7}' }],
  ])('lets %s in', (_, body) => {
    expect(outOfBounds(body)).toBeNull();
  });

  it('says in any text what the language says of it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0xd7f0, max: 0xe010 }), { maxLength: 6 }), (units) => {
        const text = String.fromCharCode(...units);
        let wellFormed = true;
        try {
          encodeURIComponent(text);
        } catch {
          wellFormed = false;
        }
        expect(outOfBounds({ text }) === null).toBe(wellFormed);
      }),
    );
  });

  it('answers to any JSON, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'xlarge', maxDepth: 20 }), (body) => {
        const told = outOfBounds(body);
        expect(told === null || told.sentence.length < 120).toBe(true);
      }),
    );
  });
});
