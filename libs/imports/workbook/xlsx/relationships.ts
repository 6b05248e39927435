import { posix } from 'node:path';
import { BOUNDS } from '../../bounds.js';
import type { Package } from '../package.js';
import { damaged } from '../problems.js';
import { localName, readXml } from '../read-xml.js';

/** A link from one part to another. `type` is its last word: `worksheet`, `styles`; transitional and strict files share it. */
export interface Relationship {
  readonly id: string;
  readonly type: string;
  /** The part's name in the zip. */
  readonly target: string;
}

/** The links of a part, of the whole package where `source` is empty; none where it has no list of them. */
export async function relationshipsOf(parts: Package, source: string): Promise<readonly Relationship[]> {
  const folder = posix.dirname(source);
  const list = posix.join(folder, '_rels', `${posix.basename(source)}.rels`);
  const found: Relationship[] = [];
  if (!parts.has(list)) return found;
  await readXml(parts.read(list), {
    open(name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) {
      if (localName(name) !== 'Relationship' || mode === 'External') return;
      if (found.length === BOUNDS.parts) throw damaged();
      found.push({ id, type: type.slice(type.lastIndexOf('/') + 1), target: partNamed(target, folder) });
    },
  });
  return found;
}

function partNamed(target: string, folder: string): string {
  const path = unescaped(target).replaceAll('\\', '/');
  return posix.join('/', path.startsWith('/') ? '' : folder, path).slice(1);
}

function unescaped(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
