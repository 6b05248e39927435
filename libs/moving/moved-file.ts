import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { CannotMove } from './cannot-move.js';
import { LONGEST_LINE_BYTES, firstLine, lastLine } from './file-format.js';
import type { FileFormat } from './file-format.js';

export interface FileLine {
  /** Counted from 1, the line that says what the file is included. */
  readonly number: number;
  readonly value: unknown;
  /** Of the whole file, up to and including this line. */
  readonly bytesRead: number;
}

const LINE_FEED = 0x0a;
const CHUNK_BYTES = 262_144;
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const COPY_AGAIN = 'Nothing of it was imported. Copy the file again from where it was made, or export again.';

/** A file to be imported, open: it stays the same file, whatever is put in its place meanwhile. */
export class MovedFile {
  private constructor(
    private readonly name: string,
    private readonly handle: FileHandle,
    private readonly format: FileFormat,
    readonly bytes: number,
  ) {}

  /** @throws the file system's errors */
  static async open(name: string, format: FileFormat): Promise<MovedFile> {
    const handle = await open(name, 'r');
    try {
      return new MovedFile(name, handle, format, (await handle.stat()).size);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /**
   * The lines between the first and the last, from the beginning each time. What is wrong with the file as a whole is
   * found at its end: nothing may come of the lines before all of them were read once.
   * @throws CannotMove for a file that is none of this format, was cut off or changed
   */
  async *lines(): AsyncGenerator<FileLine, void, undefined> {
    const hash = createHash('sha256');
    let number = 0;
    let bytesRead = 0;
    let held: Buffer | undefined;
    for await (const line of this.rawLines()) {
      if (held !== undefined) {
        hash.update(held).update('\n');
        bytesRead += held.length + 1;
        number++;
        if (number === 1) this.checkFirst(held);
        else yield { number, value: this.parsed(number, held), bytesRead };
      }
      held = line;
    }
    if (number === 0 || held === undefined) throw this.notOurs();
    const last = this.text(number + 1, held);
    if (last === lastLine(number - 1, hash.digest('hex'))) return;
    throw last.startsWith('{"lines":') ? this.changed() : this.cutOff();
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  /** A line that is not as it was written. */
  wrong(line: number, why: string, options?: { cause?: unknown }): CannotMove {
    return new CannotMove(`Line ${line} of ${this.name} is not as it was exported: ${why}. ${COPY_AGAIN}`, options);
  }

  /** The lines as bytes, without their ends. */
  private async *rawLines(): AsyncGenerator<Buffer, void, undefined> {
    let begun: Buffer[] = [];
    let begunBytes = 0;
    for await (const bytes of this.chunks()) {
      let start = 0;
      for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
        yield Buffer.concat([...begun, bytes.subarray(start, end)]);
        begun = [];
        begunBytes = 0;
        start = end + 1;
      }
      if (start === bytes.length) continue;
      begun.push(bytes.subarray(start));
      begunBytes += bytes.length - start;
      if (begunBytes > LONGEST_LINE_BYTES) throw this.changed();
    }
    if (begunBytes > 0) throw this.cutOff();
  }

  private async *chunks(): AsyncGenerator<Buffer, void, undefined> {
    for (let position = 0; ;) {
      const { bytesRead, buffer } = await this.handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }

  private checkFirst(line: Buffer): void {
    const text = this.text(1, line);
    if (text === firstLine(this.format)) return;
    if (!new RegExp(`^\\{"format":"${this.format.format}","version":\\d+\\}$`).test(text)) throw this.notOurs();
    throw new CannotMove(
      `${this.name} was exported by another version of Plumbline, in a form that this one does not read. Import it with that version.`,
    );
  }

  private parsed(number: number, line: Buffer): unknown {
    const text = this.text(number, line);
    try {
      return JSON.parse(text);
    } catch (error) {
      throw this.wrong(number, 'it is not JSON', { cause: error });
    }
  }

  private text(number: number, line: Buffer): string {
    try {
      return UTF8.decode(line);
    } catch (error) {
      throw this.wrong(number, 'it is not UTF-8', { cause: error });
    }
  }

  private changed(): CannotMove {
    return new CannotMove(`${this.name} is not as it was exported: its check sum is another. ${COPY_AGAIN}`);
  }

  private cutOff(): CannotMove {
    return new CannotMove(`${this.name} was cut off: its last line is missing. ${COPY_AGAIN}`);
  }

  private notOurs(): CannotMove {
    return new CannotMove(
      `${this.name} is not what Plumbline exports: its first line is not that of ${this.format.format}.`,
    );
  }
}
