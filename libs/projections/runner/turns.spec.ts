import fc from 'fast-check';
import { whoGoesOn } from './turns.js';
import type { Paced } from './turns.js';

const view = (spentMs: number, live = false): Paced => ({ live, since: { events: 100, spentMs } });
const [slow, slower, quick, quickest] = [view(900), view(1_000), view(20), view(0.1)];
const all = [slow, slower, quick, quickest];

describe('of views that stand at one place', () => {
  it('those that are much quicker than all that are behind go on before the others', () => {
    expect(whoGoesOn(all, all)).toEqual([quick, quickest]);
  });

  it('the quick stay together once they are ahead, and so do the others behind them', () => {
    expect(whoGoesOn([quick, quickest], all)).toEqual([quick, quickest]);
    expect(whoGoesOn([slow, slower], all)).toEqual([slow, slower]);
  });

  it('all go on where none is much slower, and where one is live', () => {
    expect(whoGoesOn([slow, slower], [slow, slower])).toEqual([slow, slower]);
    const live = view(20, true);
    expect(whoGoesOn([slow, live], [slow, live])).toEqual([slow, live]);
  });

  it('somebody goes on, whatever they take', () => {
    const anyView = fc
      .tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.boolean())
      .map(([ms, live]) => view(ms, live));
    fc.assert(
      fc.property(fc.array(anyView, { minLength: 1 }), fc.array(anyView), (here, elsewhere) => {
        expect(whoGoesOn(here, [...here, ...elsewhere])).not.toEqual([]);
      }),
    );
  });
});
