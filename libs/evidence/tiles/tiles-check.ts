import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { GrowingTree, HASH_BYTES, TILE_LEVELS, TILE_WIDTH, tilePath, tilesOf } from '#transparency';
import type { Hash } from '#transparency';
import type { Seal } from '../walk/seal-walk.js';
import { tilesIn } from './tiles-folder.js';

/** An event whose leaf is another than the tiles have. */
export interface OtherLeaf {
  readonly stream: string;
  readonly revision: number;
}

export interface CheckedTiles {
  /** False where there are no tiles to look at. */
  readonly there: boolean;
  /** Files, below the data folder, that do not hold what the log does. */
  readonly wrong: readonly string[];
  /** Events whose leaves are not those of the tiles, where the tiles bear out what was signed and the log does not. */
  readonly others: readonly OtherLeaf[];
}

/** How many events are named one by one. */
const NAMED = 1_000;

interface Differing extends OtherLeaf {
  readonly index: number;
}

/** Compares the tiles of a data folder with the tree of its log, while that grows. Keeps a leaf of 256, and one tile. */
export class TilesCheck {
  private readonly folder: string;
  private readonly below: string;
  /** Hashes of each level of tiles above the leaves; of the leaves those of the tile that grows. */
  private readonly levels: Hash[][] = [[]];
  private readonly names: OtherLeaf[] = [];
  private readonly wrong = new Set<string>();
  private readonly differing: Differing[] = [];
  private leaves = 0;

  constructor(dataDir: string) {
    this.folder = tilesIn(dataDir);
    this.below = relative(dataDir, this.folder);
  }

  /** Told of every whole subtree, in order. */
  addSubtree(level: number, _index: number, hash: Hash): void {
    if (level % TILE_LEVELS === 0) (this.levels[level / TILE_LEVELS] ??= []).push(hash);
  }

  /** Told whose leaf the newest one is. */
  addLeaf(stream: string, revision: number): void {
    this.names.push({ stream, revision });
    this.leaves += 1;
    if (this.leaves % TILE_WIDTH === 0) this.compareLeaves();
  }

  finish(seals: readonly Seal[], firstWrongRoot: Seal | undefined): CheckedTiles {
    if (!existsSync(this.folder)) return { there: false, wrong: [], others: [] };
    if (this.names.length > 0) this.compareLeaves();
    this.compareRest(seals);
    if (firstWrongRoot !== undefined && this.bearOut(firstWrongRoot)) {
      const others = this.differing.filter(({ index }) => index < firstWrongRoot.size);
      // What the tiles hold is right, and the log is not.
      return { there: true, wrong: [], others: others.map(({ stream, revision }) => ({ stream, revision })) };
    }
    return { there: true, wrong: [...this.wrong].sort(), others: [] };
  }

  /** Compares every file of the tile that the leaves just came to the end of. */
  private compareLeaves(): void {
    const [hashes = []] = this.levels;
    const first = this.leaves - hashes.length;
    const index = first / TILE_WIDTH;
    for (const width of this.widthsOf(0, index)) {
      const path = tilePath({ level: 0, index, width });
      const bytes = readFileSync(join(this.folder, path));
      if (bytes.equals(Buffer.concat(hashes.slice(0, width))) && width <= hashes.length) continue;
      this.wrong.add(join(this.below, path));
      this.names.forEach(({ stream, revision }, at) => {
        const isOther =
          at < width && !bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES).equals(hashes[at] ?? bytes);
        if (isOther && this.differing.length < NAMED) this.differing.push({ stream, revision, index: first + at });
      });
    }
    this.levels[0] = [];
    this.names.length = 0;
  }

  /** The levels above, tiles beyond the tree, tiles that are missing, and the checkpoint. */
  private compareRest(seals: readonly Seal[]): void {
    const checkpoint = this.read('checkpoint')?.toString('utf8');
    const of = seals.find((seal) => seal.checkpoint === checkpoint);
    if (of === undefined) this.wrong.add(join(this.below, 'checkpoint'));
    const due = new Set([...tilesOf(of?.size ?? 0)].map(tilePath));
    for (const path of due) {
      const whole = path.replace(/\.p\/\d+$/, '');
      if (!existsSync(join(this.folder, path)) && !existsSync(join(this.folder, whole)))
        this.wrong.add(join(this.below, path));
    }
    for (const path of this.files()) {
      const place = placeOf(path);
      if (place === undefined) continue;
      const { level, index, width } = place;
      const hashes =
        level === 0 ? undefined : this.levels[level]?.slice(index * TILE_WIDTH, index * TILE_WIDTH + width);
      const isBeyond = index * TILE_WIDTH + width > Math.floor(this.leaves / TILE_WIDTH ** level);
      const isOther = hashes !== undefined && !this.read(path)?.equals(Buffer.concat(hashes));
      if (isBeyond || isOther || (level > 0 && hashes === undefined)) this.wrong.add(join(this.below, path));
    }
  }

  /** Whether the leaves in the tiles have the root that was sealed. */
  private bearOut({ size, root }: Seal): boolean {
    const tree = new GrowingTree();
    for (let index = 0; tree.size < size; index += 1) {
      const width = Math.max(0, ...this.widthsOf(0, index));
      const bytes = width === 0 ? undefined : this.read(tilePath({ level: 0, index, width }));
      if (bytes === undefined) return false;
      for (let at = 0; at < bytes.length && tree.size < size; at += HASH_BYTES)
        tree.append(bytes.subarray(at, at + HASH_BYTES));
    }
    return tree.root().toString('base64') === root;
  }

  /** The widths in which a tile is there. */
  private widthsOf(level: number, index: number): readonly number[] {
    const whole = tilePath({ level, index, width: TILE_WIDTH });
    const partial = join(this.folder, `${whole}.p`);
    const widths = existsSync(partial)
      ? readdirSync(partial)
          .map(Number)
          .filter((width) => width > 0 && width < TILE_WIDTH)
      : [];
    return existsSync(join(this.folder, whole)) ? [...widths, TILE_WIDTH] : widths;
  }

  private read(path: string): Buffer | undefined {
    const file = join(this.folder, path);
    return existsSync(file) ? readFileSync(file) : undefined;
  }

  private files(): readonly string[] {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  }
}

/** The tile that a path names as C2SP tlog-tiles does; nothing for another file. */
function placeOf(path: string): { readonly level: number; readonly index: number; readonly width: number } | undefined {
  const [, level = '', digits = '', width = String(TILE_WIDTH)] =
    /^tile\/(\d+)\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d+))?$/.exec(path) ?? [];
  if (level === '') return undefined;
  const place = { level: Number(level), index: Number(digits.replaceAll(/[x/]/g, '')), width: Number(width) };
  return tilePath(place) === path ? place : undefined;
}
