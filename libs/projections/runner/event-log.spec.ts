import fc from 'fast-check';
import { LoggedEvent } from './event-log.js';

describe('an event of the log', () => {
  it('gives what is stored, whatever its texts hold', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') }),
        (text, date) => {
          const metadata = {
            actor: { id: text, role: `}"recordedAt":"2000-01-01T00:00:00.000Z"${text}` },
            commandId: text,
            correlationId: text,
            hash: text,
            previousHash: text,
            recordedAt: date.toISOString(),
          };
          const recorded = { id: 'an-id', stream: 'notes', revision: 0, position: 1, type: 'note-taken.v1' };
          const data = JSON.stringify({ text });
          const event = new LoggedEvent({ ...recorded, data, metadata: JSON.stringify(metadata) });
          expect(event.metadata.recordedAt).toBe(metadata.recordedAt);
          expect(event.metadata.actor).toEqual(metadata.actor);
          expect(event.metadata.commandId).toBe(text);
          expect(event.data).toEqual({ text });
        },
      ),
    );
  });
});
