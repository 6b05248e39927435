import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TILE_LEVELS, TILE_WIDTH, tilePath } from '#transparency';
import type { Hash } from '#transparency';
import type { Seal } from '../walk/seal-walk.js';

/** Where tiles lie in a data folder. */
export const tilesIn = (dataDir: string): string => join(dataDir, 'tiles');

/**
 * The tree of a log in the tiles of C2SP tlog-tiles, with its newest checkpoint: a view, which may be thrown away. Full
 * tiles are let go once they are written.
 */
export class TilesFolder {
  private readonly folder: string;
  /** Hashes of each level of tiles, from the first tile on that is not written whole. */
  private readonly levels: { from: number; hashes: Hash[] }[] = [];

  constructor(dataDir: string) {
    this.folder = tilesIn(dataDir);
  }

  /** Told of every whole subtree, in order. */
  add(level: number, _index: number, hash: Hash): void {
    if (level % TILE_LEVELS !== 0) return;
    const tiles = (this.levels[level / TILE_LEVELS] ??= { from: 0, hashes: [] });
    tiles.hashes.push(hash);
  }

  /** Writes what is not there of the tree of a signed seal, which is all that was added. */
  async write(seal: Seal | undefined): Promise<void> {
    if (seal?.checkpoint === undefined) return;
    for (const [level, tiles] of this.levels.entries()) {
      while (tiles.hashes.length >= TILE_WIDTH) {
        this.put(tilePath({ level, index: tiles.from, width: TILE_WIDTH }), tiles.hashes.splice(0, TILE_WIDTH));
        rmSync(join(this.folder, `${tilePath({ level, index: tiles.from, width: TILE_WIDTH })}.p`), {
          recursive: true,
          force: true,
        });
        tiles.from += 1;
      }
      const width = tiles.hashes.length;
      if (width > 0) this.put(tilePath({ level, index: tiles.from, width }), tiles.hashes);
    }
    this.replace('checkpoint', Buffer.from(seal.checkpoint));
  }

  private put(path: string, hashes: readonly Hash[]): void {
    this.replace(path, Buffer.concat(hashes));
  }

  /** Whole or not at all. */
  private replace(path: string, bytes: Buffer): void {
    const file = join(this.folder, path);
    if (existsSync(file) && readFileSync(file).equals(bytes)) return;
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const draft = `${file}.${randomUUID()}`;
    writeFileSync(draft, bytes, { mode: 0o600 });
    renameSync(draft, file);
  }
}
