import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/** What was written of one file. */
export interface WrittenEntry {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly digest: string;
}

interface Entry extends WrittenEntry {
  readonly crc: number;
  readonly offset: number;
}

/** Larger would take another format of the directory, which fewer tools read. */
const LARGEST = 0xffff_ffff;
const MOST_ENTRIES = 0xffff;
const UTF8 = 0x0800;
/** 1 January 1980, the first day there is: what a file holds says when it was made. */
const DAY = 0x21;

/** The pack would be larger than a ZIP of the plain kind may be. */
export class PackTooLarge extends Error {
  override readonly name = 'PackTooLarge';
}

/**
 * Writes a ZIP of stored files to disk as they come. Nothing is compressed and no byte is free, so that one history and one
 * level make one file, and any changed byte of it shows. Holds a line for each file, never a file.
 */
export class ZipWriter {
  private readonly entries: Entry[] = [];
  private at = 0;

  private constructor(private readonly handle: FileHandle) {}

  /** @param file must not be there; only its owner may read it */
  static async create(file: string): Promise<ZipWriter> {
    return new ZipWriter(await open(file, 'wx', 0o600));
  }

  /** @throws PackTooLarge */
  async add(name: string, content: AsyncIterable<string | Buffer> | Iterable<string | Buffer>): Promise<WrittenEntry> {
    if (this.entries.length >= MOST_ENTRIES) throw new PackTooLarge('It would hold too many files');
    const offset = this.at;
    const header = localHeader(name, { crc: 0, bytes: 0 });
    await this.put(header);
    const hash = createHash('sha256');
    let [crc, bytes] = [0, 0];
    for await (const piece of content) {
      const some = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
      hash.update(some);
      crc = crc32(some, crc);
      bytes += some.length;
      await this.put(some);
    }
    await this.handle.write(localHeader(name, { crc, bytes }), 0, header.length, offset);
    const written = { name, bytes, digest: hash.digest('hex') };
    this.entries.push({ ...written, crc, offset });
    return written;
  }

  /** Writes the directory; the file is on disk when it resolves. */
  async finish(): Promise<{ readonly bytes: number }> {
    const start = this.at;
    for (const entry of this.entries) await this.put(directoryHeader(entry));
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x0605_4b50, 0);
    end.writeUInt16LE(this.entries.length, 8);
    end.writeUInt16LE(this.entries.length, 10);
    end.writeUInt32LE(this.at - start, 12);
    end.writeUInt32LE(start, 16);
    await this.put(end);
    await this.handle.sync();
    return { bytes: this.at };
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  private async put(bytes: Buffer): Promise<void> {
    if (this.at + bytes.length > LARGEST) throw new PackTooLarge('It would be larger than four gigabytes');
    await this.handle.write(bytes, 0, bytes.length, this.at);
    this.at += bytes.length;
  }
}

interface Measured {
  readonly crc: number;
  readonly bytes: number;
}

/** What a local header and its line of the directory say alike. */
function common({ crc, bytes }: Measured, name: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(UTF8, 2);
  fields.writeUInt16LE(DAY, 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(bytes, 14);
  fields.writeUInt32LE(bytes, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function localHeader(name: string, measured: Measured): Buffer {
  const bytes = Buffer.from(name, 'utf8');
  return Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common(measured, bytes), bytes]);
}

function directoryHeader(entry: Entry): Buffer {
  const name = Buffer.from(entry.name, 'utf8');
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(20, 0);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(entry.offset, 10);
  return Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), madeBy, common(entry, name), rest, name]);
}
