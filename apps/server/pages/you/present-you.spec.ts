import { DEFAULT_NOTIFICATIONS, EMPTY_DIRECTORY } from '#domain';
import { choices, presentYou } from './present-you.js';

const directory = EMPTY_DIRECTORY.after([
  {
    type: 'absence-recorded',
    data: { absenceId: 'x', personId: 'pat', from: '2026-05-01', to: '2026-05-08', deputyId: 'sue' },
  },
  { type: 'absence-recorded', data: { absenceId: 'y', personId: 'sue', from: '2026-06-01', to: null, deputyId: null } },
]);
const about = (personId: string, today: string) =>
  presentYou({
    personId,
    directory,
    settings: DEFAULT_NOTIFICATIONS,
    messages: [],
    names: { pat: 'Pat Newtown', sue: 'Sue Newtown' },
    today,
  });

describe('what somebody is told about themself', () => {
  it('is for whom they stand in, while that person is away', () => {
    expect(about('sue', '2026-05-04').covering).toEqual(['Pat Newtown']);
    expect(about('sue', '2026-05-09').covering).toEqual([]);
  });

  it('is when they are away and who stands in, until it is over', () => {
    expect(about('pat', '2026-05-04').absences).toEqual([
      { when: 'Away since 1 May 2026 to 8 May 2026', deputy: 'Sue Newtown stands in', endHref: '/you/absences/x/end' },
    ]);
    expect(about('pat', '2026-05-09').absences).toEqual([]);
    expect(about('sue', '2026-05-09').absences[0]).toMatchObject({
      when: 'Away from 1 June 2026',
      deputy: 'Nobody stands in for you',
    });
  });

  it('offers what the council lets people choose', () => {
    expect(choices({ ...DEFAULT_NOTIFICATIONS, digest: 'always', mayTurnOff: true })).toEqual(['digest', 'off']);
    expect(choices({ ...DEFAULT_NOTIFICATIONS, digest: 'never' })).toEqual(['each']);
  });
});
