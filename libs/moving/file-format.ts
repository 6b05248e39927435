/**
 * A file that carries a history, or its keys, from one store to another: lines of JSON in UTF-8, each ended by a line
 * feed. The first says what the file is, the last how many lines stand between them and the SHA-256 (hex) of every byte
 * before it, so that a file that was cut off or changed is found (docs/moving-a-history.md).
 */
export interface FileFormat {
  readonly format: string;
  readonly version: number;
}

export const EVENTS_FILE: FileFormat = { format: 'plumbline-events', version: 1 };
export const KEYS_FILE: FileFormat = { format: 'plumbline-keys', version: 1 };

/** Far more than the largest event takes with every character escaped: a longer line was not written by us. */
export const LONGEST_LINE_BYTES = 8 * 1_048_576;

export const firstLine = ({ format, version }: FileFormat): string => JSON.stringify({ format, version });

export const lastLine = (lines: number, sha256: string): string => JSON.stringify({ lines, sha256 });
