import fc from 'fast-check';
import { Turns, type Turn } from './turns.js';

describe('turns', () => {
  it('are had one after another, in the order they were asked for, by everybody who stays in line, and by no line for another', async () => {
    const moves = fc.array(fc.record({ key: fc.constantFrom('a', 'b'), leaves: fc.option(fc.nat()) }), {
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(moves, async (moves) => {
        const turns = new Turns();
        const lines = { a: [] as { turn: Turn; has: boolean }[], b: [] as { turn: Turn; has: boolean }[] };
        for (const { key, leaves } of moves) {
          const line = lines[key];
          if (leaves === null) {
            const turn = turns.take(key, 5);
            expect(turn === undefined).toBe(line.length === 5);
            if (turn === undefined) continue;
            const place = { turn, has: false };
            line.push(place);
            void turn.begun.then(() => (place.has = true));
          } else if (line.length > 0) {
            const [gone] = line.splice(leaves % line.length, 1);
            gone?.turn.leave();
            gone?.turn.leave();
          }
          await Promise.resolve();
          for (const each of [lines.a, lines.b])
            expect(each.map(({ has }) => has)).toEqual(each.map((_, at) => at === 0));
        }
      }),
    );
  });
});
