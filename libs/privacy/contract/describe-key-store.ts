import { randomBytes, randomUUID } from 'node:crypto';
import type { KeptKey, KeyStore, NewKey, WrappedKey } from '../key-store.js';

/** Keys of their own, none at first. */
export interface KeysUnderTest {
  /** A store on the keys; several may be open at once, as several processes would be. */
  open(): Promise<KeyStore>;
  dispose(): Promise<void>;
}

const AT = '2026-04-01T09:00:00.000Z';

const wrapped = (masterKeyId = 'master-1'): WrappedKey => ({ masterKeyId, box: randomBytes(60) });
const newKey = (more: Partial<NewKey> = {}): NewKey => ({
  owner: `subject:${randomUUID()}`,
  wrapped: wrapped(),
  ...more,
});
const lookup = (): string => randomBytes(32).toString('hex');

const kept = async (store: KeyStore): Promise<KeptKey[]> => {
  const keys: KeptKey[] = [];
  for await (const key of store.all()) keys.push(key);
  return keys;
};

/** What every store of wrapped keys must do; the same for all. */
export function describeKeyStore(name: string, makeKeys: () => Promise<KeysUnderTest>): void {
  describe(`${name} as a key store`, () => {
    let keys: KeysUnderTest;
    let open: KeyStore[];
    let store: KeyStore;

    const another = async (): Promise<KeyStore> => {
      const opened = await keys.open();
      open.push(opened);
      return opened;
    };

    beforeEach(async () => {
      keys = await makeKeys();
      open = [];
      store = await another();
    });

    afterEach(async () => {
      await Promise.all(open.map((each) => each.close()));
      await keys.dispose();
    });

    it('holds nothing at first', async () => {
      expect((await store.get(['subject:1'])).size).toBe(0);
      expect((await store.find([lookup()])).size).toBe(0);
      expect(await store.masterKeyIds()).toEqual([]);
      expect(await kept(store)).toEqual([]);
    });

    it('gives a key back as it was wrapped, after another start too', async () => {
      const key = newKey({ lookup: lookup() });
      expect(await store.create([key])).toEqual([{ owner: key.owner, state: 'living', wrapped: key.wrapped }]);
      const reopened = await another();
      for (const each of [store, reopened]) {
        expect((await each.get([key.owner, 'subject:other'])).get(key.owner)).toEqual({
          state: 'living',
          wrapped: key.wrapped,
        });
        expect(await each.find([key.lookup ?? '', lookup()])).toEqual(new Map([[key.lookup, key.owner]]));
      }
    });

    it('puts another wrapping in the place of the one that stands, and of no other', async () => {
      const [one, other, dead] = [newKey({ lookup: lookup() }), newKey(), newKey()];
      await store.create([one, other, dead]);
      await store.destroy(dead.owner, AT);
      const anew = wrapped('master-2');
      const rewrap = (owner: string, from: WrappedKey) => ({ owner, from, to: anew });
      const all = [rewrap(one.owner, one.wrapped), rewrap(other.owner, wrapped()), rewrap(dead.owner, dead.wrapped)];
      expect(await store.rewrap(all)).toBe(1);
      expect(await store.rewrap(all)).toBe(0);
      for (const each of [store, await another()]) {
        const states = await each.get([one.owner, other.owner, dead.owner]);
        expect(states.get(one.owner)).toEqual({ state: 'living', wrapped: anew });
        expect(states.get(other.owner)).toEqual({ state: 'living', wrapped: other.wrapped });
        expect(states.get(dead.owner)).toEqual({ state: 'destroyed', at: AT });
        expect(await each.find([one.lookup ?? ''])).toEqual(new Map([[one.lookup, one.owner]]));
        expect(await each.masterKeyIds()).toEqual(['master-1', 'master-2']);
      }
      // Wrapped anew it can be destroyed as any other.
      await store.destroy(one.owner, AT);
      expect((await (await another()).get([one.owner])).get(one.owner)).toEqual({ state: 'destroyed', at: AT });
      expect(await store.find([one.lookup ?? ''])).toEqual(new Map());
      expect(await store.masterKeyIds()).toEqual(['master-1']);
    });

    it('answers with the older key of an owner who has one', async () => {
      const first = newKey();
      await store.create([first]);
      const again = await store.create([newKey({ owner: first.owner }), newKey()]);
      expect(again[0]).toEqual({ owner: first.owner, state: 'living', wrapped: first.wrapped });
      expect(await kept(store)).toHaveLength(2);
    });

    it('keeps the same key once, however often it is sent', async () => {
      const key = newKey({ lookup: lookup() });
      const standing = [{ owner: key.owner, state: 'living', wrapped: key.wrapped }];
      expect(await store.create([key])).toEqual(standing);
      expect(await store.create([key])).toEqual(standing);
      expect(await (await another()).create([key])).toEqual(standing);
      expect(await kept(store)).toEqual([
        { owner: key.owner, key: { state: 'living', wrapped: key.wrapped }, lookup: key.lookup },
      ]);
      expect(await store.find([key.lookup ?? ''])).toEqual(new Map([[key.lookup, key.owner]]));
    });

    it('answers with the older owner of a lookup', async () => {
      const first = newKey({ lookup: lookup() });
      await store.create([first]);
      const other = newKey({ lookup: first.lookup });
      expect(await store.create([other])).toEqual([{ owner: first.owner, state: 'living', wrapped: first.wrapped }]);
      expect((await store.get([other.owner])).size).toBe(0);
    });

    it('lets two processes that make the same lookup at once agree on its owner', async () => {
      const second = await another();
      const same = lookup();
      const answers = await Promise.all(
        [store, second, store, second].map((each) => each.create([newKey({ lookup: same })])),
      );
      const owners = new Set(answers.map((answer) => answer[0]?.owner));
      expect(owners.size).toBe(1);
      expect(await store.find([same])).toEqual(new Map([[same, [...owners][0]]]));
    });

    it('keeps many at once, and lists them in the order of their owners', async () => {
      const many = Array.from({ length: 2_500 }, () => newKey({ lookup: lookup() }));
      const standing = await store.create(many);
      expect(standing.map(({ owner }) => owner)).toEqual(many.map(({ owner }) => owner));
      expect(await store.find(many.map((key) => key.lookup ?? ''))).toEqual(
        new Map(many.map((key) => [key.lookup, key.owner])),
      );
      expect((await kept(store)).map(({ owner }) => owner)).toEqual(many.map(({ owner }) => owner).sort());
    });

    it('destroys a key with its lookup, and remembers that it did', async () => {
      const [gone, left] = [newKey({ lookup: lookup() }), newKey({ lookup: lookup() })];
      await store.create([gone, left]);
      const tombstone = { state: 'destroyed', at: AT };
      expect(await store.destroy(gone.owner, AT)).toEqual(tombstone);
      const reopened = await another();
      expect(await reopened.get([gone.owner, left.owner])).toEqual(
        new Map<string, unknown>([
          [gone.owner, tombstone],
          [left.owner, { state: 'living', wrapped: left.wrapped }],
        ]),
      );
      expect((await reopened.find([gone.lookup ?? ''])).size).toBe(0);
      expect(new Map((await kept(reopened)).map((each) => [each.owner, each]))).toEqual(
        new Map<string, unknown>([
          [gone.owner, { owner: gone.owner, key: tombstone }],
          [left.owner, { owner: left.owner, key: { state: 'living', wrapped: left.wrapped }, lookup: left.lookup }],
        ]),
      );
    });

    it('never makes a destroyed key again, and frees its lookup for another owner', async () => {
      const gone = newKey({ lookup: lookup() });
      await store.create([gone]);
      await store.destroy(gone.owner, AT);
      expect(await store.create([gone])).toEqual([{ owner: gone.owner, state: 'destroyed', at: AT }]);
      const next = newKey({ lookup: gone.lookup });
      await store.create([next]);
      expect(await store.find([gone.lookup ?? ''])).toEqual(new Map([[gone.lookup, next.owner]]));
    });

    it('keeps the first instant when a key is destroyed again, and knows nothing of an unknown owner', async () => {
      const gone = newKey();
      await store.create([gone]);
      await store.destroy(gone.owner, AT);
      expect(await store.destroy(gone.owner, '2027-01-01T00:00:00.000Z')).toEqual({ state: 'destroyed', at: AT });
      expect(await store.destroy('subject:nobody', AT)).toBeUndefined();
      expect(await kept(store)).toHaveLength(1);
    });

    it('lets another process see a destroyed key at once', async () => {
      const second = await another();
      const gone = newKey();
      await store.create([gone]);
      expect((await second.get([gone.owner])).get(gone.owner)?.state).toBe('living');
      await store.destroy(gone.owner, AT);
      expect((await second.get([gone.owner])).get(gone.owner)?.state).toBe('destroyed');
    });

    it('counts destructions, by whichever process, and nothing else', async () => {
      const other = await another();
      const none = await other.destructions();
      const keys = [newKey({ lookup: lookup() }), newKey()];
      await store.create(keys);
      expect(await other.destructions()).toBe(none);
      let before = none;
      for (const { owner } of keys) {
        await store.destroy(owner, AT);
        const after = await other.destructions();
        expect(after).toBeGreaterThan(before);
        expect(await store.destructions()).toBe(after);
        before = after;
      }
      await store.destroy(keys[0]?.owner ?? '', AT);
      await store.get(keys.map(({ owner }) => owner));
      expect(await other.destructions()).toBe(before);
    });

    it('says which master keys the living keys need', async () => {
      const old = newKey({ wrapped: wrapped('master-0') });
      await store.create([old, newKey(), newKey()]);
      expect([...(await store.masterKeyIds())].sort()).toEqual(['master-0', 'master-1']);
      await store.destroy(old.owner, AT);
      expect(await store.masterKeyIds()).toEqual(['master-1']);
    });
  });
}
