import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';
import { EventServerProblem, readServerAddress } from './server-address.js';

describe('the address of the event server', () => {
  it('names a host, its port, who connects, and is secure unless it says otherwise', () => {
    expect(readServerAddress('esdb://north:s%40cret@events.example:2114')).toEqual({
      hosts: [{ address: 'events.example', port: 2114 }],
      discover: false,
      tuning: {},
      channel: { insecure: false },
      credentials: { username: 'north', password: 's@cret' },
    });
    expect(readServerAddress('esdb://localhost?tls=false')).toMatchObject({
      hosts: [{ address: 'localhost', port: 2113 }],
      channel: { insecure: true },
      credentials: undefined,
    });
  });

  it('names a cluster by one node to ask or by all of them, in either product’s words', () => {
    expect(readServerAddress('esdb+discover://cluster.example:2113')).toMatchObject({ discover: true });
    expect(
      readServerAddress('kurrentdb://a:2113,b:2114/?nodePreference=leader&keep-alive-interval=5000'),
    ).toMatchObject({
      hosts: [
        { address: 'a', port: 2113 },
        { address: 'b', port: 2114 },
      ],
      tuning: { nodePreference: 'leader', keepAliveInterval: 5000 },
    });
  });

  it('reads the certificates it names', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-certificates-'));
    const file = join(folder, 'ca.pem');
    await writeFile(file, 'a certificate');
    expect(readServerAddress(`esdb://host?tlsCAFile=${encodeURIComponent(file)}`).channel).toEqual({
      insecure: false,
      rootCertificate: Buffer.from('a certificate'),
    });
    await rm(folder, { recursive: true });
  });

  it.each([
    ['a user name without TLS, which the client would drop', 'esdb://north:secret@host?tls=false'],
    ['an option nobody knows', 'esdb://north:secret@host?tlsVerifyCert=false'],
    ['append failures that are not thrown', 'esdb://north:secret@host?throwOnAppendFailure=false'],
    ['a number that is none', 'esdb://north:secret@host?keepAliveInterval=secret'],
    ['a file that is not there', 'esdb://north:secret@host?tlsCAFile=/secret/ca.pem'],
    ['a port that is none', 'esdb://north:secret@host:secret'],
    ['another scheme', 'https://north:secret@host'],
    ['no host', 'esdb://'],
  ])('refuses %s, and never shows the password', (_, url) => {
    expect(() => readServerAddress(url)).toThrow(EventServerProblem);
    expect(() => readServerAddress(url)).not.toThrow(/secret/);
  });

  it('is not used while the client would print its password', () => {
    const before = process.env['DEBUG'];
    process.env['DEBUG'] = 'http,esdb:*';
    try {
      expect(() => EventStoreDbEventStore.open('esdb://localhost?tls=false')).toThrow(EventServerProblem);
    } finally {
      if (before === undefined) delete process.env['DEBUG'];
      else process.env['DEBUG'] = before;
    }
  });

  it('goes with a deployment’s name that no other deployment’s streams can begin with', () => {
    for (const deployment of ['', 'North', 'north:east', 'north!', '-north']) {
      expect(() => EventStoreDbEventStore.open('esdb://localhost?tls=false', { deployment })).toThrow(
        EventServerProblem,
      );
    }
  });
});
