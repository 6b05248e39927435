import { nextLook } from './next-look.js';

describe('the next look at what became of a message', () => {
  it.each([
    ['09:00:30', '09:01:00'],
    ['09:01:00', '09:01:00'],
    ['09:01:01', '09:02:00'],
    ['09:02:01', '09:04:00'],
    ['09:05:00', '09:08:00'],
    ['12:00:00', '13:16:00'],
  ])('for one sent at nine is at %s by then: %s', (now, at) => {
    const on = (time: string): string => `2026-06-01T${time}.000Z`;
    expect(nextLook(on('09:00:00'), on(now))).toBe(on(at));
  });

  it('is never more than six hours away', () => {
    expect(nextLook('2026-06-01T09:00:00.000Z', '2026-06-04T09:00:00.000Z') < '2026-06-04T15:00:00.001Z').toBe(true);
  });
});
