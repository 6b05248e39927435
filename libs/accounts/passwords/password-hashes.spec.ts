import { PasswordHashes, TooManyPasswords } from './password-hashes.js';

describe('hashes of passwords', () => {
  it('are Argon2id of the strength that is asked for, each with a salt of its own', async () => {
    const hashes = new PasswordHashes();
    const [one, other] = [await hashes.hash('coffee tram lighthouse'), await hashes.hash('coffee tram lighthouse')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(await hashes.isRight('coffee tram lighthouse', one)).toBe(true);
    expect(await hashes.isRight('coffee tram lighthous', one)).toBe(false);
  });

  it('take a password however its signs are written', async () => {
    const hashes = new PasswordHashes();
    const known = await hashes.hash('hüte und bäume am see'.normalize('NFD'));
    expect(await hashes.isRight('hüte und bäume am see'.normalize('NFC'), known)).toBe(true);
  });

  it('are of every sign of a password, however many it has or is written as', async () => {
    const hashes = new PasswordHashes();
    // each is written as eighteen
    const long = '\uFDFA'.repeat(199);
    const known = await hashes.hash(`${long}a`);
    expect(await hashes.isRight(`${long}a`, known)).toBe(true);
    expect(await hashes.isRight(`${long}b`, known)).toBe(false);
  });

  it('say no where there is none, or one that cannot be read', async () => {
    const hashes = new PasswordHashes();
    expect(await hashes.isRight('a password that nobody has', null)).toBe(false);
    expect(await hashes.isRight('anything', 'no hash')).toBe(false);
  });

  it('are worked on a few at once, and turn away whom they could not serve in time', async () => {
    const hashes = new PasswordHashes();
    const known = await hashes.hash('coffee tram lighthouse');
    const tries = await Promise.allSettled(
      Array.from({ length: 60 }, () => hashes.isRight('coffee tram lighthouse', known)),
    );
    const turnedAway = tries.filter(({ status }) => status === 'rejected');
    expect(turnedAway.length).toBeGreaterThan(0);
    for (const each of turnedAway) expect(each).toMatchObject({ reason: expect.any(TooManyPasswords) });
    expect(tries.filter((each) => each.status === 'fulfilled' && each.value).length).toBeGreaterThanOrEqual(40);
    expect(await hashes.isRight('coffee tram lighthouse', known)).toBe(true);
  });
});
