import { RecentStreams } from './recent-streams.js';
import type { RecentStream } from './recent-streams.js';
import { NEW_STREAM } from './stream-end.js';

const sized = (size: number): RecentStream => ({ loaded: { ...NEW_STREAM, events: [] }, size });

describe('RecentStreams', () => {
  it('keeps no more than it may, and lets go of the streams longest unused', () => {
    const recent = new RecentStreams(10, 10);
    recent.put('a', sized(4));
    recent.put('b', sized(4));
    recent.put('a', sized(5));
    recent.put('c', sized(4));
    expect(['a', 'b', 'c'].filter((stream) => recent.get(stream))).toEqual(['a', 'c']);
    recent.put('d', sized(10));
    expect(['a', 'c', 'd'].filter((stream) => recent.get(stream))).toEqual(['d']);
  });

  it('keeps no stream that is too long, nor its shorter past', () => {
    const recent = new RecentStreams(10, 6);
    recent.put('a', sized(6));
    expect(recent.get('a')?.size).toBe(6);
    recent.put('a', sized(7));
    expect(recent.get('a')).toBeUndefined();
    recent.put('b', sized(5));
    recent.put('c', sized(5));
    expect(['b', 'c'].filter((stream) => recent.get(stream))).toEqual(['b', 'c']);
  });
});
