import { join } from 'node:path';
import { jest } from '@jest/globals';
import { OPERATOR, isRefusal, nameKey, unreviewedIn } from '#domain';
import type { Actor, DataRequest, TextReviewed } from '#domain';
import { carryOutErasures, dataRequestsKnown, gatherWhatIsAsked, makeAccessDocument, openAccess } from '#engine';
import { ExportFiles } from '#exports';
import { auditsOfSubject, everyCaseId, listAuditsDated } from '#projections';
import type { AccessFile } from '#subject-access';
import { openPeople } from '#application';
import { search } from '../erasure/searching.fixture.js';
import { Northbridge } from '../packs/northbridge.fixture.js';

jest.setTimeout(600_000);

const WAIT_MS = 120_000;

describe('what is held on somebody, as it is given to them', () => {
  let council: Northbridge;
  let ada: Actor;

  const does = async (name: string, body: object, target?: string, actor: Actor = OPERATOR): Promise<string> => {
    const answer = await council.engine.execute({ name, body, actor, ...(target !== undefined && { target }) });
    if ('refused' in answer) throw new Error(`${name} was refused: ${answer.code}`);
    return answer.id;
  };
  const known = async (requestId: string): Promise<DataRequest> => {
    const request = (await dataRequestsKnown(council.engine)).find((each) => each.requestId === requestId);
    if (request === undefined) throw new Error('There is no such request');
    return request;
  };
  const asked = async (body: object): Promise<string> => {
    const rest = {
      kind: 'access',
      about: 'record',
      asked: 'A letter; her passport was seen',
      receivedOn: '2026-03-10',
    };
    const requestId = await does('RecordDataRequest', { ...rest, ...body });
    await gatherWhatIsAsked(council.engine);
    return requestId;
  };
  const opened = async (requestId: string): Promise<AccessFile> =>
    openAccess(council.engine, await known(requestId), OPERATOR);
  const document = async (requestId: string): Promise<string> => {
    const made = await makeAccessDocument(council.engine, await known(requestId), 'html', OPERATOR);
    if (isRefusal(made)) throw new Error(made.sentence);
    return new TextDecoder().decode(made.bytes);
  };
  /** @param at of all texts of the request, from 0 */
  const decide = (requestId: string, at: number, said: Partial<TextReviewed>): Promise<string> =>
    does('ReviewAccessTexts', { texts: [{ text: at + 1, decision: 'as-shown', ...said }] }, requestId);
  const reviewRest = async (requestId: string): Promise<void> => {
    const request = await known(requestId);
    const waiting = new Set(unreviewedIn(request));
    const texts = (await opened(requestId)).items
      .flatMap((item) => item.texts)
      .flatMap(({ key }, at) => (waiting.has(key) ? [{ text: at + 1, decision: 'as-shown' }] : []));
    await does('ReviewAccessTexts', { texts }, requestId);
  };
  /** Every name and case id that is known, but for some. */
  const namesKnown = async (but: readonly string[]): Promise<readonly string[]> => {
    const { ledger, references, readModels } = council.engine;
    const { directory } = await references.load();
    const people = await openPeople(ledger, directory.people());
    const cases = await ledger.openAll(everyCaseId(await readModels.upToNow('case-ids', WAIT_MS)));
    return [...cases, ...people.flatMap(({ name, email, ref }) => [name, email, ref])].filter(
      (text): text is string => typeof text === 'string' && text.length > 2 && !but.includes(text),
    );
  };
  /** A case with audits that are all over and texts of the family. */
  const closedCase = async (): Promise<{
    readonly subjectId: string;
    readonly auditId: string;
    readonly caseId: string;
  }> => {
    const { engine } = council;
    const board = await engine.readModels.upToNow('audit-board', WAIT_MS);
    const ids = await engine.readModels.upToNow('case-ids', WAIT_MS);
    for (const auditId of listAuditsDated(board, '2025-05-01', '2025-12-31')) {
      const { events } = await engine.ledger.load(`audit-${auditId}`);
      const subjectId = String(Reflect.get(Object(events[0]?.data), 'subjectId'));
      const family = events.some(
        ({ type, data }) => type === 'family-contact-recorded' && Reflect.get(Object(data), 'words') !== null,
      );
      if (!family || events.at(-1)?.type !== 'audit-closed') continue;
      if (auditsOfSubject(ids, subjectId).auditIds.length !== 1) continue;
      const [caseId = ''] = (await council.texts(/^caseload-/)).flatMap(({ owner, text }) =>
        owner === `subject:${subjectId}` ? [text] : [],
      );
      if (caseId !== '') return { subjectId, auditId, caseId };
    }
    throw new Error('No case of the demonstration is over');
  };

  beforeAll(async () => {
    council = await Northbridge.open();
    const { directory } = await council.engine.references.load();
    const admin = [...directory.people()].find(({ roles }) => roles.includes('administrator'));
    ada = { id: admin?.personId ?? '', roles: admin?.roles ?? [] };
  });
  afterAll(() => council.close());

  it('of a child: everything written of it, no known name of another, and what a reviewer keeps back; an erasure reaches it', async () => {
    const { engine } = council;
    const { subjectId, auditId, caseId } = await closedCase();
    const { directory } = await engine.references.load();
    const [worker] = await openPeople(engine.ledger, [...directory.people()].slice(3, 4));
    const [first = '', last = ''] = (worker?.name ?? '').split(' ');
    const written = `${worker?.name ?? ''} said that Joy next door helps, and ${first.toLowerCase()} did too; see ${last.toUpperCase()}.`;
    await does(
      'CorrectRecord',
      {
        corrects: (await engine.ledger.load(`audit-${auditId}`)).events[0]?.id,
        change: { field: 'note' },
        reason: written,
      },
      auditId,
    );
    await does('RecordReading', { what: 'detail', firstGrade: true, purpose: null }, auditId);
    const requestId = await asked({ of: 'case', id: subjectId });
    const file = await opened(requestId);
    // Every text of the audit, in the order it was written.
    const texts = await council.texts(new RegExp(`^audit-${auditId}$`));
    expect(file.items.filter(({ stream }) => stream === `audit-${auditId}`).flatMap((item) => item.texts)).toHaveLength(
      texts.length,
    );
    expect(file.items.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['caseload-part-recorded', 'audit-closed', 'case-content-read']),
    );
    expect(file.caseId).toBe(caseId);
    const all = file.items.flatMap((item) => item.texts);
    const at = all.findIndex(({ shown }) => shown?.includes('Joy next door') === true);
    expect(all[at]?.shown).toBe('[withheld] said that Joy next door helps, and [withheld] did too; see [withheld].');
    const names = await namesKnown([caseId]);
    expect(names.length).toBeGreaterThan(500);
    const told = await document(requestId);
    expect(told).toContain('Not reviewed yet, not to be given out');
    const key = (text: string): string => ` ${nameKey(text.replaceAll(/[^\p{L}\p{N}@.-]+/gu, ' '))} `;
    const plain = key(told);
    expect(names.filter((name) => plain.includes(key(name)))).toEqual([]);
    expect(told).toContain(caseId);

    await expect(does('EndDataRequest', { outcome: 'answered' }, requestId)).rejects.toThrow('texts-unreviewed');
    await decide(requestId, at, {
      decision: 'changed',
      blackOut: 'Joy',
      letThrough: first,
      reason: 'A neighbour’s name.',
    });
    const other = at === 0 ? 1 : 0;
    const secret = all[other]?.shown ?? '';
    await decide(requestId, other, {
      decision: 'withheld',
      because: 'serious-harm',
      reason: 'Her doctor advises against it.',
    });
    await reviewRest(requestId);
    const reviewed = await document(requestId);
    expect(reviewed).not.toContain('Not reviewed yet');
    expect(reviewed).toContain(
      `${first} [withheld] said that [withheld] next door helps, and ${first.toLowerCase()} did too; see [withheld].`,
    );
    expect(reviewed).not.toContain(secret);
    expect(reviewed).toContain('serious harm');
    await does('EndDataRequest', { outcome: 'answered', reason: 'Given to her at the office.' }, requestId);

    const said = [
      'A letter; her passport was seen',
      'A neighbour’s name.',
      'Her doctor advises against it.',
      'Given to her at the office.',
      'Joy next door',
    ];
    const before = await search(engine.dataDir, engine, said);
    expect([...before.found.keys()].sort()).toEqual([...said].sort());
    const erasureId = await does('AskErasure', { of: 'case', id: subjectId, basis: 'request', reason: 'They asked.' });
    await does('ApproveErasure', {}, erasureId, ada);
    await carryOutErasures(engine, new ExportFiles(join(engine.dataDir, 'exports')));
    expect([...(await search(engine.dataDir, engine, said)).found]).toEqual([]);
    const after = await openAccess(engine, await known(requestId), OPERATOR);
    expect(new Set(after.items.flatMap((item) => item.texts.map(({ state }) => state)))).toEqual(new Set(['erased']));
  });

  it('of a mother: what she said and what names her, and nothing of the child alone', async () => {
    const { engine } = council;
    const { subjectId, auditId } = await closedCase();
    const corrects = (await engine.ledger.load(`audit-${auditId}`)).events[0]?.id;
    const note = (reason: string): Promise<string> =>
      does('CorrectRecord', { corrects, change: { field: 'note' }, reason }, auditId);
    await note('Ann Smith came to the meeting.');
    await note('His school is pleased with him.');
    const requestId = await asked({
      of: 'case',
      id: subjectId,
      about: 'family-member',
      called: 'Ann Smith\nMrs Smith',
    });
    const told = await document(requestId);
    expect(told).toContain('Ann Smith came to the meeting.');
    expect(told).not.toContain('His school');
    const file = await opened(requestId);
    const kinds = new Set(file.items.map(({ type }) => type));
    expect(kinds.has('family-contact-recorded')).toBe(true);
    expect(kinds.has('first-grade-submitted')).toBe(false);
    expect(file.caseId).toBeNull();
  });

  it('of a worker: audits of their work and what they wrote, no number of a case, nothing of their passwords', async () => {
    const { engine } = council;
    const { directory } = await engine.references.load();
    const worker = [...directory.people()].find(({ roles }) => roles.includes('practitioner'));
    const [named] = await openPeople(engine.ledger, worker === undefined ? [] : [worker]);
    const requestId = await asked({ of: 'person', id: worker?.personId });
    const told = await document(requestId);
    expect(told).toContain(named?.name);
    const own = [named?.name ?? '', named?.email ?? '', named?.ref ?? ''];
    const key = (text: string): string => ` ${nameKey(text.replaceAll(/[^\p{L}\p{N}@.-]+/gu, ' '))} `;
    const plain = key(told);
    expect((await namesKnown(own)).filter((name) => plain.includes(key(name)))).toEqual([]);
    const file = await opened(requestId);
    expect(file.items.some(({ type }) => type === 'person-registered')).toBe(true);
    expect(file.counted.map(({ type }) => type)).toContain('caseload-part-recorded');
  });

  it('stands in the way of an erasure until it is answered', async () => {
    const { subjectId } = await closedCase();
    const body = { of: 'case', id: subjectId, basis: 'request', reason: 'They asked.' };
    await asked({ of: 'case', id: subjectId, kind: 'rectification' });
    await expect(does('AskErasure', body)).rejects.toThrow('data-request-open');
    const open = (await dataRequestsKnown(council.engine)).filter(
      ({ owner, ended }) => owner === `subject:${subjectId}` && ended === null,
    );
    for (const { requestId } of open)
      await does('EndDataRequest', { outcome: 'withdrawn', reason: 'She thought better of it.' }, requestId);
    await does('AskErasure', body);
  });

  it('gathered by two at once, or anew after a stop, is the same', async () => {
    const { engine } = council;
    const { subjectId } = await closedCase();
    const said = {
      kind: 'access',
      about: 'record',
      asked: 'A letter',
      receivedOn: '2026-03-10',
      of: 'case',
      id: subjectId,
    };
    const requestId = await does('RecordDataRequest', said);
    await Promise.all([gatherWhatIsAsked(engine), gatherWhatIsAsked(engine)]);
    const once = await known(requestId);
    expect(once.standing).toBe('reviewing');
    await gatherWhatIsAsked(engine);
    expect(unreviewedIn(await known(requestId))).toEqual(unreviewedIn(once));
    expect(new Set(unreviewedIn(once)).size).toBe(unreviewedIn(once).length);
  });
});
