import fc from 'fast-check';
import type { EventStore, RecordedEvent } from '#event-store';
import { PublicKeys, newestCheckpoint } from './newest.js';
import { SEALS } from './seal-events.js';

/** A log whose seals are events of these types, and how many events were read of it. */
function logOf(types: readonly string[]) {
  let read = 0;
  const events = types.map((type, revision): RecordedEvent => ({
    id: String(revision),
    stream: SEALS,
    revision,
    position: revision,
    type,
    data: JSON.stringify({ checkpoint: `checkpoint ${revision}` }),
    metadata: '{}',
  }));
  const store: Pick<EventStore, 'readStream'> = {
    async readStream(stream, { from = 0, maxCount = Infinity } = {}) {
      expect(stream).toBe(SEALS);
      const answered = events.slice(from, from + maxCount);
      read += answered.length;
      return answered;
    },
  };
  return { store, read: () => read };
}

const [SIGNED, PART] = ['checkpoint-signed.v1', 'seal-part-recorded.v1'];

describe('the newest checkpoint', () => {
  it('is the last that was signed, wherever it stands; none where none was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(SIGNED, PART), { maxLength: 400 }), async (types) => {
        const last = types.lastIndexOf(SIGNED);
        expect(await newestCheckpoint(logOf(types).store)).toBe(last < 0 ? undefined : `checkpoint ${last}`);
      }),
    );
  });

  it('is found without walking years of seals', async () => {
    const log = logOf(Array.from({ length: 300_000 }, (_, index) => (index % 3 === 2 ? SIGNED : PART)));
    expect(await newestCheckpoint(log.store)).toBe('checkpoint 299999');
    expect(log.read()).toBeLessThan(100);
  });
});

describe('the public keys of a log', () => {
  it('are read once, and afterwards from where they were read to, however many ask at a time', async () => {
    const log = logOf(Array.from({ length: 120 }, () => SIGNED));
    const keys = new PublicKeys(log.store);
    await Promise.all([keys.all(), keys.all()]);
    await keys.all();
    expect(log.read()).toBe(120);
  });
});
