import { createHash } from 'node:crypto';

/** This many bytes of a SHA-256 are enough that no two refs or contents of a file are taken for one. */
const BYTES = 16;

/**
 * Which refs a file has had so far, in which row and with what content. Takes some eighty bytes for each ref, however
 * long the ref and its content are. No text of the file is kept.
 */
export class SeenRefs {
  /** By ref, its place in the two lists below. */
  private readonly places = new Map<string, number>();
  private readonly rows: number[] = [];
  private contents = Buffer.alloc(BYTES * 1024);

  /** Notes a ref that is new; for one that is known, its row and whether it had this content. */
  note(ref: string, row: number, content: string): { readonly row: number; readonly same: boolean } | null {
    const key = digest(ref).toString('latin1');
    const digested = digest(content);
    const known = this.places.get(key);
    if (known !== undefined) {
      const at = known * BYTES;
      return { row: this.rows[known] ?? 0, same: this.contents.subarray(at, at + BYTES).equals(digested) };
    }
    const place = this.rows.length;
    if ((place + 1) * BYTES > this.contents.length) {
      this.contents = Buffer.concat([this.contents, Buffer.alloc(this.contents.length)]);
    }
    digested.copy(this.contents, place * BYTES);
    this.rows.push(row);
    this.places.set(key, place);
    return null;
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, BYTES);
}
