import fc from 'fast-check';
import type { SessionStore } from './port.js';
import { IDLE_MS, LONGEST_MS, REMEMBERED_MS, endsAt, type Session } from './session.js';
import { Sessions, formToken, isFormToken } from './sessions.js';

/** Sessions in memory, for the rules: the stores have their contract. */
function inMemory(): SessionStore & { readonly kept: Map<string, Session> } {
  const kept = new Map<string, Session>();
  const endWhere = async (ends: (session: Session) => boolean): Promise<number> => {
    const ending = [...kept].filter(([, session]) => ends(session));
    for (const [digest] of ending) kept.delete(digest);
    return ending.length;
  };
  return {
    kept,
    put: async (digest, session) => void kept.set(digest, session),
    get: async (digest) => kept.get(digest),
    saw: async (digest, seenAt) => {
      const session = kept.get(digest);
      if (session !== undefined) kept.set(digest, { ...session, seenAt });
    },
    end: async (digest) => void kept.delete(digest),
    endAllOf: (personId) => endWhere((session) => session.personId === personId),
    endAllUnder: ({ issuer, sid }) => endWhere(({ provider }) => provider?.issuer === issuer && provider.sid === sid),
    allOf: async () => [],
    note: async () => undefined,
    notes: async () => [],
    sweep: async () => undefined,
    close: async () => undefined,
  };
}

const START = Date.parse('2026-05-04T09:00:00.000Z');
const WHO = { personId: 'p1', roles: ['auditor'], way: 'password', endings: 0, provider: null } as const;

describe('sessions', () => {
  it('last while somebody asks within half an hour, for ten hours at most', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: IDLE_MS * 2 }), { maxLength: 60 }), async (waits) => {
        let now = START;
        const sessions = new Sessions({ store: inMemory(), clock: () => new Date(now).toISOString() });
        const { secret } = await sessions.begin(WHO);
        // When a request was last answered in it; what is written down may be a minute behind, never ahead.
        let asked = now;
        for (const wait of waits) {
          now += wait;
          const found = await sessions.find(secret);
          if (now - START >= LONGEST_MS || now - asked >= IDLE_MS) expect(found).toBeUndefined();
          if (now - START < LONGEST_MS && now - asked < IDLE_MS - IDLE_MS / 30) expect(found).toMatchObject(WHO);
          if (found === undefined) {
            expect(await sessions.find(secret)).toBeUndefined();
            return;
          }
          asked = now;
        }
      }),
    );
  });

  it('end no later for being looked at', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(IDLE_MS), { minLength: 1, maxLength: 20 }), async (waits) => {
        let now = START;
        const sessions = new Sessions({ store: inMemory(), clock: () => new Date(now).toISOString() });
        const { secret } = await sessions.begin(WHO);
        for (const wait of waits) {
          now += wait;
          expect((await sessions.look(secret)) !== undefined).toBe(now - START < IDLE_MS);
        }
      }),
    );
  });

  it('are known for whose they were once they ended by themselves: for three days, and never once somebody ended them', async () => {
    const ends = fc.constantFrom('nobody', 'sign-out', 'revocation');
    const whole = IDLE_MS + REMEMBERED_MS;
    await fc.assert(
      fc.asyncProperty(fc.nat(whole * 2), ends, fc.nat(whole), async (waited, by, endedAfter) => {
        let now = START;
        const store = inMemory();
        const sessions = new Sessions({ store, clock: () => new Date(now).toISOString() });
        const { secret } = await sessions.begin(WHO);
        const isEnded = by !== 'nobody' && endedAfter <= waited;
        if (isEnded) await (by === 'sign-out' ? sessions.end(secret) : store.endAllOf(WHO.personId));
        now += waited;
        const isOpen = !isEnded && waited < IDLE_MS;
        expect((await sessions.find(secret)) !== undefined).toBe(isOpen);
        expect((await sessions.lapsed(secret)) !== undefined).toBe(!isEnded && !isOpen && waited < whole);
      }),
    );
  });

  it('end no later than ten hours after they began, and half an hour after the last request', () => {
    fc.assert(
      fc.property(fc.nat(LONGEST_MS), (later) => {
        const [beganAt, seenAt] = [START, START + later].map((instant) => new Date(instant).toISOString());
        const end = endsAt({ beganAt: beganAt ?? '', seenAt: seenAt ?? '' });
        expect(end).toBe(Math.min(START + LONGEST_MS, START + later + IDLE_MS));
      }),
    );
  });

  it('begin under a secret nobody had before, and keep its digest alone', async () => {
    const store = inMemory();
    const sessions = new Sessions({ store, clock: () => new Date(START).toISOString() });
    const [one, other] = [await sessions.begin(WHO), await sessions.begin(WHO)];
    expect(one.secret).not.toBe(other.secret);
    expect([...store.kept.keys()]).not.toContain(one.secret);
    await sessions.end(one.secret);
    expect(await sessions.find(one.secret)).toBeUndefined();
    expect(await sessions.find(other.secret)).toBeDefined();
  });
});

describe('the token of a form', () => {
  it('is good in its own session and in no other, and nothing else is good', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.anything(), (secret, other, sent) => {
        expect(isFormToken(secret, formToken(secret))).toBe(true);
        expect(isFormToken(secret, formToken(other))).toBe(secret === other);
        expect(isFormToken(secret, sent)).toBe(false);
      }),
    );
  });
});
