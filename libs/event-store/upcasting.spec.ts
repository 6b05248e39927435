import { UnknownEventType } from './event-types.js';
import { Upcasting } from './upcasting.js';

const add = (member: string, to: string) => ({
  upcaster: { to, up: (data: unknown) => ({ ...Object(data), [member]: true }) },
});
const types = { 'a.v1': add('second', 'a.v2'), 'a.v2': add('third', 'a.v3'), 'a.v3': {}, 'b.v1': {} };

describe('Upcasting', () => {
  it('brings an old version through every later one', () => {
    const upcasting = new Upcasting(types);
    expect(upcasting.upcast('a.v1', { first: true })).toEqual({
      type: 'a',
      data: { first: true, second: true, third: true },
    });
    expect(upcasting.upcast('a.v2', {})).toEqual({ type: 'a', data: { third: true } });
    expect(upcasting.upcast('b.v1', { as: 'it is' })).toEqual({ type: 'b', data: { as: 'it is' } });
  });

  it('knows under which version a name is written today, and the name of it', () => {
    const upcasting = new Upcasting(types);
    expect(['a', 'b', 'c', 'a.v3', 'toString'].map((name) => upcasting.storedAs(name))).toEqual([
      'a.v3',
      'b.v1',
      undefined,
      undefined,
      undefined,
    ]);
    expect(['a.v1', 'a.v2', 'a.v3', 'b.v1', 'c.v1', 'toString'].map((type) => upcasting.currentName(type))).toEqual([
      undefined,
      undefined,
      'a',
      'b',
      undefined,
      undefined,
    ]);
  });

  it('refuses a type nobody declared', () => {
    expect(() => new Upcasting(types).upcast('c.v1', {})).toThrow(UnknownEventType);
    expect(() => new Upcasting(types).upcast('constructor', {})).toThrow(UnknownEventType);
  });

  it('refuses a chain to nowhere, one that comes back, and a version that lacks one', () => {
    expect(() => new Upcasting({ 'a.v1': {}, 'a.v2': {} })).toThrow(TypeError);
    expect(() => new Upcasting({ 'a.v1': add('x', 'c.v1') })).toThrow(TypeError);
    expect(() => new Upcasting({ 'a.v1': add('x', 'a.v2'), 'a.v2': add('x', 'a.v1') })).toThrow(TypeError);
  });
});
