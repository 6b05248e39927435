import { bearerToken, newToken, tokenDigest } from './token.js';

describe('a sign-in token', () => {
  it('is never the same twice and known by its digest', () => {
    const [one, other] = [newToken(), newToken()];
    expect(one.token).not.toBe(other.token);
    expect(one.token).toMatch(/^plumbline_[\w-]{43}$/);
    expect(tokenDigest(one.token)).toBe(one.digest);
    expect(one.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['Bearer abc', 'abc'],
    ['bearer   abc', 'abc'],
    ['Basic abc', undefined],
    ['Bearer', undefined],
    ['Bearer a b', undefined],
    [undefined, undefined],
    [`Bearer ${'x'.repeat(201)}`, undefined],
  ])('is read from the header %s', (header, token) => {
    expect(bearerToken(header)).toBe(token);
  });
});
