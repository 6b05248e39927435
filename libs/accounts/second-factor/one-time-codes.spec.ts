import fc from 'fast-check';
import { TOTP } from 'otpauth';
import { newTotpSecret, stepOfCode, totpAddress } from './one-time-codes.js';

const NOW = Date.parse('2026-05-04T09:00:00.000Z');
/** The secret of RFC 6238, appendix B: `12345678901234567890`. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('a one-time code', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('at second %i is the one of RFC 6238', (second, code) => {
    expect(stepOfCode(RFC_SECRET, code, second * 1_000)).toBe(Math.floor(second / 30));
  });

  it('is right for its half minute, the one before and the one after, and then no more', () => {
    fc.assert(
      fc.property(fc.integer({ min: -600_000, max: 600_000 }), (away) => {
        const secret = RFC_SECRET;
        const token = new TOTP({ secret }).generate({ timestamp: NOW + away });
        const steps = Math.abs(Math.floor((NOW + away) / 30_000) - Math.floor(NOW / 30_000));
        const step = stepOfCode(secret, ` ${token.slice(0, 3)} ${token.slice(3)} `, NOW);
        if (steps <= 1) expect(step).toBe(Math.floor((NOW + away) / 30_000));
        else expect(step === null || Math.abs(step - Math.floor(NOW / 30_000)) <= 1).toBe(true);
      }),
    );
  });

  it.each(['', '12345', '1234567', 'abcdef', '２８７０８２'])('is never %j', (code) => {
    expect(stepOfCode(RFC_SECRET, code, 59_000)).toBeNull();
  });

  it('follows from 160 random bits, told to an app with the council’s name', () => {
    const [one, other] = [newTotpSecret(), newTotpSecret()];
    expect(one).toMatch(/^[A-Z2-7]{32}$/);
    expect(one).not.toBe(other);
    const address = new URL(totpAddress(one, 'Westmere', 'Q01'));
    expect(address.protocol).toBe('otpauth:');
    expect(address.searchParams.get('secret')).toBe(one);
    expect(address.searchParams.get('issuer')).toBe('Plumbline Westmere');
  });
});
