import { eventId, uuidV5 } from './uuid-v5.js';

describe('uuidV5', () => {
  it('gives the ids of RFC 9562', () => {
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it('refuses a namespace that is no UUID, and one in capitals, which would be another text for the same', () => {
    expect(() => uuidV5('audit-1', 'x')).toThrow(TypeError);
    expect(() => uuidV5('6BA7B810-9dad-11d1-80b4-00c04fd430c8', 'x')).toThrow(TypeError);
  });

  it('numbers the events of a command', () => {
    const commandId = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
    expect(eventId(commandId, 1)).toBe(uuidV5(commandId, '1'));
    expect(eventId(commandId, 1)).not.toBe(eventId(commandId, 11));
  });
});
