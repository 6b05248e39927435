import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { HASH_BYTES, TILE_LEVELS, TILE_WIDTH, nodeHash, tilePath } from '#transparency';
import type { Hash } from '#transparency';
import { tilesIn } from './tiles-folder.js';

/** The tree of a log is not in its tiles as a checkpoint says it. */
export class TilesMissing extends Error {
  override readonly name = 'TilesMissing';
  constructor(folder: string) {
    super(
      `The tree of the log in ${folder} is not whole. Remove that folder and run plumbline seal, which writes it anew.`,
    );
  }
}

const KEPT_TILES = 64;

/** The hashes of whole subtrees, read from the tiles of a data folder. Whoever goes by them checks what comes of it. */
export class TreeInTiles {
  private readonly folder: string;
  private readonly kept = new Map<string, Buffer>();

  constructor(dataDir: string) {
    this.folder = tilesIn(dataDir);
  }

  /** The root of the leaves from `index`·2^`level` on, 2^`level` of them. @throws TilesMissing */
  readonly subtree = (level: number, index: number): Hash => {
    const within = level % TILE_LEVELS;
    const first = index * 2 ** within;
    const tile = this.tile(Math.floor(level / TILE_LEVELS), Math.floor(first / TILE_WIDTH));
    const from = (first % TILE_WIDTH) * HASH_BYTES;
    const bytes = tile.subarray(from, from + 2 ** within * HASH_BYTES);
    if (bytes.length < 2 ** within * HASH_BYTES) throw new TilesMissing(this.folder);
    return rootOf(bytes);
  };

  private tile(level: number, index: number): Buffer {
    const name = `${level}/${index}`;
    const known = this.kept.get(name);
    if (known !== undefined) return known;
    const bytes = this.read(tilePath({ level, index, width: TILE_WIDTH }));
    this.kept.set(name, bytes);
    for (const each of this.kept.keys()) {
      if (this.kept.size <= KEPT_TILES) break;
      this.kept.delete(each);
    }
    return bytes;
  }

  /** A whole tile, or the widest of those that grew towards it. */
  private read(path: string): Buffer {
    const file = join(this.folder, path);
    if (existsSync(file)) return readFileSync(file);
    const growing = existsSync(`${file}.p`) ? readdirSync(`${file}.p`).map(Number).filter(Number.isInteger) : [];
    if (growing.length === 0) throw new TilesMissing(this.folder);
    return readFileSync(join(`${file}.p`, String(Math.max(...growing))));
  }
}

function rootOf(hashes: Buffer): Hash {
  if (hashes.length === HASH_BYTES) return hashes;
  const middle = hashes.length / 2;
  return nodeHash(rootOf(hashes.subarray(0, middle)), rootOf(hashes.subarray(middle)));
}
