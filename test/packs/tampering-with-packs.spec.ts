import { jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ZipWriter, verifyPack } from '#packs';
import { listAuditsDated } from '#projections';
import { SigningKey, formatNote, formatVerifierKey, parseCheckpoint, signCheckpoint, signText } from '#transparency';
import { Northbridge, filesOf } from './northbridge.fixture.js';

jest.setTimeout(3_600_000);

/** `TAMPERINGS=5000 npm run unit -- dist/test/packs/tampering` for thousands. */
const TAMPERINGS = Number(process.env['TAMPERINGS'] ?? 150);

type Files = Map<string, Buffer>;
type Pick = (below: number) => number;

/** What is changed, and the file or the stream that must be named; nothing where nothing was changed. */
interface Changed {
  readonly named?: string;
}

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const data = (files: Files, begin: string): readonly string[] =>
  [...files.keys()].filter((name) => name.startsWith(`pack/data/${begin}`));

/** Makes everything right again that needs no key: what the bag lists, and how large it is. */
function bagAnew(files: Files): void {
  const listOf = (names: readonly string[]): string =>
    names
      .map((name) => name.slice('pack/'.length))
      .sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)))
      .map((name) => `${sha256(files.get(`pack/${name}`) ?? '')}  ${name}\n`)
      .join('');
  const payload = data(files, '');
  files.set('pack/manifest-sha256.txt', Buffer.from(listOf(payload)));
  const bytes = payload.reduce((sum, name) => sum + (files.get(name)?.length ?? 0), 0);
  files.set('pack/bag-info.txt', Buffer.from(`Payload-Oxum: ${bytes}.${payload.length}\n`));
  const tags = ['bagit.txt', 'bag-info.txt', 'manifest-sha256.txt', 'signature.txt'].map((name) => `pack/${name}`);
  files.set('pack/tagmanifest-sha256.txt', Buffer.from(listOf(tags)));
}

/** Signs what the bag lists, as whoever has the key of the log can. */
function signAnew(files: Files, key: SigningKey): void {
  bagAnew(files);
  const { origin } = parseCheckpoint(files.get('pack/data/checkpoint')?.toString() ?? '').checkpoint;
  const digest = createHash('sha256')
    .update(files.get('pack/manifest-sha256.txt') ?? '')
    .digest('base64');
  const text = `plumbline pack manifest v1\n${origin}\n${digest}\n`;
  files.set('pack/signature.txt', Buffer.from(formatNote({ text, signatures: [signText(text, origin, key)] })));
  bagAnew(files);
}

function changeLines(files: Files, name: string, change: (lines: string[]) => void): void {
  const lines = (files.get(name)?.toString() ?? '').split('\n').slice(0, -1);
  change(lines);
  files.set(name, Buffer.from(lines.map((line) => `${line}\n`).join('')));
}

/** Another character of the same kind. */
const other = (character: string): string =>
  /\d/.test(character) ? String((Number(character) + 1) % 10) : character === 'a' ? 'b' : 'a';

