import type { EventEnvelope } from './envelope.js';
import type { LoadedStream } from './stream-end.js';
import { RecentStreams } from './recent-streams.js';

const event: EventEnvelope = {
  id: 'e',
  stream: 'audit-1',
  revision: 0,
  position: 1,
  type: 'note-taken.v1',
  data: {},
  metadata: {
    recordedAt: '2026-04-01T09:00:00.000Z',
    actor: { id: 'operator', role: 'coordinator' },
    commandId: 'c',
    correlationId: 'c',
    previousHash: '',
    hash: '',
  },
};
const loaded = (events: number): LoadedStream => ({
  events: Array<EventEnvelope>(events).fill(event),
  revision: events - 1,
  lastHash: '',
  lastRecordedAt: '',
});

describe('RecentStreams', () => {
  it('keeps no more events than it may, and lets go of the streams longest unused', () => {
    const recent = new RecentStreams(10);
    recent.put('a', loaded(4));
    recent.put('b', loaded(4));
    recent.put('a', loaded(5));
    recent.put('c', loaded(4));
    expect(['a', 'b', 'c'].filter((stream) => recent.get(stream))).toEqual(['a', 'c']);
    recent.put('d', loaded(10));
    expect(['a', 'c', 'd'].filter((stream) => recent.get(stream))).toEqual(['d']);
  });

  it('keeps neither an empty stream nor one too long, and then not its older part either', () => {
    const recent = new RecentStreams(10);
    recent.put('a', loaded(0));
    recent.put('b', loaded(9));
    recent.put('b', loaded(11));
    expect([recent.get('a'), recent.get('b')]).toEqual([undefined, undefined]);
    recent.put('c', loaded(10));
    expect(recent.get('c')?.revision).toBe(9);
  });
});
