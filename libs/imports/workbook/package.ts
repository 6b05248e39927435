import { crc32 } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { BOUNDS } from '../bounds.js';
import { ImportProblem } from '../import-problem.js';
import { damaged, encrypted, tooLarge } from './problems.js';

/**
 * The parts of the zip that a workbook is. Only what is asked for is unpacked, piece by piece; the bound counts the
 * bytes that come out, whatever the zip says of their number. One reader reads it, so a directory and an entry that
 * contradict one another cannot show two different files.
 */
export class Package {
  private unpacked = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly most: number,
  ) {}

  /** @throws ImportProblem when the bytes are no readable zip, or an ambiguous one */
  static async open(bytes: Uint8Array, most: number = BOUNDS.unpacked): Promise<Package> {
    const entries = new Map<string, Entry>();
    try {
      const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const zip = await fromBufferPromise(file, { lazyEntries: true, strictFileNames: false });
      if (zip.entryCount > BOUNDS.parts) throw tooLarge(`has ${zip.entryCount} parts`);
      for await (const entry of zip.eachEntry()) {
        const name = key(entry.fileName);
        if (entries.has(name)) throw damaged();
        entries.set(name, entry);
      }
      return new Package(zip, entries, most);
    } catch (cause) {
      throw cause instanceof ImportProblem ? cause : damaged();
    }
  }

  has(name: string): boolean {
    return this.entries.has(key(name));
  }

  hasNamed(pattern: RegExp): boolean {
    return [...this.entries.keys()].some((name) => pattern.test(name));
  }

  /** @throws ImportProblem when there is no such part, or it is not as the zip says, or the bound is passed */
  async *read(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.entries.get(key(name));
    if (entry === undefined) throw damaged();
    if (entry.isEncrypted()) throw encrypted();
    let checksum = 0;
    try {
      for await (const chunk of await this.zip.openReadStreamPromise(entry)) {
        const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
        this.unpacked += bytes.length;
        if (this.unpacked > this.most) throw tooLarge(`unpacks to over ${Math.floor(this.most / 1_048_576)} MB`);
        checksum = crc32(bytes, checksum);
        yield bytes;
      }
    } catch (cause) {
      throw cause instanceof ImportProblem ? cause : damaged();
    }
    if (checksum !== entry.crc32) throw damaged();
  }

  /** The first bytes of a part, as text. */
  async beginning(name: string, characters: number): Promise<string> {
    for await (const chunk of this.read(name)) return Buffer.from(chunk).toString('latin1', 0, characters);
    return '';
  }
}

/** Part names are the same in any case (OPC, ISO/IEC 29500-2, 6.2.2.3). */
function key(name: string): string {
  return name.toLowerCase();
}
