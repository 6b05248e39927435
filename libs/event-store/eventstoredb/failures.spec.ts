import { StreamDeletedError, UnavailableError } from '@eventstore/db-client';
import { Metadata } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import { StoreUnavailable } from '../port.js';
import { isBrokenConnection, isNotLeader, isStreamDeleted, unavailable } from './failures.js';

const raw = (code: number, facts: Record<string, string> = {}): ServiceError => {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(facts)) metadata.set(name, value);
  return Object.assign(new Error('10.0.0.7:2113 north:secret'), { code, details: '', metadata });
};

describe('failures of the event server', () => {
  it.each([
    ['a raw error without a type', raw(14), 'cannot be reached'],
    ['the client’s own error', new UnavailableError(raw(14)), 'cannot be reached'],
    ['a call broken off by a server that stops', raw(13), 'broke the call off'],
    ['a deadline', raw(4), 'did not answer in time'],
    ['a wrong password', raw(16), 'does not accept the user name and password'],
    ['a missing right', raw(7), 'refused this service access'],
    ['discovery that found nobody', new Error('Failed to discover after 10 attempts.'), 'cannot be used'],
    ['something thrown that is no error', 'odd', 'cannot be used'],
  ])('%s is the store being unavailable, said without addresses or names', (_, error, says) => {
    const mapped = unavailable(error);
    expect(mapped).toBeInstanceOf(StoreUnavailable);
    expect(mapped.message).toBe(`The event server ${says}`);
    expect(mapped.cause).toBe(error);
  });

  it.each([
    [
      'No connection established. Last error: self-signed certificate in certificate chain',
      'certificate that is not trusted',
    ],
    [
      'No connection established. Last error: unable to verify the first certificate',
      'certificate that is not trusted',
    ],
    ['No connection established. Last error: certificate has expired', 'has expired'],
    ["Hostname/IP does not match certificate's altnames: Host: x", 'certificate for another host'],
    ['Last error: write EPROTO 80:error:0A00010B:SSL routines:ssl3_get_record:wrong version number', 'speak TLS'],
    ['Name resolution failed for target dns:north.example:2113', 'name that cannot be found'],
    ['No connection established. Last error: connect ECONNREFUSED 10.0.0.7:2113', 'not running'],
    ['14 UNAVAILABLE: Connection dropped', 'cannot be reached'],
  ])('tells of a connection that was not made why: %s', (details, says) => {
    // As gRPC words it.
    const failed = Object.assign(raw(14), { details, message: `14 UNAVAILABLE: ${details}` });
    for (const error of [failed, new UnavailableError(failed)]) {
      const { message } = unavailable(error);
      expect(message).toContain(says);
      expect(message).not.toMatch(/north|10\.0|altnames|secret/);
    }
  });

  it('stays what it is when it is the port’s own already', () => {
    const given = new StoreUnavailable('away');
    expect(unavailable(given)).toBe(given);
  });

  it('is recognised by the server’s name for it, on raw errors and the client’s', () => {
    expect(isStreamDeleted(raw(9, { exception: 'stream-deleted' }))).toBe(true);
    expect(isStreamDeleted(StreamDeletedError.fromStreamName('north:audit-1'))).toBe(true);
    expect(isNotLeader(raw(5, { exception: 'not-leader' }))).toBe(true);
    expect([isNotLeader(raw(5)), isStreamDeleted(raw(9)), isBrokenConnection(raw(13))]).toEqual([false, false, false]);
    expect(isBrokenConnection(raw(14))).toBe(true);
  });
});
