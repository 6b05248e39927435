import { createRequire } from 'node:module';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

const reference = createRequire(import.meta.url)('canonicalize') as (value: unknown) => string;

describe('canonicalJson', () => {
  it('gives the text of RFC 8785 (section 3.2)', () => {
    const value = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    );
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('agrees with another implementation on any JSON, and reads back as what it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(text).toBe(reference(value));
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('leaves out what is undefined, and writes a date as its text', () => {
    const at = new Date('2026-04-01T09:00:00.000Z');
    expect(canonicalJson({ b: undefined, a: [undefined, at] })).toBe('{"a":[null,"2026-04-01T09:00:00.000Z"]}');
  });

  it.each(['a\ud800', '\udc00\ud800', '\udfff', '\\ud83d \ud83d'])('refuses half a character: %j', (text) => {
    expect(() => canonicalJson({ text })).toThrow(TypeError);
    expect(() => canonicalJson({ [text]: 1 })).toThrow(TypeError);
  });

  it.each(['\u{1F600}', 'C:\\users\\\\ud800', '\ud7ff\ue000'])('has a text for %j', (text) => {
    expect(JSON.parse(canonicalJson({ text }))).toEqual({ text });
  });

  it.each([Number.NaN, Infinity, 1n, () => 1])('refuses %p', (value) => {
    expect(() => canonicalJson({ value: [value] })).toThrow(TypeError);
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});
