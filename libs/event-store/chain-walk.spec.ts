import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';
import { ChainWalk } from './chain-walk.js';
import { FIRST_PREVIOUS_HASH, hashMetadata } from './chain.js';
import type { UnhashedMetadata } from './chain.js';
import { eventId } from './uuid-v5.js';

const COMMAND = '5b4f0c1e-8a52-5d3e-9c1f-0a1b2c3d4e5f';
const CHAINED = { type: 'note-taken.v1', stream: 'note-1', revision: 0, data: '{"text":"a"}' };
const WRONG_METADATA = 'Its metadata is not what the ledger writes';

const wrongWith = (metadata: string): readonly string[] =>
  new ChainWalk().next({ ...CHAINED, id: eventId(COMMAND, 0), metadata });

/** Ids of actors hold what they like. */
const written = fc
  .record(
    {
      actor: fc.record(
        { id: fc.string({ unit: 'grapheme' }), role: fc.constant('auditor') },
        { requiredKeys: ['id', 'role'] },
      ),
      bodyDigest: fc.constant('ab'.repeat(32)),
      causationId: fc.constant(COMMAND),
      commandId: fc.constant(COMMAND),
      correlationId: fc.constant(COMMAND),
      previousHash: fc.constant(FIRST_PREVIOUS_HASH),
      recordedAt: fc.constant('2026-04-01T09:00:00.000Z'),
      settingsVersion: fc.nat(),
    },
    { requiredKeys: ['actor', 'commandId', 'correlationId', 'previousHash', 'recordedAt'] },
  )
  .map((unhashed): string => hashMetadata(CHAINED, unhashed satisfies UnhashedMetadata).text);

describe('a walk along chains', () => {
  it('finds nothing wrong with metadata as they are written', () => {
    fc.assert(fc.property(written, (metadata) => expect(wrongWith(metadata)).toEqual([])));
  });

  it('finds metadata that say the same in other bytes', () => {
    fc.assert(
      fc.property(written, (metadata) => {
        const { actor, ...rest } = JSON.parse(metadata) as { actor: object };
        expect(wrongWith(JSON.stringify({ ...rest, actor }))).toContain(WRONG_METADATA);
        expect(wrongWith(metadata.replace(':', ': '))).toContain(WRONG_METADATA);
        expect(wrongWith(metadata.replace('auditor', '\\u0061uditor'))).toContain(WRONG_METADATA);
        expect(wrongWith(`${metadata} `)).toContain(WRONG_METADATA);
      }),
    );
  });

  it('finds any other character in them', () => {
    fc.assert(
      fc.property(written, fc.nat(), fc.constantFrom(...'0aZ", {}:'), (metadata, place, character) => {
        const at = place % metadata.length;
        const other = metadata.slice(0, at) + character + metadata.slice(at + 1);
        if (other !== metadata) expect(wrongWith(other)).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('finds a version of the settings that is no number as JSON writes it', () => {
    const metadata = { actor: { id: 'a', role: 'auditor' }, commandId: COMMAND, correlationId: COMMAND };
    const { text } = hashMetadata(CHAINED, {
      ...metadata,
      previousHash: FIRST_PREVIOUS_HASH,
      recordedAt: '2026-04-01T09:00:00.000Z',
      settingsVersion: 1,
    });
    expect(wrongWith(text)).toEqual([]);
    expect(wrongWith(text.replace('"settingsVersion":1', '"settingsVersion":01'))).toContain(WRONG_METADATA);
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });
});
