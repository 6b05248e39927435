/** Hashes in a whole tile, and by how many levels of the tree one level of tiles is above another: C2SP tlog-tiles. */
export const TILE_WIDTH = 256;
export const TILE_LEVELS = 8;

export interface TilePlace {
  readonly level: number;
  readonly index: number;
  /** Hashes in it: 256, or fewer in one that is still growing. */
  readonly width: number;
}

/** Where a tile lies below the log's prefix: `tile/0/x001/x234/067`, with `.p/112` after it while it holds 112 hashes. */
export function tilePath({ level, index, width }: TilePlace): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const name = groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/');
  return `tile/${level}/${name}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** The tiles of a tree of so many leaves at a level, whole ones and then the one that is growing. */
export function* tilesOf(size: number): Generator<TilePlace> {
  for (let level = 0, hashes = size; hashes > 0; level += 1, hashes = Math.floor(hashes / TILE_WIDTH)) {
    const whole = Math.floor(hashes / TILE_WIDTH);
    for (let index = 0; index < whole; index += 1) yield { level, index, width: TILE_WIDTH };
    if (hashes % TILE_WIDTH > 0) yield { level, index: whole, width: hashes % TILE_WIDTH };
  }
}
