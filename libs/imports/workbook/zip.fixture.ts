import { crc32, deflateRawSync } from 'node:zlib';

/** A part of a zip made for a test, and the lies told of it. */
export interface Part {
  readonly name: string;
  readonly content: Buffer | string;
  /** What the directory and the part's own header say it unpacks to; the truth where left out. */
  readonly declared?: number;
  readonly checksum?: number;
  readonly flags?: number;
  /** 8 is deflated, 0 stored. */
  readonly method?: number;
  /** What the directory says of the method, where it is not what was done. */
  readonly saidMethod?: number;
  /** Where the directory says the part is, where it is not there. */
  readonly at?: number;
  /** Sizes come after the content, as programs write that do not know them before. */
  readonly descriptor?: boolean;
  /** Sizes and place in records of 64 bits. */
  readonly zip64?: boolean;
}

const FULL = 0xffffffff;

function header(part: Part, content: Buffer, packed: Buffer, method: number): Buffer {
  const sizes = Buffer.alloc(26);
  const title = Buffer.from(part.name);
  sizes.writeUInt16LE(part.zip64 === true ? 45 : 20, 0);
  sizes.writeUInt16LE((part.flags ?? 0) | (part.descriptor === true ? 8 : 0), 2);
  sizes.writeUInt16LE(method, 4);
  sizes.writeUInt32LE(part.checksum ?? crc32(content), 10);
  sizes.writeUInt32LE(part.zip64 === true ? FULL : packed.length, 14);
  sizes.writeUInt32LE(part.zip64 === true ? FULL : (part.declared ?? content.length), 18);
  sizes.writeUInt16LE(title.length, 22);
  return sizes;
}

/** A zip of these parts, deflated unless they say otherwise. */
export function zip(...parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const method = part.method ?? 8;
    const packed = method === 8 ? deflateRawSync(content) : content;
    const title = Buffer.from(part.name);
    const local = header(part, content, packed, method);
    if (part.descriptor === true) local.fill(0, 10, 22);
    if (part.zip64 === true) local.writeUInt16LE(20, 24);
    const wide = Buffer.alloc(part.zip64 === true ? 20 : 0);
    if (part.zip64 === true) {
      wide.writeUInt16LE(1, 0);
      wide.writeUInt16LE(16, 2);
      wide.writeBigUInt64LE(BigInt(part.declared ?? content.length), 4);
      wide.writeBigUInt64LE(BigInt(packed.length), 12);
    }
    const after = Buffer.alloc(part.descriptor === true ? 16 : 0);
    if (part.descriptor === true) {
      after.write('PK\x07\x08', 'latin1');
      after.writeUInt32LE(crc32(content), 4);
      after.writeUInt32LE(packed.length, 8);
      after.writeUInt32LE(part.declared ?? content.length, 12);
    }
    const file = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), local, title, wide, packed, after]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(part.at ?? offset, 10);
    const listed = header(part, content, packed, part.saidMethod ?? method);
    if (part.zip64 === true) listed.writeUInt16LE(20, 24);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), listed, place, title, wide]));
    files.push(file);
    offset += file.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listing, end]);
}
