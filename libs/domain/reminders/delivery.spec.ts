import { DEFAULT_NOTIFICATIONS } from '../settings/default-settings.js';
import { deliveryFor } from './delivery.js';

describe('how a reminder reaches a person', () => {
  it.each([
    [undefined, {}, 'email'],
    ['each', {}, 'email'],
    ['digest', {}, 'digest'],
    ['digest', { digest: 'never' }, 'email'],
    [undefined, { digest: 'always' }, 'digest'],
    ['each', { digest: 'always' }, 'digest'],
    ['off', {}, 'email'],
    ['off', { mayTurnOff: true }, 'tasks'],
    ['off', { digest: 'always' }, 'digest'],
  ] as const)('asked for %s, allowed %j: %s', (preference, allowed, delivery) => {
    expect(deliveryFor(preference, { ...DEFAULT_NOTIFICATIONS, ...allowed }, false)).toBe(delivery);
    expect(deliveryFor(preference, { ...DEFAULT_NOTIFICATIONS, ...allowed }, true)).toBe('email');
  });
});
