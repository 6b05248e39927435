import { join } from 'node:path';
import { jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { OPERATOR } from '#domain';
import type { Actor, KeptOf } from '#domain';
import {
  carryOutErasures,
  erasuresKnown,
  ownersNamed,
  planErasure,
  retentionDue,
  runReport,
  verifyRecords,
} from '#engine';
import { ExportFiles } from '#exports';
import { verifyPack } from '#packs';
import { auditsOfSubject, listAuditsDated } from '#projections';
import { isSealed } from '#privacy';
import { Northbridge } from '../packs/northbridge.fixture.js';
import { search } from './searching.fixture.js';

jest.setTimeout(600_000);

const WAIT_MS = 120_000;

describe('erasing somebody', () => {
  let council: Northbridge;
  let files: ExportFiles;
  let ada: Actor;

  const does = async (name: string, body: object, actor: Actor, target?: string): Promise<string> => {
    const answer = await council.engine.execute({ name, body, actor, ...(target !== undefined && { target }) });
    if ('refused' in answer) throw new Error(`${name} was refused: ${answer.code}`);
    return answer.id;
  };
  const ask = (of: 'case' | 'person', id: string): Promise<string> =>
    does('AskErasure', { of, id, basis: 'request', reason: 'Their letter of May.' }, OPERATOR);
  const erase = async (of: 'case' | 'person', id: string): Promise<void> => {
    await does('ApproveErasure', {}, ada, await ask(of, id));
    await carryOutErasures(council.engine, files);
  };
  /** Everything that is told of practice. */
  const figures = async (): Promise<unknown> =>
    Promise.all(
      (['judgements', 'standards', 'activity', 'moderation'] as const).map((report) =>
        runReport(council.engine, {
          report,
          from: '2025-04-01',
          to: '2026-03-18',
          by: 'month',
          asAt: null,
          filters: {},
          withSmallNumbers: true,
          waitMs: WAIT_MS,
        }),
      ),
    );
  const verified = () =>
    verifyRecords({ ...council.records, witnessFile: join(council.place, 'witness') }, { views: false });
  /** A child of the demonstration whose audits are all closed, and what was written of it. */
  const closedCase = async (): Promise<{ subjectId: string; auditId: string; said: readonly string[] }> => {
    const { engine } = council;
    const board = await engine.readModels.upToNow('audit-board', WAIT_MS);
    const ids = await engine.readModels.upToNow('case-ids', WAIT_MS);
    for (const auditId of listAuditsDated(board, '2025-05-01', '2025-07-31')) {
      const { events } = await engine.ledger.load(`audit-${auditId}`);
      const subjectId = String(Reflect.get(Object(events[0]?.data), 'subjectId'));
      const { auditIds } = auditsOfSubject(ids, subjectId);
      const plan = await planErasure(engine, `subject:${subjectId}`, files);
      if (plan.obstacle !== null || auditIds.length === 0) continue;
      const texts = await council.texts(/./);
      const said = [...new Set(texts.filter(({ owner }) => owner === `subject:${subjectId}`).map(({ text }) => text))];
      // Words that no other record says too.
      const own = said.filter(
        (text) =>
          text.length > 5 && texts.every((each) => each.owner === `subject:${subjectId}` || !each.text.includes(text)),
      );
      if (own.length > 0) return { subjectId, auditId, said: own };
    }
    throw new Error('No case of the demonstration is over');
  };

  beforeAll(async () => {
    council = await Northbridge.open();
    files = new ExportFiles(join(council.engine.dataDir, 'exports'));
    const { directory } = await council.engine.references.load();
    const admin = [...directory.people()].find(({ roles }) => roles.includes('administrator'));
    ada = { id: admin?.personId ?? '', roles: admin?.roles ?? [] };
  });
  afterAll(() => council.close());

  it('of a child: what was found before is found nowhere after, and all that was proved and counted stands', async () => {
    const { engine } = council;
    const { subjectId, auditId, said: wordsOfCase } = await closedCase();
    const quotes = ['Rosalind says that she sleeps at her gran’s', 'The “blue door” at the mill & <nobody> home'];
    const owner: KeptOf = `subject:${subjectId}`;
    const [caseId = ''] = wordsOfCase.filter((text) => !text.includes(' '));
    expect(await ownersNamed(engine, caseId)).toEqual([owner]);
    const said = [...wordsOfCase, ...quotes];
    for (const [index, reason] of quotes.entries()) {
      const hold = await does(
        'PlaceHold',
        { of: index === 0 ? 'audit' : 'case', id: index === 0 ? auditId : subjectId, reason },
        OPERATOR,
      );
      await does('EndHold', { reason: `${reason}!` }, OPERATOR, hold);
    }
    const pack = await council.packed({ of: 'audit', id: auditId, level: 'full' });
    const told = verifyPack(pack);
    await files.write({ exportId: 'about-them', format: 'csv' }, `case,grade\n${caseId},good\n`);
    await files.write({ exportId: 'about-others', format: 'csv' }, 'case,grade\nnobody,good\n');
    await engine.drafts.keep({ personId: ada.id, form: { address: '/somewhere' } }, owner, {
      words: { text: said[0] ?? '' },
      revision: null,
      page: 'p',
      shown: null,
    });
    const before = await search(engine.dataDir, engine, said);
    expect([...before.found.keys()].sort()).toEqual([...said].sort());
    const [figuresBefore, proofBefore] = [await figures(), await verified()];
    const plan = await planErasure(engine, owner, files);
    expect(plan).toMatchObject({ obstacle: null, holds: [], files: 1 });
    expect(plan.texts).toBeGreaterThan(said.length / 2);

    await erase('case', subjectId);

    const after = await search(engine.dataDir, engine, said);
    expect([...after.found]).toEqual([]);
    expect(after.bytes).toBeGreaterThan(1_000_000);
    expect(await files.read({ exportId: 'about-others', format: 'csv' })).toContain('nobody');
    expect(await figures()).toEqual(figuresBefore);
    const proof = await verified();
    expect(proof).toMatchObject({ whole: true, findings: [] });
    expect(proof.covered).toBe(proofBefore.covered);
    expect(verifyPack(pack)).toEqual(told);
    expect(await ownersNamed(engine, caseId)).toEqual([]);
    const { erasures } = await erasuresKnown(engine);
    const done = erasures.at(-1);
    expect(done).toMatchObject({
      standing: 'completed',
      certificate: {
        audits: expect.any(Number),
        // And the reason that was given for it.
        texts: plan.texts + 1,
        files: 1,
        drafts: 1,
        keys: plan.owners.length,
        inClear: [],
      },
    });
    // What it rested on went with them, and the certificate names nobody.
    expect(await engine.ledger.openAll(done?.reason)).toEqual({ erased: true });
    expect(isSealed(done?.certificate)).toBe(false);
    // A pack that is made from then on tells nothing of it.
    const later = readFileSync(await council.packed({ of: 'audit', id: auditId, level: 'full' }));
    expect(said.filter((text) => later.includes(text))).toEqual([]);
    console.log(
      `child: ${said.length} texts, found in ${[...before.found.values()].flat().length} places of ${before.bytes} bytes and ${before.opened} opened texts; after: 0 of ${after.bytes} bytes and ${after.opened} opened texts`,
    );
  });

  it('of a worker who has left: names, addresses and what they wrote of themself, and their name in caseloads', async () => {
    const { engine } = council;
    const { directory } = await engine.references.load();
    const worker = [...directory.people()].find(
      ({ roles, personId }) => roles.includes('practitioner') && personId !== ada.id,
    );
    const personId = worker?.personId ?? '';
    await expect(ask('person', personId)).rejects.toThrow('person-in-post');
    await does(
      'ChangePerson',
      { name: 'Zebedee Quillfeather', email: 'z.quillfeather@northbridge.example', to: '2026-03-17' },
      OPERATOR,
      personId,
    );
    const waiting = [...(await engine.references.load()).directory.pendingChanges()].map(({ changeId }) => changeId);
    if (waiting.length > 0) await does('ConfirmPersonChanges', { changeIds: waiting }, ada);
    const said = ['Zebedee', 'Quillfeather', 'z.quillfeather@northbridge.example'];
    await files.write({ exportId: 'about-worker', format: 'csv' }, 'worker,audits\nZebedee Quillfeather,3\n');
    const before = await search(engine.dataDir, engine, said);
    expect(before.found.size).toBe(said.length);
    const figuresBefore = await figures();
    await erase('person', personId);
    const after = await search(engine.dataDir, engine, said);
    expect([...after.found]).toEqual([]);
    expect(await figures()).toEqual(figuresBefore);
    expect(await verified()).toMatchObject({ whole: true, findings: [] });
    console.log(
      `worker: found in ${[...before.found.values()].flat().length} places; after: 0 of ${after.bytes} bytes`,
    );
  });

  it('is stopped by a hold, which says why', async () => {
    const { engine } = council;
    const { subjectId, auditId } = await closedCase();
    const erasureId = await ask('case', subjectId);
    await does('ApproveErasure', {}, ada, erasureId);
    const hold = await does('PlaceHold', { of: 'audit', id: auditId, reason: 'The inquiry of 2026.' }, OPERATOR);
    expect(await carryOutErasures(engine, files)).toEqual([]);
    expect((await planErasure(engine, `subject:${subjectId}`, files)).holds).toMatchObject([
      { on: `audit:${auditId}`, reason: 'The inquiry of 2026.' },
    ]);
    await expect(does('ApproveErasure', {}, ada, erasureId)).rejects.toThrow('held');
    await does('EndHold', { reason: 'It is over.' }, OPERATOR, hold);
    expect(await carryOutErasures(engine, files)).toEqual([]);
    await does('ApproveErasure', {}, ada, erasureId);
    expect(await carryOutErasures(engine, files)).toMatchObject([
      { erasureId, certificate: { audits: expect.any(Number) } },
    ]);
  });

  it('is due once the settings say for how long records are kept, and not before', async () => {
    const { engine } = council;
    expect(await retentionDue(engine)).toBeNull();
    const { settings } = await engine.references.load();
    const { version: _, ...proposed } = settings ?? { version: 0 };
    const retention = { childAudits: 3, carerAudits: null, supervisionAudits: null, people: 1 };
    await does('PublishSettings', { settings: { ...proposed, retention }, note: 'Records are kept.' }, OPERATOR);
    const due = (await retentionDue(engine)) ?? [];
    expect(due.length).toBeGreaterThan(10);
    for (const { owner, auditIds, dueOn } of due.slice(0, 20)) {
      expect(dueOn <= '2026-03-18').toBe(true);
      expect((await planErasure(engine, owner, files)).obstacle).toBeNull();
      expect(owner.startsWith('person:') || auditIds.length > 0).toBe(true);
    }
    const [first] = due;
    const [kind = '', id = ''] = (first?.owner ?? '').split(':');
    await ask(kind === 'person' ? 'person' : 'case', id);
    expect((await retentionDue(engine))?.map(({ owner }) => owner)).not.toContain(first?.owner);
  });

  it('lets no new audit of them begin', async () => {
    const { engine } = council;
    const erased =
      (await erasuresKnown(engine)).erasures.find(({ owner }) => owner.startsWith('subject:'))?.owner ?? '';
    const subjectId = erased.slice('subject:'.length);
    const body = { subjectId, activity: 'deep-dive', auditId: '11111111-1111-5111-8111-111111111111' };
    expect(
      await engine.execute({ name: 'ReserveLiveAudit', body, actor: { id: 'system:test', roles: ['system'] } }),
    ).toMatchObject({ refused: true, code: 'subject-erased' });
  });
});
