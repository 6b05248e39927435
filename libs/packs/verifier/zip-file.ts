import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { Unreadable } from './findings.js';

interface Place {
  readonly offset: number;
  readonly bytes: number;
  readonly crc: number;
}

const LOCAL = 0x0403_4b50;
const DIRECTORY = 0x0201_4b50;
const END = 0x0605_4b50;
const END_BYTES = 22;
/** Read into memory at once: larger than any file of a pack. */
const LARGEST_FILE = 0x4000_0000;

/** A ZIP as packs are: stored files one after the other, a directory, and not a byte besides. */
export class ZipFile {
  private readonly places = new Map<string, Place>();
  private readonly fd: number;
  private readonly size: number;

  /** @throws Unreadable, and the file system's errors */
  constructor(file: string) {
    this.fd = openSync(file, 'r');
    const found = fstatSync(this.fd);
    if (found.isDirectory()) throw new Unreadable('', 'It is a folder: give the ZIP as it was handed over');
    this.size = found.size;
    this.readDirectory();
  }

  close(): void {
    closeSync(this.fd);
  }

  get names(): readonly string[] {
    return [...this.places.keys()];
  }

  /** @throws Unreadable where there is none, or its checksum is another */
  read(name: string): Buffer {
    const place = this.places.get(name);
    if (place === undefined) throw new Unreadable(name, 'It is not there');
    const bytes = this.bytes(place.offset, place.bytes);
    if (crc32(bytes) !== place.crc) throw new Unreadable(name, 'Its checksum in the ZIP is not that of its bytes');
    return bytes;
  }

  private bytes(offset: number, length: number): Buffer {
    if (length > LARGEST_FILE || offset + length > this.size) throw new Unreadable('', 'It is no whole ZIP');
    const bytes = Buffer.alloc(length);
    for (let at = 0; at < length;) {
      const read = readSync(this.fd, bytes, at, length - at, offset + at);
      if (read === 0) throw new Unreadable('', 'It is no whole ZIP');
      at += read;
    }
    return bytes;
  }

  private readDirectory(): void {
    if (this.size < END_BYTES) throw new Unreadable('', 'It is no ZIP');
    const end = this.bytes(this.size - END_BYTES, END_BYTES);
    const [entries, length, start] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)];
    const plain = end.readUInt32LE(0) === END && end.readUInt32LE(4) === 0 && end.readUInt16LE(20) === 0;
    if (!plain || end.readUInt16LE(8) !== entries || start + length + END_BYTES !== this.size)
      throw new Unreadable('', 'It is no ZIP of the kind that packs are');
    const directory = this.bytes(start, length);
    let [at, offset] = [0, 0];
    for (let entry = 0; entry < entries; entry += 1) {
      if (at + 46 > length || directory.readUInt32LE(at) !== DIRECTORY)
        throw new Unreadable('', 'The directory of the ZIP is not whole');
      const common = directory.subarray(at + 6, at + 32);
      const nameLength = common.readUInt16LE(22);
      const raw = directory.subarray(at + 46, at + 46 + nameLength);
      const name = raw.toString('utf8');
      const bytes = common.readUInt32LE(18);
      const wrong = oddity(directory.subarray(at, at + 46), raw, name) ?? this.localOddity(offset, common, raw);
      if (wrong !== undefined || directory.readUInt32LE(at + 42) !== offset || this.places.has(name))
        throw new Unreadable(name, wrong ?? 'The directory of the ZIP has it in another place');
      this.places.set(name, { offset: offset + 30 + nameLength, bytes, crc: common.readUInt32LE(10) });
      offset += 30 + nameLength + bytes;
      at += 46 + nameLength;
    }
    if (at !== length || offset !== start) throw new Unreadable('', 'There is something between the files of the ZIP');
  }

  private localOddity(offset: number, common: Buffer, name: Buffer): string | undefined {
    const local = this.bytes(offset, 30 + name.length);
    const same =
      local.readUInt32LE(0) === LOCAL && local.subarray(4, 30).equals(common) && local.subarray(30).equals(name);
    return same ? undefined : 'The ZIP says one thing of it at its place and another in its directory';
  }
}

/** What in a line of the directory is otherwise than in a pack: every field has one value, or is compared elsewhere. */
function oddity(line: Buffer, raw: Buffer, name: string): string | undefined {
  const fixed =
    line.readUInt16LE(4) === 20 &&
    line.readUInt16LE(6) === 20 &&
    line.readUInt16LE(8) === 0x0800 &&
    line.readUInt32LE(10) === 0 &&
    line.readUInt16LE(14) === 0x21 &&
    line.readUInt32LE(20) === line.readUInt32LE(24) &&
    line.subarray(30, 42).every((byte) => byte === 0);
  if (!fixed) return 'The ZIP says of it what no pack says';
  return Buffer.from(name, 'utf8').equals(raw) ? undefined : 'Its name in the ZIP is no UTF-8';
}
