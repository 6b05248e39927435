import { tilePath, tilesOf } from './tile-path.js';

describe('tiles', () => {
  it('lie where C2SP tlog-tiles says', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 3, index: 0, width: 5 })).toBe('tile/3/000.p/5');
    expect(tilePath({ level: 1, index: 1_000, width: 256 })).toBe('tile/1/x001/000');
  });

  it('are as many as C2SP tlog-tiles counts for 70,000 leaves, and for 256', () => {
    const counted = (size: number): readonly string[] => {
      const tiles = [...tilesOf(size)];
      return [0, 1, 2].map((level) => {
        const here = tiles.filter((tile) => tile.level === level);
        return `${here.filter(({ width }) => width === 256).length} + ${here.find(({ width }) => width < 256)?.width ?? 0}`;
      });
    };
    expect(counted(70_000)).toEqual(['273 + 112', '1 + 17', '0 + 1']);
    expect(counted(256)).toEqual(['1 + 0', '0 + 1', '0 + 0']);
    expect([...tilesOf(0)]).toEqual([]);
  });
});
