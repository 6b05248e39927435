import { randomUUID } from 'node:crypto';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import protobuf from 'protobufjs/minimal.js';
import type { Reader, Writer } from 'protobufjs';
import { NO_STREAM } from '../port.js';
import type { Position, StoredEvent, StreamName } from '../port.js';
import { fields, message, safely } from './protobuf-fields.js';
import type { Writable } from './protobuf-fields.js';

/** An append as the server is sent it. */
export interface ServerAppend {
  readonly stream: StreamName;
  /** The stream's name on the server, with the deployment's prefix. */
  readonly name: string;
  readonly expectedRevision: number;
  readonly events: readonly StoredEvent[];
  /** UTF-8, of type, data and metadata together. */
  readonly bytes: number;
  /** What the server is told that the data are; only its own metadata of streams need be JSON to it. */
  readonly isJson?: boolean;
}

export interface AppendRequest {
  /** Of all appends of one stream of messages; the answer has it again. */
  readonly number: number;
  readonly append: ServerAppend;
}

/** What the server answers to an append: where the events stand, or why they do not. */
export interface AppendAnswer {
  readonly number: number;
  readonly revision?: number;
  readonly position?: Position;
  readonly error?: Status;
}

/** Tags: the number of a field, and whether it is written as a number or as so many bytes. */
const asNumber = (field: number): number => field << 3;
const asBytes = (field: number): number => (field << 3) | 2;

/** The first half of the ids that appends of this process have on their way; the other half is their number. */
const HALF_AN_ID = randomUUID().slice(0, 18);

/**
 * Writes a `BatchAppendReq` (streams.proto and shared.proto say which field is which). Without a deadline of ours the
 * server's own write timeout holds; ours would be read by the server's clock.
 */
export function appendRequest({ number, append: { name, expectedRevision, events, isJson } }: AppendRequest): Buffer {
  const writer = protobuf.Writer.create();
  part(writer, 1, () => text(writer, 2, `${HALF_AN_ID}-0000-${number.toString(16).padStart(12, '0')}`));
  part(writer, 2, () => {
    part(writer, 1, () => text(writer, 3, name));
    if (expectedRevision === NO_STREAM) part(writer, 3, () => undefined);
    else writer.uint32(asNumber(2)).uint64(expectedRevision);
  });
  for (const { id, type, data, metadata } of events) {
    part(writer, 3, () => {
      part(writer, 1, () => text(writer, 2, id));
      entry(writer, 'type', type);
      entry(writer, 'content-type', isJson ? 'application/json' : 'application/octet-stream');
      text(writer, 3, metadata);
      text(writer, 4, data);
    });
  }
  const { buffer, byteOffset, length } = writer.uint32(asNumber(4)).bool(true).finish();
  return Buffer.from(buffer, byteOffset, length);
}

function part(writer: Writer, field: number, write: () => void): void {
  writer.uint32(asBytes(field)).fork();
  write();
  writer.ldelim();
}

function text(writer: Writer, field: number, value: string): void {
  writer.uint32(asBytes(field)).string(value);
}

function entry(writer: Writer, key: string, value: string): void {
  part(writer, 2, () => {
    text(writer, 1, key);
    text(writer, 2, value);
  });
}

/** Takes a `BatchAppendResp` apart. */
export function appendAnswer(bytes: Buffer): AppendAnswer {
  const reader = protobuf.Reader.create(bytes);
  const answer: Writable<AppendAnswer> = { number: NaN };
  fields(reader, reader.len, (field) => {
    if (field === 1) answer.number = numberIn(reader);
    else if (field === 2) answer.error = statuses.Status.deserializeBinary(reader.bytes());
    else if (field === 3) readSuccess(reader, answer);
    else return false;
    return true;
  });
  return answer;
}

/** The second half of an id, in whichever of its two forms the server sends it. */
function numberIn(reader: Reader): number {
  let number = NaN;
  message(reader, (form) => {
    if (form === 1) {
      // A zero is left out.
      number = 0;
      message(reader, (half) => {
        if (half !== 2) return false;
        number = Number(reader.int64());
        return true;
      });
    } else if (form === 2) number = parseInt(reader.string().slice(-12), 16);
    else return false;
    return true;
  });
  return number;
}

function readSuccess(reader: Reader, answer: Writable<AppendAnswer>): void {
  message(reader, (field) => {
    if (field === 1) answer.revision = Number(reader.uint64());
    else if (field === 3) {
      answer.position = 0;
      message(reader, (position) => {
        if (position !== 1) return false;
        answer.position = safely(reader.uint64());
        return true;
      });
    } else return false;
    return true;
  });
}
