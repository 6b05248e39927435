import { nameOfSession, type KeptSession } from '#sessions';
import { presentSessions } from './present-sessions.js';

const session = (digest: string, more: Partial<KeptSession> = {}): KeptSession => ({
  digest,
  personId: 'ann',
  roles: ['auditor'],
  way: 'password',
  beganAt: '2026-05-04T09:00:00.000Z',
  seenAt: '2026-05-04T09:31:00.000Z',
  provider: null,
  endings: 0,
  ...more,
});

describe('the sessions that somebody is shown', () => {
  it('say on what each began, when, how, and when it was last used, in London', () => {
    const here = session('one', { device: 'Firefox on Windows' });
    const shown = presentSessions({ here, others: [session('two', { way: 'provider' })] });
    expect(shown.here).toEqual({
      name: nameOfSession(here),
      device: 'Firefox on Windows',
      when: 'Signed in 4 May 2026 at 10:00, by password. Last used 4 May 2026 at 10:31.',
    });
    expect(shown.others).toMatchObject([
      {
        device: 'A browser that does not say what it is',
        when: expect.stringContaining('with the council account'),
      },
    ]);
  });

  it('show no digest by which a session is kept', () => {
    const digest = 'a'.repeat(64);
    expect(JSON.stringify(presentSessions({ here: undefined, others: [session(digest)] }))).not.toContain(digest);
  });
});
