import { rulesWith } from './rules.fixture.js';
import { digestAfter, isQuiet, sendableFrom } from './sending-times.js';

// 1 June 2026 is a Monday, in summer time.
describe('quiet hours', () => {
  it.each([
    ['2026-06-01T06:59:59.999Z', true],
    ['2026-06-01T07:00:00.000Z', false],
    ['2026-06-01T16:59:59.999Z', false],
    ['2026-06-01T17:00:00.000Z', true],
    ['2026-06-06T10:00:00.000Z', true],
    ['2026-05-25T10:00:00.000Z', true],
    ['2026-12-01T07:30:00.000Z', true],
    ['2026-12-01T08:00:00.000Z', false],
  ])('at %s: %s', (instant, quiet) => {
    expect(isQuiet(instant, rulesWith())).toBe(quiet);
  });

  it.each([
    ['2026-06-01T10:00:00.000Z', '2026-06-01T10:00:00.000Z'],
    ['2026-06-01T02:00:00.000Z', '2026-06-01T07:00:00.000Z'],
    ['2026-06-01T20:00:00.000Z', '2026-06-02T07:00:00.000Z'],
    ['2026-06-05T20:00:00.000Z', '2026-06-08T07:00:00.000Z'],
    ['2026-10-23T20:00:00.000Z', '2026-10-26T08:00:00.000Z'],
  ])('let what falls at %s out at %s', (instant, sendable) => {
    expect(sendableFrom(instant, rulesWith())).toBe(sendable);
  });

  it.each([
    ['2026-06-01T07:00:00.000Z', '2026-06-01T08:00:00.000Z'],
    ['2026-06-01T08:00:00.000Z', '2026-06-02T08:00:00.000Z'],
    ['2026-06-05T08:30:00.000Z', '2026-06-08T08:00:00.000Z'],
  ])('have the digest after %s at %s', (instant, digest) => {
    expect(digestAfter(instant, rulesWith())).toBe(digest);
  });
});
