import { jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATOR } from '#domain';
import type { Actor } from '#domain';
import { readAudit } from '#engine';
import { verifyPack } from '#packs';
import { listAuditsDated } from '#projections';
import { parseCheckpoint, parseVerifierKey, signersOf } from '#transparency';
import { Northbridge, filesOf } from './northbridge.fixture.js';

jest.setTimeout(600_000);

/** As it stands in any file of a pack. */
const writtenAs = (text: string): readonly string[] => [
  text,
  JSON.stringify(text).slice(1, -1),
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
];

/** Everything that can be read in a pack: its files, and what its keys open, which its pages show too. */
const readableIn = async (file: string): Promise<string> =>
  [...(await filesOf(readFileSync(file)))]
    .filter(([name]) => !/verify\.mjs|FORMAT\.md/.test(name))
    .map(([, bytes]) => bytes.toString('utf8'))
    .join('\n')
    // Ciphertext and hashes hold any three letters by chance.
    .replace(/[A-Za-z0-9+/=]{40,}/g, '');

describe('an evidence pack', () => {
  let council: Northbridge;
  /** Audits of six weeks, most of them closed. */
  const period = { of: 'period', from: '2025-05-01', to: '2025-06-15' };
  let audits: readonly string[];

  beforeAll(async () => {
    council = await Northbridge.open();
    const rows = await council.engine.readModels.upToNow('audit-board', 120_000);
    audits = listAuditsDated(rows, period.from, period.to);
  });
  afterAll(() => council.close());

  it('is checked by Node alone, by the rules of bags, and its checkpoint by whoever reads signed notes', async () => {
    expect(audits.length).toBeGreaterThan(20);
    const file = await council.packed({ ...period, level: 'full', why: 'The inspection of May' });
    const files = await filesOf(readFileSync(file));
    const manifest = files.get('pack/manifest-sha256.txt')?.toString() ?? '';
    const listed = manifest
      .trimEnd()
      .split('\n')
      .map((line) => line.split('  '));
    for (const [digest, name] of listed)
      expect(
        createHash('sha256')
          .update(files.get(`pack/${name}`) ?? '')
          .digest('hex'),
      ).toBe(digest);
    expect(listed.map(([, name]) => `pack/${name}`).sort()).toEqual(
      [...files.keys()].filter((name) => name.startsWith('pack/data/')).sort(),
    );

    const alone = join(council.place, 'alone');
    mkdirSync(alone);
    copyFileSync(file, join(alone, 'pack.zip'));
    writeFileSync(join(alone, 'verify.mjs'), files.get('pack/data/verify.mjs') ?? '');
    const run = spawnSync(process.execPath, ['verify.mjs', 'pack.zip'], { cwd: alone, env: {}, encoding: 'utf8' });
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toEqual(verifyPack(file));

    const keys = (files.get('pack/data/keys')?.toString() ?? '').trimEnd().split('\n').map(parseVerifierKey);
    const { note, checkpoint } = parseCheckpoint(files.get('pack/data/checkpoint')?.toString() ?? '');
    expect(signersOf(note, keys)).toHaveLength(1);
    expect(verifyPack(file)).toMatchObject({
      whole: true,
      audits: audits.length,
      origin: 'log.example/northbridge',
      size: checkpoint.size,
      level: 'full',
      findings: [],
    });
  });

  it('says in its register what the service says of each audit', async () => {
    const file = await council.packed({ ...period, level: 'full' });
    const lines = (await filesOf(readFileSync(file))).get('pack/data/register.csv')?.toString().split('\r\n') ?? [];
    expect(lines).toHaveLength(audits.length + 2);
    for (const [index, auditId] of audits.entries()) {
      const read = await readAudit(council.engine, { auditId, actor: OPERATOR, what: 'detail' });
      if ('refused' in read) throw new Error(read.sentence);
      const { reference, auditedOn, team, finalGrade, actions, sections, moderatorId, names } = read.document;
      const decided = sections.moderation.filter(({ type }) => type === 'grade-upheld' || type === 'grade-changed');
      const first = sections.submissions.find(({ type }) => type === 'first-grade-submitted');
      const said = (grade: unknown): string => (typeof grade === 'string' ? grade.replaceAll('_', ' ') : '');
      const last = decided.at(-1);
      const [row = ''] = [lines[index + 1]];
      const cells = row.split(',');
      expect([cells[0], cells[1], cells[3]]).toEqual([reference, auditedOn ?? '', team]);
      expect(cells[4]).toBe(said(Reflect.get(first?.data ?? {}, 'grade')));
      expect(cells[5]).toBe(said(Reflect.get(last?.data ?? {}, last?.type === 'grade-changed' ? 'to' : 'grade')));
      expect(cells[6]).toBe(said(finalGrade));
      expect(cells[7]).toBe(last === undefined ? '' : names[moderatorId ?? '']);
      const count = (...some: readonly string[]): string =>
        String(actions.filter(({ status }) => some.includes(status)).length);
      expect([cells[8], cells[9]]).toEqual([count('open'), count('completed', 'verified')]);
    }
  });

  it.each(['pseudonymised', 'without-text'] as const)('%s tells nothing that this level withholds', async (level) => {
    const [full, less] = [
      await council.packed({ ...period, level: 'full' }),
      await council.packed({ ...period, level }),
    ];
    expect(verifyPack(less)).toMatchObject({ whole: true, level, findings: [] });
    const [all, told] = [await readableIn(full), await readableIn(less)];
    const people = await council.texts(/^people$/);
    const names = people.filter(({ path }) => path !== 'hash' && path !== 'secret').map(({ text }) => text);
    const caseIds = (await council.texts(/^caseload-/))
      .filter(({ path }) => path.endsWith('importedId'))
      .map(({ text }) => text);
    const quotes = (await council.texts(/^audit-/)).filter(({ text }) => text.length > 12).map(({ text }) => text);
    const isIn = (where: string, text: string): boolean => writtenAs(text).some((written) => where.includes(written));
    const withheld = level === 'pseudonymised' ? [...names, ...caseIds] : quotes;
    // What was looked for is there where it may be.
    expect(withheld.filter((text) => isIn(all, text)).length).toBeGreaterThan(20);
    expect([...new Set(withheld)].filter((text) => text.length > 2 && isIn(told, text))).toEqual([]);
    const kept = level === 'pseudonymised' ? quotes : names;
    expect(kept.filter((text) => isIn(told, text)).length).toBeGreaterThan(20);
  });

  it('in which nobody is named withholds a text that names somebody', async () => {
    const people = await council.texts(/^people$/);
    const [name] = people.filter(({ path }) => path === 'name').map(({ text }) => text);
    const surname = (name ?? '').split(' ').at(-1) ?? '';
    const { directory } = await council.engine.references.load();
    const to = [...directory.people()].find(({ roles }) => roles.includes('practitioner'))?.personId;
    const reason = `${surname.toUpperCase()} asked for it, who holds the case now`;
    const rows = await council.engine.readModels.upToNow('audit-board', 120_000);
    let auditId = '';
    // The first that has not come to its end.
    for (const target of listAuditsDated(rows, '2026-01-01', '2026-03-18')) {
      const call = { name: 'ReassignPractitioner', target, body: { to, reason }, actor: OPERATOR };
      if (auditId === '' && !('refused' in (await council.engine.execute(call)))) auditId = target;
    }
    const told = await readableIn(await council.packed({ of: 'audit', id: auditId, level: 'pseudonymised' }));
    expect(await readableIn(await council.packed({ of: 'audit', id: auditId, level: 'full' }))).toContain(reason);
    expect(told).not.toContain(reason);
    expect(told).toContain('(withheld: it names somebody)');
  });

  it('keeps what is erased erased, and says so', async () => {
    const [, auditId = ''] = audits;
    const { document } = await read(auditId);
    const owners = [`subject:${document.subjectId}`, `person:${document.auditorId}`];
    const gone = [...(await council.texts(/^(audit-|people$)/))].filter(({ owner }) => owners.includes(owner));
    expect(gone.length).toBeGreaterThan(5);
    const body = { of: 'audit', id: auditId, level: 'full' };
    const before = await readableIn(await council.packed(body));
    for (const owner of owners) await council.engine.keys.destroy(owner, '2026-03-18T12:00:00.000Z');
    const file = await council.packed(body);
    const after = await readableIn(file);
    const quotes = gone.filter(({ text }) => text.length > 12).map(({ text }) => text);
    expect(quotes.some((text) => before.includes(text))).toBe(true);
    expect(quotes.filter((text) => after.includes(text))).toEqual([]);
    expect(after).toContain('<dd>(erased)</dd>');
    expect(after).toContain('name erased');
    expect(verifyPack(file)).toMatchObject({ whole: true, findings: [] });
  });

  it('is an inspector’s of what a grant opens, and of nothing else; nobody learns what there is', async () => {
    const { engine } = council;
    const { directory } = await engine.references.load();
    const inspectorId = [...directory.people()].find(({ roles }) => roles.includes('inspector'))?.personId ?? '';
    const inspector: Actor = { id: inspectorId, roles: ['inspector'] };
    const granted = audits.slice(2, 5);
    const grant = await engine.execute({
      name: 'GrantInspection',
      body: { inspectorId, auditIds: granted, from: '2026-03-18', until: '2026-03-31', reason: 'Section 11' },
      actor: { id: 'cora', roles: ['coordinator'] },
    });
    if ('refused' in grant) throw new Error(grant.sentence);
    const file = await council.packed({ of: 'grant', id: grant.id, level: 'full' }, inspector);
    expect(verifyPack(file)).toMatchObject({ whole: true, audits: granted.length });
    const told = await readableIn(file);
    for (const id of audits) expect(told.includes(`"audit-${id}"`)).toBe(granted.includes(id));
    expect(told).not.toContain('sample-drawn');

    const refused = async (body: object, actor: Actor) => council.pack({ level: 'full', ...body }, actor);
    const elsewhere = [audits[6], randomUUID()];
    for (const id of elsewhere) expect(await refused({ of: 'audit', id }, inspector)).toBe('pack-of-nothing');
    for (const id of elsewhere) expect(await refused({ of: 'sample', id }, inspector)).toBe('pack-of-nothing');
    expect(await refused(period, inspector)).toBe('pack-of-nothing');
    const auditor: Actor = { id: inspectorId, roles: ['auditor'] };
    for (const id of [...granted, ...elsewhere])
      expect(await refused({ of: 'audit', id }, auditor)).toBe('role-missing');
  });

  const read = async (auditId: string) => {
    const answer = await readAudit(council.engine, { auditId, actor: OPERATOR, what: 'detail' });
    if ('refused' in answer) throw new Error(answer.sentence);
    return answer;
  };
});
