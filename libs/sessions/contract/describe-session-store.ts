import { randomBytes, randomUUID } from 'node:crypto';
import type { SessionStore } from '../port.js';
import { IDLE_MS, LONGEST_MS, NOTES_MS, REMEMBERED_MS, type Session } from '../session.js';

/** Sessions of their own, none at first. */
export interface SessionsUnderTest {
  /** A store on the sessions; several may be open at once, as several processes would be. */
  open(): Promise<SessionStore>;
  dispose(): Promise<void>;
}

const NOW = Date.parse('2026-05-04T09:00:00.000Z');
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
const digest = (): string => randomBytes(32).toString('hex');
const session = (more: Partial<Session> = {}): Session => ({
  personId: randomUUID(),
  roles: ['auditor', 'moderator'],
  way: 'password',
  endings: 0,
  beganAt: iso(NOW),
  seenAt: iso(NOW),
  provider: null,
  ...more,
});

/** What every store of sessions must do; the same for all. */
export function describeSessionStore(name: string, makeSessions: () => Promise<SessionsUnderTest>): void {
  describe(`${name} as a store of sessions`, () => {
    let sessions: SessionsUnderTest;
    let here: SessionStore;
    /** Another process. */
    let there: SessionStore;

    beforeEach(async () => {
      sessions = await makeSessions();
      [here, there] = await Promise.all([sessions.open(), sessions.open()]);
    });
    afterEach(async () => {
      await Promise.all([here.close(), there.close()]);
      await sessions.dispose();
    });

    it('gives back what was put in, in every process, and nothing for what was not', async () => {
      const [one, other] = [digest(), digest()];
      const [local, federated] = [
        session(),
        session({ provider: { issuer: 'https://login.example', sid: 's-1' }, device: 'Firefox on Windows' }),
      ];
      await here.put(one, local);
      await here.put(other, federated);
      expect(await there.get(one)).toEqual(local);
      expect(await there.get(other)).toEqual(federated);
      expect(await there.get(digest())).toBeUndefined();
    });

    it('notes when a request last came, and never goes back', async () => {
      const key = digest();
      await here.put(key, session());
      await there.saw(key, iso(NOW + 5_000));
      await here.saw(key, iso(NOW + 1_000));
      expect(await here.get(key)).toMatchObject({ beganAt: iso(NOW), seenAt: iso(NOW + 5_000) });
    });

    it('ends a session for every process at once, and nothing brings it back', async () => {
      const key = digest();
      await here.put(key, session());
      await there.end(key);
      await here.saw(key, iso(NOW + 1_000));
      expect(await here.get(key)).toBeUndefined();
      expect(await there.get(key)).toBeUndefined();
      await here.end(key);
    });

    it('ends all sessions of a person, and nobody else’s', async () => {
      const personId = randomUUID();
      const [one, other, stranger] = [digest(), digest(), digest()];
      await here.put(one, session({ personId }));
      await there.put(other, session({ personId }));
      await here.put(stranger, session());
      expect(await there.endAllOf(personId)).toBe(2);
      expect([await here.get(one), await here.get(other)]).toEqual([undefined, undefined]);
      expect(await here.get(stranger)).toBeDefined();
      expect(await here.endAllOf(personId)).toBe(0);
    });

    it('ends what the provider has ended, by its issuer and its own session', async () => {
      const provider = { issuer: 'https://login.example', sid: 's-1' };
      const [ended, otherSid, otherIssuer, local] = [digest(), digest(), digest(), digest()];
      await here.put(ended, session({ provider }));
      await here.put(otherSid, session({ provider: { ...provider, sid: 's-2' } }));
      await here.put(otherIssuer, session({ provider: { ...provider, issuer: 'https://other.example' } }));
      await here.put(local, session());
      expect(await there.endAllUnder(provider)).toBe(1);
      expect(await here.get(ended)).toBeUndefined();
      for (const key of [otherSid, otherIssuer, local]) expect(await here.get(key)).toBeDefined();
    });

    it('lists the sessions of a person, the newest first', async () => {
      const personId = randomUUID();
      const older = session({ personId, beganAt: iso(NOW - 1_000), endings: 2, device: 'Safari on an iPhone' });
      const newer = session({ personId, way: 'demonstration' });
      const [key, olderKey] = [digest(), digest()];
      await here.put(olderKey, older);
      await there.put(key, newer);
      await here.put(digest(), session());
      expect(await there.allOf(personId)).toEqual([
        { ...newer, digest: key },
        { ...older, digest: olderKey },
      ]);
      await here.end(key);
      expect(await there.allOf(personId)).toEqual([{ ...older, digest: olderKey }]);
      expect(await here.allOf(randomUUID())).toEqual([]);
    });

    it('remembers who signed in and who tried, the newest first, and forgets it after a while', async () => {
      const personId = randomUUID();
      const long = { at: iso(NOW - NOTES_MS), personId, way: 'provider', refused: null } as const;
      const tried = { at: iso(NOW - 1_000), personId: null, way: 'password', refused: 'not-let-in' } as const;
      const came = { at: iso(NOW), personId, way: 'password', refused: null } as const;
      for (const note of [long, tried, came]) await here.note(note);
      expect(await there.notes(10)).toEqual([came, tried, long]);
      expect(await there.notes(1)).toEqual([came]);
      expect(await there.notes(10, personId)).toEqual([came, long]);
      await there.sweep(iso(NOW));
      expect(await here.notes(10)).toEqual([came, tried]);
    });

    it('forgets what has ended by itself once nobody need know whose it was, and nothing before', async () => {
      const keys = [digest(), digest(), digest()] as const;
      await here.put(keys[0], session({ beganAt: iso(NOW - LONGEST_MS) }));
      await here.put(keys[1], session({ beganAt: iso(NOW - IDLE_MS), seenAt: iso(NOW - IDLE_MS) }));
      await here.put(keys[2], session({ beganAt: iso(NOW - LONGEST_MS + 1), seenAt: iso(NOW - IDLE_MS + 1) }));
      await there.sweep(iso(NOW + REMEMBERED_MS));
      expect(await Promise.all(keys.map((key) => here.get(key)))).toEqual([undefined, undefined, expect.anything()]);
    });
  });
}
