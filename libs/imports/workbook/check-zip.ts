import { inflateRawSync } from 'node:zlib';
import { ImportProblem } from '../import-problem.js';

const MEBIBYTE = 1024 * 1024;
/** A large council's whole Annex A is a few MiB packed and some tens unpacked. */
export const LARGEST_FILE = 32 * MEBIBYTE;
export const LARGEST_UNPACKED = 160 * MEBIBYTE;
const MOST_PARTS = 2_000;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

const damaged = () =>
  new ImportProblem('workbook_damaged', 'This workbook is damaged. Open it, save it again, and import the new copy.');
const tooLarge = () =>
  new ImportProblem(
    'workbook_too_large',
    'This workbook unpacks to more than an Annex A return holds. Remove sheets that are not lists and try again.',
  );

/**
 * Unpacks every part of the zip once, within bounds, before the spreadsheet reader is let near it: that reader inflates
 * without a limit, and the sizes a zip declares are the sender's word. Returns the names of the parts.
 * @throws ImportProblem when the bytes are no readable zip, are encrypted, or unpack to more than `largestUnpacked`.
 */
export function checkZip(bytes: Uint8Array, largestUnpacked: number = LARGEST_UNPACKED): ReadonlySet<string> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count > MOST_PARTS) throw tooLarge();

  const names = new Set<string>();
  let unpacked = 0;
  let at = zip.readUInt32LE(end + 16);
  for (let part = 0; part < count; part += 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged();
    if (zip.readUInt16LE(at + 8) & 1) {
      throw new ImportProblem(
        'workbook_encrypted',
        'This workbook is protected by a password. Save a copy without one and import that.',
      );
    }
    const method = zip.readUInt16LE(at + 10);
    const packedSize = zip.readUInt32LE(at + 20);
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const packed = packedBytes(zip, zip.readUInt32LE(at + 42), packedSize);
    if (names.has(name)) throw damaged();
    names.add(name);
    unpacked += unpackedSize(packed, method, largestUnpacked - unpacked);
    if (unpacked > largestUnpacked) throw tooLarge();
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return names;
}

function endOfDirectory(zip: Buffer): number {
  const earliest = Math.max(0, zip.length - 22 - 0xffff);
  for (let at = zip.length - 22; at >= earliest; at -= 1) {
    if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw damaged();
}

function packedBytes(zip: Buffer, at: number, size: number): Buffer {
  if (at + 30 > zip.length || zip.readUInt32LE(at) !== LOCAL_HEADER) throw damaged();
  const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
  if (start + size > zip.length) throw damaged();
  return zip.subarray(start, start + size);
}

function unpackedSize(packed: Buffer, method: number, left: number): number {
  if (method === STORED) return packed.length;
  if (method !== DEFLATED) throw damaged();
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, left) }).length;
  } catch (cause) {
    if (ranPastTheBound(cause)) throw tooLarge();
    throw damaged();
  }
}

function ranPastTheBound(cause: unknown): boolean {
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
}
