import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** A file that pages ask for, as it is sent. */
export interface Asset {
  /** Changes with what is in the file, so that a browser may keep it for ever. */
  readonly address: string;
  readonly type: string;
  readonly plain: Buffer;
  readonly gzipped: Buffer;
}

const FILES = {
  styles: ['styles.css', 'text/css; charset=utf-8'],
  script: ['script.js', 'text/javascript; charset=utf-8'],
} as const;

type AssetName = keyof typeof FILES;

const FOLDER = new URL('../assets/', import.meta.url);

/** Reads what the build made (scripts/assets.mjs), once. */
function read(name: AssetName): Asset {
  const [file, type] = FILES[name];
  const plain = readFileSync(fileURLToPath(new URL(file, FOLDER)));
  const digest = createHash('sha256').update(plain).digest('hex').slice(0, 12);
  const [stem, ending] = file.split('.');
  return { address: `/assets/${stem}.${digest}.${ending}`, type, plain, gzipped: gzipSync(plain, { level: 9 }) };
}

const made = new Map<AssetName, Asset>();

export function asset(name: AssetName): Asset {
  const known = made.get(name);
  if (known !== undefined) return known;
  const asset = read(name);
  made.set(name, asset);
  return asset;
}

/** The asset at an address; undefined for any other. */
export const assetAt = (address: string): Asset | undefined =>
  (Object.keys(FILES) as AssetName[]).map(asset).find((each) => each.address === address);
