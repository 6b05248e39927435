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
      type: 'a.v3',
      data: { first: true, second: true, third: true },
    });
    expect(upcasting.upcast('a.v2', {})).toEqual({ type: 'a.v3', data: { third: true } });
    expect(upcasting.upcast('b.v1', { as: 'it is' })).toEqual({ type: 'b.v1', data: { as: 'it is' } });
  });

  it('knows which versions are written today', () => {
    const upcasting = new Upcasting(types);
    expect(['a.v1', 'a.v2', 'a.v3', 'b.v1', 'c.v1', 'toString'].filter((type) => upcasting.isCurrent(type))).toEqual([
      'a.v3',
      'b.v1',
    ]);
  });

  it('refuses a type nobody declared', () => {
    expect(() => new Upcasting(types).upcast('c.v1', {})).toThrow(UnknownEventType);
    expect(() => new Upcasting(types).upcast('constructor', {})).toThrow(UnknownEventType);
  });

  it('refuses a chain to nowhere, and one that comes back', () => {
    expect(() => new Upcasting({ 'a.v1': add('x', 'c.v1') })).toThrow(TypeError);
    expect(() => new Upcasting({ 'a.v1': add('x', 'a.v2'), 'a.v2': add('x', 'a.v1') })).toThrow(TypeError);
  });
});
