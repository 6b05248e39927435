import { Metadata, status } from '@grpc/grpc-js';

/** A call that ends in an error, with the server's own name for it in `exception`. */
export interface Problem {
  readonly code: number;
  readonly details: string;
  readonly metadata: Metadata;
}

function problem(code: number, details: string, facts: Readonly<Record<string, string>> = {}): Problem {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(facts)) metadata.set(name, value);
  return { code, details, metadata };
}

export const streamDeleted = (stream: string): Problem =>
  problem(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const wrongExpectedVersion = (operation: string, stream: string, expected: bigint, actual: bigint): Problem =>
  problem(
    status.FAILED_PRECONDITION,
    `${operation} failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(expected),
      'actual-version': String(actual),
    },
  );

export const maxAppendSizeExceeded = (most: number): Problem =>
  problem(status.INVALID_ARGUMENT, `Maximum Append Size of ${most} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(most),
  });

export const notLeader = (host: string, port: number): Problem =>
  problem(status.NOT_FOUND, `Leader info available`, {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

/** What a read of nothing, or from where no record starts, comes to. */
export const unreadable = (result: 'ReadStreamResult' | 'ReadAllResult' | 'FilteredReadAllResult'): Problem =>
  problem(status.UNKNOWN, `Unexpected ${result}: Error`);

export const invalidArgument = (details: string): Problem => problem(status.INVALID_ARGUMENT, details);

/** How a call ends whose server is told to stop. */
export const stopping = (): Problem =>
  problem(status.INTERNAL, 'Received RST_STREAM with code 2 (Internal server error)');
