import { isLikeRecoveryCode, newRecoveryCodes, recoveryCodeDigest } from './recovery-codes.js';

describe('recovery codes', () => {
  it('are eight that nobody had before, known by their digests however they are typed', () => {
    const { codes, digests } = newRecoveryCodes();
    expect(new Set([...codes, ...newRecoveryCodes().codes]).size).toBe(16);
    codes.forEach((code, place) => {
      expect(code).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){5}$/);
      for (const typed of [code, code.toUpperCase(), code.replaceAll('-', ' '), code.replaceAll('-', '')]) {
        expect(recoveryCodeDigest(typed)).toBe(digests[place]);
        expect(isLikeRecoveryCode(typed)).toBe(true);
      }
    });
    expect(isLikeRecoveryCode('123456')).toBe(false);
    // of before
    expect(isLikeRecoveryCode('k3mq-7xhd-9pwa-v2fe')).toBe(true);
  });
});
