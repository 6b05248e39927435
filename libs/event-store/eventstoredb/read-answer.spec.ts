import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import fc from 'fast-check';
import type { RecordedEvent } from '../port.js';
import { safely } from './protobuf-fields.js';
import { readAnswer } from './read-answer.js';
import { bytesOf, streamIdentifier } from './wire.js';

const { ReadEvent } = streams.ReadResp;

/** An answer as the client's own generated code writes it. */
function written({ id, stream, revision, position, type, data, metadata }: RecordedEvent): ReadResp {
  const event = new ReadEvent.RecordedEvent();
  const uuid = new shared.UUID();
  uuid.setString(id);
  event.setId(uuid);
  event.setStreamIdentifier(streamIdentifier(stream));
  event.setStreamRevision(String(revision));
  event.setPreparePosition(String(position));
  event.setCommitPosition(String(position));
  event.getMetadataMap().set('created', '17').set('type', type).set('content-type', 'application/octet-stream');
  event.setData(bytesOf(data));
  event.setCustomMetadata(bytesOf(metadata));
  const read = new ReadEvent();
  read.setEvent(event);
  read.setCommitPosition(String(position));
  const answer = new streams.ReadResp();
  answer.setEvent(read);
  return answer;
}

const bytes = (answer: ReadResp): Buffer => Buffer.from(answer.serializeBinary());

describe('an answer of the server to a read', () => {
  it('is taken apart as the client’s generated code put it together', () => {
    const whole = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    const text = fc.string({ unit: 'grapheme', maxLength: 300 });
    const given = fc.record({
      id: fc.uuid(),
      stream: text,
      revision: whole,
      position: whole,
      type: text,
      data: text,
      metadata: text,
    });
    fc.assert(
      fc.property(given, (event) => {
        expect(readAnswer(bytes(written(event)))).toEqual({ event, isConfirmation: false });
      }),
    );
  });

  it('says when a subscription has begun, and is of no use otherwise', () => {
    const [begun, nobody, checkpoint] = [new streams.ReadResp(), new streams.ReadResp(), new streams.ReadResp()];
    const confirmation = new streams.ReadResp.SubscriptionConfirmation();
    confirmation.setSubscriptionId('s');
    begun.setConfirmation(confirmation);
    nobody.setStreamNotFound(new streams.ReadResp.StreamNotFound());
    checkpoint.setCheckpoint(new streams.ReadResp.Checkpoint());
    const answers = [begun, nobody, checkpoint].map((answer) => readAnswer(bytes(answer)));
    expect(answers).toEqual([{ isConfirmation: true }, { isConfirmation: false }, { isConfirmation: false }]);
  });

  it('is refused where it is cut short, or where a position is beyond what can be counted', () => {
    const event = { id: '1', stream: 's', revision: 0, position: 7, type: 't', data: '{}', metadata: '{}' };
    const whole = bytes(written(event));
    expect(() => readAnswer(whole.subarray(0, whole.length - 5))).toThrow();
    expect(() => safely('9007199254740993')).toThrow('9007199254740993');
  });

  it('passes over what it does not know', () => {
    const options = new shared.StreamIdentifier();
    options.setStreamName(bytesOf('later'));
    const unknown = Buffer.from([0xfa, 0x01, options.serializeBinary().length, ...options.serializeBinary()]);
    const event = { id: '1', stream: 's', revision: 3, position: 7, type: 't', data: '{}', metadata: '{}' };
    expect(readAnswer(Buffer.concat([unknown, bytes(written(event)), unknown]))).toEqual({
      event,
      isConfirmation: false,
    });
  });
});
