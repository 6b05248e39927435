import { readFileSync } from 'node:fs';
import type { ChannelCredentialOptions, Credentials, NodePreference } from '@eventstore/db-client';

/** What the operator must put right in a setting. Never shows the address itself: it holds the password. */
export class EventServerProblem extends Error {
  constructor(message: string, setting: 'EVENT_STORE_URL' | 'EVENT_STORE_DEPLOYMENT' = 'EVENT_STORE_URL') {
    super(`${setting}: ${message}`);
    this.name = 'EventServerProblem';
  }
}

interface Host {
  readonly address: string;
  readonly port: number;
}

interface Tuning {
  connectionName?: string;
  nodePreference?: NodePreference;
  /** Milliseconds. */
  discoveryInterval?: number;
  /** Seconds. */
  gossipTimeout?: number;
  maxDiscoverAttempts?: number;
  /** Milliseconds, as are the next two. */
  keepAliveInterval?: number;
  keepAliveTimeout?: number;
  defaultDeadline?: number;
}

export interface ServerAddress {
  readonly hosts: readonly Host[];
  /** The nodes are found by asking the first host. */
  readonly discover: boolean;
  readonly tuning: Tuning;
  readonly channel: ChannelCredentialOptions;
  readonly credentials?: Credentials;
}

const SHAPE = /^(?:esdb|kurrentdb)(\+discover)?:\/\/(?:([^:@/?]+):([^@/?]+)@)?([^@/?]+)\/?(?:\?(.*))?$/;
const DEFAULT_PORT = 2113;
const NODE_PREFERENCES: readonly NodePreference[] = ['leader', 'follower', 'read_only_replica', 'random'];

/**
 * Reads a connection string, `esdb://user:password@host:2113?tls=true` or `esdb+discover://…`; `kurrentdb://` is the same.
 * The client's own reading of it is not used: it prints the password with an option it does not know.
 * @throws EventServerProblem
 */
export function readServerAddress(url: string): ServerAddress {
  const shape = SHAPE.exec(url.trim());
  if (shape === null) throw new EventServerProblem('write it as esdb://user:password@host:2113?tls=true');
  const [, discover, username, password, hosts = '', query = ''] = shape;
  const tuning: Tuning = {};
  const files: Record<string, Buffer> = {};
  let secure = true;
  for (const [name, value] of new URLSearchParams(query)) {
    const key = name.toLowerCase().replace(/[-_]/g, '');
    const number = NUMBERS[key];
    const file = FILES[key];
    if (number !== undefined) tuning[number] = wholeNumber(name, value);
    else if (file !== undefined) files[file] = contents(name, value);
    else if (key === 'connectionname') tuning.connectionName = value;
    else if (key === 'nodepreference') tuning.nodePreference = nodePreference(value);
    else if (key === 'tls' && (value === 'true' || value === 'false')) secure = value === 'true';
    else throw new EventServerProblem(`the option ${name} is not known, or cannot be set to that`);
  }
  if (!secure && username !== undefined) {
    throw new EventServerProblem('a user name and password are only sent over TLS: leave out tls=false, or them');
  }
  return {
    hosts: hosts.split(',').map(readHost),
    discover: discover !== undefined,
    tuning,
    channel: { insecure: !secure, ...files },
    credentials:
      username === undefined || password === undefined
        ? undefined
        : { username: decoded(username), password: decoded(password) },
  };
}

const NUMBERS: Readonly<
  Record<
    string,
    | 'discoveryInterval'
    | 'gossipTimeout'
    | 'maxDiscoverAttempts'
    | 'keepAliveInterval'
    | 'keepAliveTimeout'
    | 'defaultDeadline'
  >
> = {
  discoveryinterval: 'discoveryInterval',
  gossiptimeout: 'gossipTimeout',
  maxdiscoverattempts: 'maxDiscoverAttempts',
  keepaliveinterval: 'keepAliveInterval',
  keepalivetimeout: 'keepAliveTimeout',
  defaultdeadline: 'defaultDeadline',
};

const FILES: Readonly<Record<string, 'rootCertificate' | 'userCertFile' | 'userKeyFile'>> = {
  tlscafile: 'rootCertificate',
  usercertfile: 'userCertFile',
  userkeyfile: 'userKeyFile',
};

function readHost(text: string): Host {
  const [address = '', port = String(DEFAULT_PORT), ...rest] = text.split(':');
  if (address === '' || rest.length > 0) throw new EventServerProblem('a host is written as name:port');
  return { address, port: wholeNumber('port', port) };
}

function wholeNumber(name: string, value: string): number {
  if (!/^-?\d{1,9}$/.test(value)) throw new EventServerProblem(`${name} must be a whole number`);
  return Number(value);
}

function nodePreference(value: string): NodePreference {
  const known = NODE_PREFERENCES.find((each) => each.replaceAll('_', '') === value.toLowerCase().replace(/[-_]/g, ''));
  if (known === undefined) throw new EventServerProblem(`nodePreference is one of ${NODE_PREFERENCES.join(', ')}`);
  return known;
}

function contents(name: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new EventServerProblem(`the file named by ${name} cannot be read`);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new EventServerProblem('the user name or password has a % that is not followed by two hex digits');
  }
}
