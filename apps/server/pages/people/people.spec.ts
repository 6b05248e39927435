import type { Invitation } from '#domain';
import { postedOf } from '../forms/posted.js';
import { valuesOf } from '../forms/values-of.js';
import { invitationInWords } from './invitation-words.js';
import { personFields, personSaid } from './person-fields.js';
import { inPostWords, presentAbsences, presentPeople, presentWaiting } from './present-people.js';
import { presentTokens } from '../tokens/present-tokens.js';

const [ANN, BEN] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
const names = { [ANN]: 'Ann Ode', [BEN]: null };

describe('the form of a person', () => {
  const fields = personFields({ teams: [], people: [] });
  const said = (posted: object) => personSaid(valuesOf(fields, postedOf(posted)));

  it('says none of what was emptied, so that nothing is left as it was unseen', () => {
    expect(said({ name: 'Ann Ode' })).toEqual({
      name: 'Ann Ode',
      aliases: [],
      email: null,
      teamId: null,
      managerId: null,
      roles: [],
      from: null,
      to: null,
    });
  });

  it('takes other names one a line, and several roles', () => {
    const posted = { name: 'A', aliases: ' A Ode \r\n\r\nAnnie ', roles: ['auditor', 'moderator'], email: 'a@b.uk' };
    expect(said(posted)).toMatchObject({
      aliases: ['A Ode', 'Annie'],
      roles: ['auditor', 'moderator'],
      email: 'a@b.uk',
    });
  });

  it('asks for a name that was left out', () => {
    expect(said({ name: ' ' })).toMatchObject({ name: '' });
  });
});

describe('people in words', () => {
  const person = {
    personId: ANN,
    ref: 'W1',
    name: 'Ann Ode',
    aliases: [],
    email: '',
    teamId: null,
    team: null,
    managerId: null,
    roles: ['auditor', 'team_manager'] as const,
    from: null,
    to: null,
  };

  it('stand by name, the erased as erased', () => {
    const erased = { ...person, personId: BEN, name: { sealed: 'x' } as never };
    const [first, second] = presentPeople([erased, person], '2026-05-08');
    expect(first).toMatchObject({ name: 'Ann Ode', team: 'No team', roles: 'Auditor, team manager' });
    expect(second?.name).toBe('Name erased');
  });

  it.each([
    [null, null, 'In post'],
    [null, '2026-05-08', 'In post until 8 May 2026'],
    [null, '2026-05-07', 'Left 7 May 2026'],
    ['2026-05-09', null, 'Begins 9 May 2026'],
  ])('are in post from %s to %s: %s', (from, to, words) => {
    expect(inPostWords({ from, to }, '2026-05-08')).toBe(words);
  });

  it('have absences that can be ended until they are over', () => {
    const absence = { absenceId: 'x', personId: ANN, from: '2026-05-01', to: null, deputyId: BEN, endedOn: null };
    const ends = [absence, { ...absence, to: '2026-05-07' }, { ...absence, endedOn: '2026-05-05' }].map(
      (each) => presentAbsences([each], names, '2026-05-08')[0]?.endHref,
    );
    expect(ends).toEqual([`/people/${ANN}/absences/x/end`, null, null]);
  });

  it('have tokens that can be revoked while they are good', () => {
    const token = {
      tokenId: 't',
      roles: ['auditor'] as const,
      createdAt: '2026-05-01T08:00:00.000Z',
      expiresOn: null,
      revoked: false,
      whole: false,
      through: null,
      lastUsedOn: null,
    };
    const shown = [token, { ...token, revoked: true }, { ...token, expiresOn: '2026-05-07' }].map(
      (each) => presentTokens(`/people/${ANN}/tokens`, [each], '2026-05-08')[0],
    );
    expect(shown.map((each) => [each?.revokeHref, each?.standing])).toEqual([
      [`/people/${ANN}/tokens/t/revoke`, 'Good'],
      [null, 'Revoked'],
      [null, 'Run out'],
    ]);
  });

  it('do not confirm what they asked for, or what is of themselves', () => {
    const change = { changeId: 'c', personId: ANN, roles: ['leader'] as const, email: null, requestedBy: BEN };
    const own = (actorId: string) => presentWaiting([change], names, actorId)[0]?.isOwn;
    expect([own(ANN), own(BEN), own('somebody-else')]).toEqual([true, true, false]);
  });
});

describe('an invitation in words', () => {
  const link = {
    digest: 'd',
    issuedAt: '2026-05-01T09:00:00.000Z',
    expiresAt: '2026-05-04T09:00:00.000Z',
    sender: null,
  };
  const invitation: Invitation = {
    invitationId: 'i',
    personId: ANN,
    way: 'mail',
    holders: [],
    invitedBy: BEN,
    until: '2026-05-04T09:00:00.000Z',
    links: { mail: link },
    outcome: 'sent',
    failure: null,
  };
  const on = '2026-05-02T09:00:00.000Z';

  it.each<[Partial<Invitation>, string, RegExp]>([
    [{}, on, /^A link was sent to them. It is good until 4 May 2026/],
    [{}, '2026-05-04T09:00:00.000Z', /run out/],
    [{ outcome: 'used' }, '2027-01-01T09:00:00.000Z', /used their link/],
    [{ outcome: 'failed', failure: 'no-address' }, on, /could not be sent: they have no e-mail address/],
    [{ outcome: 'waiting', way: 'halves', holders: [ANN, BEN], links: { [ANN]: link } }, on, /^1 of 2 halves/],
    [{ outcome: 'waiting', links: {} }, on, /waits to be sent/],
  ])('%j at %s', (more, now, words) => {
    expect(invitationInWords({ ...invitation, ...more }, now)).toMatch(words);
  });
});
