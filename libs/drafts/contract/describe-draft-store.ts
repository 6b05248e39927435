import { randomBytes, randomUUID } from 'node:crypto';
import type { DraftStore, KeptDraft } from '../port.js';

/** Drafts of their own, none at first. */
export interface DraftsUnderTest {
  /** A store on the drafts; several may be open at once, as several processes would be. */
  open(): Promise<DraftStore>;
  dispose(): Promise<void>;
}

const BEGUN = '2026-05-04T09:00:00.000Z';
const LATER = '2026-05-04T09:05:00.000Z';

const draft = (more: Partial<KeptDraft> = {}): KeptDraft => ({
  id: randomBytes(32).toString('hex'),
  personId: randomUUID(),
  owner: `subject:${randomUUID()}`,
  box: randomBytes(40).toString('base64'),
  begunAt: BEGUN,
  savedAt: BEGUN,
  ...more,
});

/** What every store of drafts must do; the same for all. */
export function describeDraftStore(name: string, makeDrafts: () => Promise<DraftsUnderTest>): void {
  describe(`${name} as a store of drafts`, () => {
    let drafts: DraftsUnderTest;
    let here: DraftStore;
    /** Another process. */
    let there: DraftStore;

    beforeEach(async () => {
      drafts = await makeDrafts();
      [here, there] = await Promise.all([drafts.open(), drafts.open()]);
    });
    afterEach(async () => {
      await Promise.all([here.close(), there.close()]);
      await drafts.dispose();
    });

    const kept = async (store: DraftStore, { personId, id }: KeptDraft): Promise<KeptDraft | null> =>
      (await store.standing(personId, id)).draft;
    /** Keeps it over whatever stands. */
    const put = async (store: DraftStore, each: KeptDraft): Promise<boolean> =>
      store.put(each, (await store.standing(each.personId, each.id)).version);
    const all = async (store: DraftStore): Promise<unknown[]> => {
      const found: unknown[] = [];
      for await (const each of store.all()) {
        const { id, personId, owner, begunAt, savedAt } = each;
        found.push({ id, personId, owner, begunAt, savedAt });
      }
      return found;
    };
    const noted = ({ box: _, ...rest }: KeptDraft): unknown => rest;

    it('gives back what was kept, in every process, and nothing for what was not', async () => {
      const one = draft();
      expect(await kept(here, one)).toBeNull();
      expect(await put(here, one)).toBe(true);
      expect(await kept(there, one)).toEqual(one);
      expect(await kept(there, draft())).toBeNull();
    });

    it('keeps a draft in place of an older one, whichever process kept that', async () => {
      const one = draft();
      await put(here, one);
      const newer = { ...one, box: 'bmV3ZXI=', savedAt: LATER };
      expect(await put(there, newer)).toBe(true);
      expect(await kept(here, one)).toEqual(newer);
      expect(await all(here)).toEqual([noted(newer)]);
    });

    it('keeps nothing over what came between', async () => {
      const one = draft();
      const { version: none } = await here.standing(one.personId, one.id);
      await put(there, one);
      expect(await here.put({ ...one, box: 'bGF0ZQ==' }, none)).toBe(false);
      const { version: first } = await here.standing(one.personId, one.id);
      const newer = { ...one, savedAt: LATER };
      await put(there, newer);
      expect(await here.put({ ...one, box: 'bGF0ZQ==' }, first)).toBe(false);
      expect(await kept(there, one)).toEqual(newer);
    });

    it('lets one of two win that keep the same new draft at once', async () => {
      const one = draft();
      const answers = await Promise.all(
        [here, there].map(async (store) => {
          const { version } = await store.standing(one.personId, one.id);
          return store.put(one, version);
        }),
      );
      expect(answers).toContain(true);
      expect(await kept(here, one)).toEqual(one);
      expect(await here.of(one.personId)).toHaveLength(1);
    });

    it('forgets a draft for every process, and takes another of the same form afterwards', async () => {
      const one = draft();
      await here.forget(one.personId, one.id);
      await put(here, one);
      await there.forget(one.personId, one.id);
      expect(await kept(here, one)).toBeNull();
      expect(await here.of(one.personId)).toEqual([]);
      expect(await all(there)).toEqual([]);
      await there.forget(one.personId, one.id);
      const again = { ...one, begunAt: LATER, savedAt: LATER };
      expect(await put(here, again)).toBe(true);
      expect(await kept(there, one)).toEqual(again);
    });

    it('lists a person’s drafts with when they were begun, and everybody’s', async () => {
      const personId = randomUUID();
      const [one, other, stranger] = [draft({ personId }), draft({ personId, begunAt: LATER }), draft()];
      for (const each of [one, other, stranger]) await put(here, each);
      const begun = (each: KeptDraft): unknown => ({ id: each.id, begunAt: each.begunAt });
      const theirs = await there.of(personId);
      expect(theirs).toHaveLength(2);
      expect(theirs.map(({ id, begunAt }) => ({ id, begunAt }))).toEqual(
        expect.arrayContaining([begun(one), begun(other)]),
      );
      const everybodys = await all(there);
      expect(everybodys).toHaveLength(3);
      expect(everybodys).toEqual(expect.arrayContaining([one, other, stranger].map(noted)));
      expect(await here.of(randomUUID())).toEqual([]);
    });

    it('keeps half a megabyte in one draft', async () => {
      const long = draft({ box: randomBytes(393_216).toString('base64') });
      await put(here, long);
      expect(await kept(there, long)).toEqual(long);
    });
  });
}
