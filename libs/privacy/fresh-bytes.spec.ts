import { freshBytes } from './fresh-bytes.js';

describe('freshBytes', () => {
  it('gives as many as are asked for, also more than it keeps', () => {
    expect([1, 12, 32, 8_192, 20_000].map((count) => freshBytes(count).length)).toEqual([1, 12, 32, 8_192, 20_000]);
  });

  it('never gives the same twice, nor lets go of what it gave', () => {
    const given = Array.from({ length: 5_000 }, () => freshBytes(12));
    const then = given.map((bytes) => bytes.toString('hex'));
    expect(new Set(then).size).toBe(5_000);
    given.forEach((bytes) => bytes.fill(7));
    const later = Array.from({ length: 5_000 }, () => freshBytes(12).toString('hex'));
    expect(new Set([...then, ...later]).size).toBe(10_000);
    expect(then).not.toContain('00'.repeat(12));
  });
});
