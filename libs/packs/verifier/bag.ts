import { createHash } from 'node:crypto';
import { Unreadable } from './findings.js';
import type { Told } from './findings.js';
import type { ZipFile } from './zip-file.js';

const ROOT = 'pack/';
const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
const TAG_FILES = ['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'signature.txt'];
const LINE = /^([0-9a-f]{64}) {2}(\S+)$/;

/** The files of a bag by their names from its folder on. */
export class Bag {
  constructor(private readonly zip: ZipFile) {}

  /** @throws Unreadable */
  read(name: string): Buffer {
    try {
      return this.zip.read(ROOT + name);
    } catch (error) {
      throw error instanceof Unreadable ? new Unreadable(name, error.wrong) : error;
    }
  }

  /** @throws Unreadable, as well where it is no UTF-8 */
  text(name: string): string {
    const bytes = this.read(name);
    const text = bytes.toString('utf8');
    if (!Buffer.from(text, 'utf8').equals(bytes)) throw new Unreadable(name, 'It is no UTF-8');
    return text;
  }

  /** Names of the files below a folder, sorted by their bytes. */
  under(folder: string): readonly string[] {
    return this.names()
      .filter((name) => name.startsWith(folder))
      .sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  }

  /** RFC 8493: what is declared, what the manifests list, and their digests. Reads every file once. */
  check(tell: Told): void {
    for (const name of this.zip.names)
      if (!name.startsWith(ROOT)) tell({ file: name, wrong: 'It lies outside the bag' });
    if (this.text('bagit.txt') !== DECLARATION) tell({ file: 'bagit.txt', wrong: 'It declares no bag of version 1.0' });
    this.compare('tagmanifest-sha256.txt', TAG_FILES, tell);
    this.compare('manifest-sha256.txt', this.under('data/'), tell);
    const known = [...TAG_FILES, 'tagmanifest-sha256.txt'];
    for (const name of this.names())
      if (!name.startsWith('data/') && !known.includes(name))
        tell({ file: name, wrong: 'It does not belong into the bag' });
    const bytes = this.under('data/').reduce((sum, name) => sum + this.read(name).length, 0);
    if (this.text('bag-info.txt') !== `Payload-Oxum: ${bytes}.${this.under('data/').length}\n`)
      tell({ file: 'bag-info.txt', wrong: 'It does not say how much the bag holds, and that alone' });
  }

  private names(): readonly string[] {
    return this.zip.names.filter((name) => name.startsWith(ROOT)).map((name) => name.slice(ROOT.length));
  }

  private compare(manifest: string, there: readonly string[], tell: Told): void {
    const listed = new Map<string, string>();
    const lines = this.text(manifest).split('\n');
    if (lines.pop() !== '') tell({ file: manifest, wrong: 'Its last line has no end' });
    for (const line of lines) {
      const [, digest, name] = LINE.exec(line) ?? [];
      if (digest === undefined || name === undefined || listed.has(name))
        tell({ file: manifest, wrong: 'One of its lines is none of a manifest' });
      else listed.set(name, digest);
    }
    for (const name of there) {
      const digest = listed.get(name);
      if (digest === undefined) tell({ file: name, wrong: `It is not in ${manifest}` });
      else if (createHash('sha256').update(this.read(name)).digest('hex') !== digest)
        tell({ file: name, wrong: `Its digest is not the one in ${manifest}: it was changed` });
    }
    for (const name of listed.keys())
      if (!there.includes(name)) tell({ file: name, wrong: `It is in ${manifest}, and not in the bag` });
  }
}
