import shared from '@eventstore/db-client/generated/shared_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import fc from 'fast-check';
import { appendAnswer, appendRequest } from './append-messages.js';
import type { ServerAppend } from './append-messages.js';
import { nothing, streamIdentifier } from './wire.js';

const { BatchAppendReq } = streams;

const whole = fc.integer({ min: 0, max: 2 ** 47 });
const text = fc.string({ unit: 'grapheme', maxLength: 300 });
const given = fc.record({
  stream: fc.constant('audit-1'),
  name: text,
  expectedRevision: fc.oneof(fc.constant(-1), whole),
  events: fc.array(fc.record({ id: fc.uuid(), type: text, data: text, metadata: text }), { maxLength: 3 }),
  bytes: fc.constant(0),
  isJson: fc.boolean(),
});

/** What the client's own generated code reads of a request. */
function asRead(number: number, append: ServerAppend) {
  const message = BatchAppendReq.deserializeBinary(new Uint8Array(appendRequest({ number, append })));
  const options = message.getOptions();
  return {
    id: message.getCorrelationId()?.getString(),
    isWhole: message.getIsFinal(),
    name: Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString(),
    expected: options?.hasNoStream() ? -1 : Number(options?.getStreamPosition()),
    hasDeadline: options?.hasDeadline(),
    events: message.getProposedMessagesList().map((proposed) => ({
      id: proposed.getId()?.getString(),
      metadata: Object.fromEntries(proposed.getMetadataMap().getEntryList()),
      data: Buffer.from(proposed.getData_asU8()).toString(),
      custom: Buffer.from(proposed.getCustomMetadata_asU8()).toString(),
    })),
  };
}

const bytes = (answer: BatchAppendResp): Buffer => Buffer.from(answer.serializeBinary());

/** An answer to the request of this number, its id as the server writes it: in two halves. */
function answerTo(number: number): BatchAppendResp {
  const structured = new shared.UUID.Structured();
  structured.setMostSignificantBits('-8070450532247928832');
  structured.setLeastSignificantBits(String(number));
  const id = new shared.UUID();
  id.setStructured(structured);
  const answer = new streams.BatchAppendResp();
  answer.setCorrelationId(id);
  answer.setStreamIdentifier(streamIdentifier('audit-1'));
  answer.setNoStream(nothing());
  return answer;
}

function success(revision: number, position?: number): InstanceType<typeof streams.BatchAppendResp.Success> {
  const message = new streams.BatchAppendResp.Success();
  message.setCurrentRevision(String(revision));
  if (position === undefined) message.setNoPosition(nothing());
  else {
    const at = new shared.AllStreamPosition();
    at.setCommitPosition(String(position));
    at.setPreparePosition(String(position));
    message.setPosition(at);
  }
  return message;
}

describe('appends as messages', () => {
  it('are read by the client’s generated code as they were meant', () => {
    fc.assert(
      fc.property(whole, given, (number, append) => {
        const { id, ...rest } = asRead(number, append);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-0000-[0-9a-f]{12}$/);
        expect(parseInt(id?.slice(-12) ?? '', 16)).toBe(number);
        expect(rest).toEqual({
          isWhole: true,
          name: append.name,
          expected: append.expectedRevision,
          hasDeadline: false,
          events: append.events.map(({ id: event, type, data, metadata }) => ({
            id: event,
            metadata: { 'content-type': append.isJson ? 'application/json' : 'application/octet-stream', type },
            data,
            custom: metadata,
          })),
        });
      }),
    );
  });

  it('are answered with where they stand', () => {
    fc.assert(
      fc.property(whole, whole, whole, (number, revision, position) => {
        const answer = answerTo(number);
        answer.setSuccess(success(revision, position));
        expect(appendAnswer(bytes(answer))).toEqual({ number, revision, position });
      }),
    );
  });

  it('may be answered without a position, with an id in one piece, or with why they were not taken', () => {
    const taken = answerTo(7);
    taken.setSuccess(success(0));
    const inOnePiece = new shared.UUID();
    inOnePiece.setString('8fffffff-ffff-4fff-0000-0000000000ff');
    taken.setCorrelationId(inOnePiece);
    expect(appendAnswer(bytes(taken))).toEqual({ number: 255, revision: 0 });
    const refused = answerTo(8);
    const status = new statuses.Status();
    status.setMessage('WrongExpectedVersion');
    refused.setError(status);
    const { number, revision, error } = appendAnswer(bytes(refused));
    expect([number, revision, error?.getMessage()]).toEqual([8, undefined, 'WrongExpectedVersion']);
  });
});