const CONTENT: Readonly<Record<string, (files: Files, pick: Pick) => Changed>> = {
  'a character of an event': (files, pick) => {
    const [name = ''] = [data(files, 'events/')[pick(data(files, 'events/').length)]];
    const text = files.get(name)?.toString() ?? '';
    const places = [...text.matchAll(/[0-9a-z]/g)].map(({ index }) => index);
    const at = places[pick(places.length)] ?? 0;
    files.set(name, Buffer.from(text.slice(0, at) + other(text.charAt(at)) + text.slice(at + 1)));
    return { named: name };
  },
  'an event removed': (files, pick) => {
    const names = data(files, 'events/');
    const name = names[pick(names.length)] ?? '';
    changeLines(files, name, (lines) => void lines.splice(pick(lines.length), 1));
    return {};
  },
  'two events swapped': (files, pick) => {
    const names = data(files, 'events/audit-');
    const name = names[pick(names.length)] ?? '';
    changeLines(files, name, (lines) => {
      const at = pick(lines.length - 1);
      lines.splice(at, 2, lines[at + 1] ?? '', lines[at] ?? '');
    });
    return { named: name };
  },
  'an event of another stream put in': (files, pick) => {
    const names = data(files, 'events/');
    const [from, to] = [names[pick(names.length)] ?? '', names[pick(names.length)] ?? ''];
    if (from === to) return {};
    const [line = ''] = (files.get(from)?.toString() ?? '').split('\n');
    changeLines(files, to, (lines) => void lines.splice(pick(lines.length + 1), 0, line));
    return { named: to };
  },
  'a whole stream gone': (files, pick) => {
    const names = data(files, 'events/');
    files.delete(names[pick(names.length)] ?? '');
    return {};
  },
  'a key of a field': (files, pick) => {
    changeLines(files, 'pack/data/disclosed.ndjson', (lines) => {
      const places = lines.flatMap((line, at) => (line.includes('"key"') ? [at] : []));
      const at = places[pick(places.length)] ?? 0;
      const line = lines[at] ?? '';
      lines[at] = line.replace(/"key":"(.)/, (_, first: string) => `"key":"${first === 'A' ? 'B' : 'A'}`);
    });
    return { named: 'data/disclosed.ndjson' };
  },
  'why a field is withheld': (files) => {
    changeLines(files, 'pack/data/disclosed.ndjson', (lines) => {
      const at = lines.findIndex((line) => line.includes('"withheld"'));
      lines[at] = (lines[at] ?? '').replace(/"withheld":"[^"]+"/, '"withheld":"nobody knows"');
    });
    return { named: 'data/disclosed.ndjson' };
  },
  'a word of the page': (files, pick) => {
    const text = files.get('pack/data/index.html')?.toString() ?? '';
    const words = [...text.matchAll(/<(?:dd|td|p|h4)[^>]*>([^<]+)</g)];
    const [whole = '', said = ''] = words[pick(words.length)] ?? [];
    files.set('pack/data/index.html', Buffer.from(text.replace(whole, whole.replace(said, `${said} not`))));
    return { named: 'data/index.html' };
  },
  'something hidden on the page': (files) => {
    const text = files.get('pack/data/index.html')?.toString() ?? '';
    files.set('pack/data/index.html', Buffer.from(text.replace('h4{', 'dd{display:none}h4{')));
    return { named: 'data/index.html' };
  },
  'a cell of the register': (files, pick) => {
    const lines = (files.get('pack/data/register.csv')?.toString() ?? '').split('\r\n');
    const at = 1 + pick(lines.length - 2);
    lines[at] = (lines[at] ?? '').replace(/,[^,]*$/, ',2030-01-01');
    files.set('pack/data/register.csv', Buffer.from(lines.join('\r\n')));
    return { named: 'data/register.csv' };
  },
  'a proof': (files, pick) => {
    const text = files.get('pack/data/proofs.json')?.toString() ?? '';
    const places = [...text.matchAll(/"[A-Za-z0-9+/]{43}="/g)].map(({ index }) => index + 1);
    const at = places[pick(places.length)] ?? 0;
    files.set(
      'pack/data/proofs.json',
      Buffer.from(text.slice(0, at) + (text.charAt(at) === 'A' ? 'B' : 'A') + text.slice(at + 1)),
    );
    return { named: 'data/proofs.json' };
  },
  'what is left out': (files) => {
    const text = files.get('pack/data/pack.json')?.toString() ?? '';
    files.set('pack/data/pack.json', Buffer.from(text.replace(/"leftOut":\[\{.*?\},?/, '"leftOut":[')));
    return {};
  },
  'the checkpoint': (files) => {
    const text = files.get('pack/data/checkpoint')?.toString() ?? '';
    files.set('pack/data/checkpoint', Buffer.from(text.replace(/\n(\d)/, (_, first: string) => `\n${other(first)}`)));
    return { named: 'data/checkpoint' };
  },
};

/** What nothing but the signature of the log tells. */
const SIGNED_ONLY: typeof CONTENT = {
  'the verifier in the pack': (files) => {
    files.set('pack/data/verify.mjs', Buffer.from("console.log('whole')\n"));
    return { named: 'signature.txt' };
  },
  'for whom it was made': (files) => {
    const text = files.get('pack/data/pack.json')?.toString() ?? '';
    const page = files.get('pack/data/index.html')?.toString() ?? '';
    files.set('pack/data/pack.json', Buffer.from(text.replace('"for":"operator"', '"for":"somebody"')));
    files.set('pack/data/index.html', Buffer.from(page.replace('<dd>operator</dd>', '<dd>somebody</dd>')));
    return { named: 'signature.txt' };
  },
};

describe('a pack that was tampered with', () => {
  let council: Northbridge;
  let whole: Buffer;
  let key: SigningKey;
  let vkey: string;
  const counts = new Map<string, number>();

  beforeAll(async () => {
    council = await Northbridge.open();
    const rows = await council.engine.readModels.upToNow('audit-board', 120_000);
    const [first = ''] = listAuditsDated(rows, '2025-05-01', '2025-12-31');
    whole = readFileSync(await council.packed({ of: 'audit', id: first, level: 'full' }));
    key = SigningKey.parse(readFileSync(join(council.place, 'signing-key'), 'utf8').trim()).key;
    vkey = formatVerifierKey(key.verifier('log.example/northbridge'));
  });
  afterAll(async () => {
    await council.close();
    process.stdout.write(`Tampered with packs: ${JSON.stringify(Object.fromEntries([...counts].sort()))}\n`);
  });

  const looked = (bytes: Buffer, trusted?: string) => {
    const file = join(council.place, 'tampered.zip');
    writeFileSync(file, bytes);
    return verifyPack(file, { key: trusted });
  };
  const zipped = async (files: Files): Promise<Buffer> => {
    const file = join(council.place, 'zipped.zip');
    rmSync(file, { force: true });
    const zip = await ZipWriter.create(file);
    for (const [name, bytes] of files) await zip.add(name, [bytes]);
    await zip.finish();
    await zip.close();
    return readFileSync(file);
  };
  const count = (kind: string): void => void counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const each = fc.infiniteStream(fc.nat(1_000_000_000));
  const picks =
    (numbers: Iterator<number>): Pick =>
    (below) =>
      Number(numbers.next().value) % Math.max(1, below);

  it('is whole while nobody does', async () => {
    expect(looked(whole, vkey)).toMatchObject({ whole: true, findings: [] });
    const files = await filesOf(whole);
    expect(await zipped(files)).toEqual(whole);
    signAnew(files, key);
    expect(await zipped(files)).toEqual(whole);
  });

  it('is found by any byte of its file', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const bytes = Buffer.from(whole);
        bytes.writeUInt8(bytes.readUInt8(at) ^ by, at);
        count('a byte of the file');
        const { findings } = looked(bytes);
        expect(findings.length).toBeGreaterThan(0);
        expect(findings[0]?.wrong).not.toBe('');
      }),
      { numRuns: TAMPERINGS },
    );
  });

  it('is found when it is cut off, or more stands at its end', () => {
    for (const at of [0, 1, 21, 22, 1_000, whole.length - 1]) {
      expect(looked(whole.subarray(0, at)).whole).toBe(false);
      count('cut off');
    }
    expect(looked(Buffer.concat([whole, Buffer.of(0)])).whole).toBe(false);
  });

  it.each(Object.keys({ ...CONTENT, ...SIGNED_ONLY }))('is found, with its bag made right again: %s', async (kind) => {
    const change = { ...CONTENT, ...SIGNED_ONLY }[kind];
    const original = await filesOf(whole);
    await fc.assert(
      fc.asyncProperty(each, async (numbers) => {
        const files = new Map(original);
        change?.(files, picks(numbers[Symbol.iterator]()));
        bagAnew(files);
        const bytes = await zipped(files);
        if (bytes.equals(whole)) return;
        count(`${kind}, bagged anew`);
        expect(looked(bytes).findings.map(({ file }) => file)).toContain(
          kind === 'the checkpoint' ? 'data/checkpoint' : 'signature.txt',
        );
      }),
      { numRuns: Math.ceil(TAMPERINGS / 15) },
    );
  });

  it.each(Object.keys(CONTENT))(
    'is found and named, even signed by whoever has the key of the log: %s',
    async (kind) => {
      const original = await filesOf(whole);
      await fc.assert(
        fc.asyncProperty(each, async (numbers) => {
          const files = new Map(original);
          const { named } = CONTENT[kind]?.(files, picks(numbers[Symbol.iterator]())) ?? {};
          signAnew(files, key);
          const bytes = await zipped(files);
          if (bytes.equals(whole)) return;
          count(`${kind}, signed anew`);
          const { findings } = looked(bytes);
          expect(findings.length).toBeGreaterThan(0);
          if (named !== undefined) expect(findings.map(({ file }) => `pack/${file}`).join()).toContain(named);
        }),
        { numRuns: Math.ceil(TAMPERINGS / 10) },
      );
    },
  );

  it('is found when all of it is signed with another key, by whoever knows the key of the log', async () => {
    const files = await filesOf(whole);
    const theirs = SigningKey.random();
    const { checkpoint } = parseCheckpoint(files.get('pack/data/checkpoint')?.toString() ?? '');
    files.set('pack/data/checkpoint', Buffer.from(signCheckpoint(checkpoint, theirs)));
    files.set('pack/data/keys', Buffer.from(`${formatVerifierKey(theirs.verifier(checkpoint.origin))}\n`));
    signAnew(files, theirs);
    const bytes = await zipped(files);
    expect(looked(bytes).whole).toBe(true);
    expect(looked(bytes, vkey).findings).toEqual([
      { file: 'data/checkpoint', wrong: 'It is signed by another key than the one given' },
    ]);
    count('all signed with another key');
  });
});
