import fc from 'fast-check';
import { EMPTY_ROOT, leafHash } from '../merkle/hashing.js';
import { parseCheckpoint, parseCheckpointText, signCheckpoint } from './checkpoint.js';
import { NotAKey, SIGNATURE_TYPES, SigningKey, formatVerifierKey, parseVerifierKey } from './keys.js';
import { NoteProblem, formatNote, parseNote, signText, signersOf } from './signed-note.js';

/** Of C2SP signed-note, and of the examples that Go's implementation publishes. */
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PETERS_SECRET = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const PETERS_TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETERS_NOTE = `${PETERS_TEXT}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;
const ENOCH =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
const EXAMPLE_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const EXAMPLE_NOTE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;
/** Of C2SP tlog-checkpoint and tlog-cosignature. */
const BEHIND_THE_SOFA = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`;

describe('a signed note', () => {
  it.each([
    [PETER, PETERS_NOTE],
    [EXAMPLE_KEY, EXAMPLE_NOTE],
    [PETER, PETERS_NOTE + ENOCH],
  ])('published, opens with its key: %s', (key, note) => {
    const verifier = parseVerifierKey(key);
    expect(formatVerifierKey(verifier)).toBe(key);
    expect(signersOf(parseNote(note), [verifier])).toEqual([verifier]);
    expect(formatNote(parseNote(note))).toBe(note);
  });

  it('is signed as Go signs it, byte for byte', () => {
    const { name, key } = SigningKey.parse(PETERS_SECRET);
    expect(formatNote({ text: PETERS_TEXT, signatures: [signText(PETERS_TEXT, name, key)] })).toBe(PETERS_NOTE);
    expect(formatVerifierKey(key.verifier(name))).toBe(PETER);
    expect(key.format(name)).toBe(PETERS_SECRET);
  });

  it('is signed by nobody whose key is not known, and told where a known key did not sign it', () => {
    const note = parseNote(PETERS_NOTE);
    expect(signersOf(note, [parseVerifierKey(EXAMPLE_KEY)])).toEqual([]);
    const other = parseNote(PETERS_NOTE.replace('problem is', 'problem was'));
    expect(() => signersOf(other, [parseVerifierKey(PETER)])).toThrow(NoteProblem);
  });

  it.each([
    ['no signatures', 'text\n'],
    ['no line feed at its end', PETERS_NOTE.slice(0, -1)],
    ['a signature that is none', 'text\n\n— name !!!\n'],
    ['a signature line of another form', 'text\n\n- name AAAAAAA=\n'],
    ['a name with a plus', 'text\n\n— na+me AAAAAAA=\n'],
    ['nothing but an id', 'text\n\n— name AAAAAA==\n'],
    ['base 64 in a second way', 'text\n\n— name AAAAAAB=\n'],
    ['a tab', `a\tb\n\n${ENOCH}`],
    ['half a character', `a\ud800\n\n${ENOCH}`],
    ['an empty line among its signatures', `text\n\n${ENOCH}\n`],
  ])('with %s is none', (_, note) => {
    expect(() => parseNote(note)).toThrow(NoteProblem);
  });

  it('does not open when any bit of it is another', () => {
    const key = parseVerifierKey(PETER);
    const whole = Buffer.from(PETERS_NOTE);
    fc.assert(
      fc.property(fc.nat(whole.length * 8 - 1), (bit) => {
        const bytes = Buffer.from(whole);
        const at = Math.floor(bit / 8);
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (bit % 8)), at);
        const opens = (): boolean => {
          try {
            return signersOf(parseNote(bytes.toString('utf8')), [key]).length > 0;
          } catch (error) {
            if (error instanceof NoteProblem) return false;
            throw error;
          }
        };
        expect(opens()).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a key', () => {
  it.each([
    '',
    'name',
    PETER.replace('c74f20a3', 'c74f20a4'),
    PETER.replace('Peter', 'Pe ter'),
    'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
    'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  ])('is not %s', (text) => {
    expect(() => parseVerifierKey(text)).toThrow(NotAKey);
  });

  it.each(['', PETER, PETERS_SECRET.replace('c74f20a3', 'c74f20a4'), `${PETERS_SECRET}A`])(
    'to sign with is not %s',
    (text) => {
      expect(() => SigningKey.parse(text)).toThrow(NotAKey);
    },
  );

  it('is its own, and reads back as it was written', () => {
    const [one, other] = [SigningKey.random(), SigningKey.random()];
    expect(one.publicKey).not.toEqual(other.publicKey);
    expect(SigningKey.parse(one.format('log.example/1'))).toMatchObject({
      name: 'log.example/1',
      key: { publicKey: one.publicKey },
    });
    const text = 'a text\n';
    const note = { text, signatures: [signText(text, 'log.example/1', one)] };
    expect(signersOf(note, [one.verifier('log.example/1')])).toHaveLength(1);
    expect(signersOf(note, [one.verifier('log.example/2'), other.verifier('log.example/1')])).toEqual([]);
  });
});

describe('a checkpoint', () => {
  it('published, reads as it says', () => {
    const { note, checkpoint } = parseCheckpoint(BEHIND_THE_SOFA);
    expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 });
    expect(checkpoint.root.toString('base64')).toBe('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=');
    expect(note.signatures.map(({ name }) => name)).toEqual(['example.com/behind-the-sofa', 'witness.example.com/w1']);
  });

  it('signed and read again is the same, and signed again the same text', () => {
    const key = SigningKey.random();
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.string(), (size, leaf) => {
        const checkpoint = { origin: 'plumbline.example/council', size, root: leafHash(leaf) };
        const text = signCheckpoint(checkpoint, key);
        const read = parseCheckpoint(text);
        expect(read.checkpoint).toEqual(checkpoint);
        expect(signersOf(read.note, [key.verifier(checkpoint.origin)])).toHaveLength(1);
        expect(signCheckpoint(checkpoint, key)).toBe(text);
      }),
    );
  });

  it.each([
    'origin\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
    'origin\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
    'origin\n9007199254740993\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
    'origin\n1\n47DEQpj8HBSa\n',
    'origin\n1\n',
    '\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
    'origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\nmore\n',
  ])('is not %j', (text) => {
    expect(() => parseCheckpointText(text)).toThrow(NoteProblem);
  });

  it('may have lines that its log adds for itself', () => {
    expect(parseCheckpointText(`origin\n0\n${EMPTY_ROOT.toString('base64')}\nmore\n`)).toEqual({
      origin: 'origin',
      size: 0,
      root: EMPTY_ROOT,
    });
  });

  it('is cosigned as tlog-cosignature says', () => {
    const witness = SigningKey.random();
    const key = witness.verifier('witness.example/w', SIGNATURE_TYPES.cosignature);
    const { note } = parseCheckpoint(BEHIND_THE_SOFA);
    const seconds = Buffer.alloc(8);
    seconds.writeBigUInt64BE(1_679_315_147n);
    const signed = witness.sign(`cosignature/v1\ntime 1679315147\n${note.text}`);
    const signature = { name: key.name, id: key.id, bytes: Buffer.concat([seconds, signed]) };
    expect(signersOf({ ...note, signatures: [signature] }, [key])).toEqual([key]);
    seconds.writeBigUInt64BE(1_679_315_148n);
    const later = { ...signature, bytes: Buffer.concat([seconds, signed]) };
    expect(() => signersOf({ ...note, signatures: [later] }, [key])).toThrow(NoteProblem);
  });
});
