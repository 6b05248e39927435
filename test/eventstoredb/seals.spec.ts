import { join } from 'node:path';
import { jest } from '@jest/globals';
import { sealerOf, verifyRecords } from '#engine';
import type { Engine, VerifiedRecords } from '#engine';
import { deploymentOn } from '../support/council-event-store.js';
import { Council } from '../support/index.js';
import { SERVER_NAME, startEventServer } from './event-server.js';
import type { EventServer } from './event-server.js';

jest.setTimeout(300_000);

const ROUNDS = 8;

describe(`seals: ${SERVER_NAME}`, () => {
  let server: EventServer;
  let council: Council;
  let replicas: readonly Engine[];

  beforeAll(async () => {
    server = await startEventServer();
    council = await Council.open('tool', deploymentOn(server.url));
    replicas = [council.first, await council.engine('tool')];
  });
  afterAll(async () => {
    await council?.close();
    await server?.dispose();
  });

  /** Of one log, with the key and the witnesses that are beside the first council. */
  const sealer = ({ ledger, clock }: Engine, folder: string) => {
    const { place } = council;
    const beside = { signingKeyFile: join(place, 'signing-key'), witnessFile: join(place, 'witness') };
    return sealerOf(ledger.store, { ...beside, dataDir: join(place, folder), logOrigin: 'log.example/town' }, clock);
  };
  const verified = ({ records }: Council): Promise<VerifiedRecords> =>
    verifyRecords({ ...records, witnessFile: join(council.place, 'witness') }, { views: false });

  it('that replicas make at once, while people work, follow one another and cover every event', async () => {
    const sealers = replicas.map((engine, replica) => sealer(engine, `replica-${replica}`));
    for (let round = 0; round < ROUNDS; round++) {
      const working = council.selected();
      await Promise.all(sealers.map((each) => each.seal()));
      await working;
    }
    const last = await Promise.all(sealers.map((each) => each.seal()));
    expect(last[0]?.newest).toEqual(last[1]?.newest);
    const proof = await verified(council);
    expect(proof).toMatchObject({ whole: true, findings: [] });
    expect(proof.covered).toBe(last[0]?.newest?.size);
    // What is recorded in one round is sealed in it or in the next.
    expect(proof.seals).toBeGreaterThanOrEqual(ROUNDS / 2);
    console.log(
      `${proof.seals} seals of ${proof.events} events by ${replicas.length} replicas at once; verify: ${proof.covered} covered`,
    );
  });

  it('show that other records than the sealed ones are on the server, and nothing more is sealed', async () => {
    const other = await Council.open('tool', deploymentOn(server.url));
    try {
      const { whole, findings } = await verified(other);
      expect(whole).toBe(false);
      expect(findings.map(({ wrong }) => wrong)).toContainEqual(expect.stringMatching(/witness file is not signed/));
      await expect(sealer(other.first, 'other').seal()).rejects.toThrow(/Nothing is sealed/);
    } finally {
      await other.close();
    }
  });
});
