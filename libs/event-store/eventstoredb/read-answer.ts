import protobuf from 'protobufjs/minimal.js';
import type { Reader } from 'protobufjs';
import type { RecordedEvent } from '../port.js';
import { fields, message, safely, textIn } from './protobuf-fields.js';
import type { Writable } from './protobuf-fields.js';

/** What the server answers to a read or a subscription, as far as it is looked at. */
export interface ReadAnswer {
  /** As the server holds it, its stream with the deployment's prefix. */
  readonly event?: RecordedEvent;
  /** A subscription has begun. */
  readonly isConfirmation: boolean;
}

/**
 * Takes a `ReadResp` apart (streams.proto and shared.proto say which field is which), only as far as it is needed: the
 * client's generated code makes a dozen objects of each event first, which takes four times as long.
 */
export function readAnswer(bytes: Buffer): ReadAnswer {
  const reader = protobuf.Reader.create(bytes);
  const answer: Writable<ReadAnswer> = { isConfirmation: false };
  fields(reader, reader.len, (field) => {
    if (field === 2) answer.isConfirmation = true;
    if (field !== 1) return false;
    message(reader, (part) => {
      if (part !== 1) return false;
      answer.event = recordedEvent(reader);
      return true;
    });
    return true;
  });
  return answer;
}

function recordedEvent(reader: Reader): RecordedEvent {
  const event = { id: '', stream: '', revision: 0, position: 0, type: '', data: '', metadata: '' };
  message(reader, (field) => {
    switch (field) {
      case 1:
        event.id = textIn(reader, 2);
        return true;
      case 2:
        event.stream = textIn(reader, 3);
        return true;
      case 3:
        event.revision = Number(reader.uint64());
        return true;
      case 5:
        event.position = safely(reader.uint64());
        return true;
      case 6:
        event.type = entryOf(reader, 'type') ?? event.type;
        return true;
      case 7:
        event.metadata = reader.string();
        return true;
      case 8:
        event.data = reader.string();
        return true;
      default:
        return false;
    }
  });
  return event;
}

/** The value of a map's entry, if it has this key. */
function entryOf(reader: Reader, wanted: string): string | undefined {
  let [key, value] = ['', ''];
  message(reader, (field) => {
    if (field === 1) key = reader.string();
    else if (field === 2) value = reader.string();
    else return false;
    return true;
  });
  return key === wanted ? value : undefined;
}
