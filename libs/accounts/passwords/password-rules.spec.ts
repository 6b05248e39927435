import fc from 'fast-check';
import { faultInPassword } from './password-rules.js';

const ABOUT = ['Amina Okafor', 'amina.okafor@westmere.example', 'W-102'];

describe('a password', () => {
  it.each(['coffee tram lighthouse', 'correct horse battery staple', 'ünterwegs mit 3 Hüten', 'Yo7!kp#qLm2$vB'])(
    'may be %s',
    async (password) => {
      expect(await faultInPassword(password, ABOUT)).toBeNull();
    },
  );

  it.each([
    ['short', 'tramtramtra'],
    ['common', 'qwertyuiop[]'],
    ['common with a year', 'Password2026!'],
    ['common with swaps', 'P4ssw0rd!!!!!'],
    ['common, twice', 'letmeinletmein'],
    ['one sign', 'aaaaaaaaaaaaaaa'],
    ['a run', 'abcdefghijklmnop'],
    ['a run back', '09876543210987'],
    ['digits', '123456789012'],
    ['their name', 'Amina.Okafor!!'],
    ['their name and the service', 'okafor-plumbline-2026'],
    ['the address', 'amina.okafor@westmere.example'],
  ])('may not be %s: %s', async (_what, password) => {
    expect(await faultInPassword(password, ABOUT)).not.toBeNull();
  });

  it('may be anything long of random letters, and nothing is said of kinds of characters', async () => {
    const letters = fc.array(fc.constantFrom(...'bcdfghjkmnpqrtvwxz'), { minLength: 16, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(letters, async (chosen) => {
        fc.pre(new Set(chosen).size > 6);
        expect(await faultInPassword(chosen.join(''), ABOUT)).toBeNull();
      }),
    );
  });

  it('is never so long that hashing it would keep others waiting', async () => {
    expect(await faultInPassword('lighthouse '.repeat(30), ABOUT)).toContain('at most');
  });
});
