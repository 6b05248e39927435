import fc from 'fast-check';
import { wayBack } from './way-back.js';

describe('the way back after signing in', () => {
  it('is the page that was asked for', () => {
    expect(wayBack('/audits/4K7QF-2M9XC/moderation')).toBe('/audits/4K7QF-2M9XC/moderation');
  });

  it('never leads to another host, whatever is asked', () => {
    const hostile = fc.oneof(
      fc.webUrl(),
      fc.string(),
      fc.tuple(fc.constantFrom('//', '/\\', '/\t/', '\\\\', '/%2f'), fc.domain()).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, (to) => {
        expect(new URL(wayBack(to), 'https://audits.example').host).toBe('audits.example');
      }),
    );
  });
});
