import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { isRefusal } from '#domain';
import { OwnerErased, openWith, ownerKey, type KeyAnswer, type KeyRing, type OwnerKey } from '#privacy';
import { KEPT_MS, MOST_BYTES, MOST_DRAFTS, draftId, type Draft, type FormName, type Words } from './draft.js';
import { Drafts } from './drafts.js';
import type { DraftStore, KeptDraft } from './port.js';

/** Drafts in memory, for the rules: the stores have their contract. */
class InMemory implements DraftStore {
  readonly kept = new Map<string, KeptDraft>();
  private readonly versions = new Map<string, number>();

  standing = async (_personId: string, id: string) => ({
    draft: this.kept.get(id) ?? null,
    version: this.versions.get(id) ?? 0,
  });
  put = async (draft: KeptDraft, version: number): Promise<boolean> => {
    if ((this.versions.get(draft.id) ?? 0) !== version) return false;
    this.kept.set(draft.id, draft);
    this.versions.set(draft.id, version + 1);
    return true;
  };
  forget = async (_personId: string, id: string): Promise<void> => void this.kept.delete(id);
  of = async (personId: string) => [...this.kept.values()].filter((draft) => draft.personId === personId);
  async *all(): AsyncIterable<KeptDraft> {
    yield* [...this.kept.values()];
  }
  close = async (): Promise<void> => undefined;
}

type Keys = Pick<KeyRing, 'keysFor' | 'keysOf' | 'open'>;

class KeysInMemory implements Keys {
  private readonly keys = new Map<string, OwnerKey | 'destroyed'>();

  erase(owner: string): void {
    this.keys.set(owner, 'destroyed');
  }
  keysOf: Keys['keysOf'] = async (owners) => new Map([...owners].map((owner) => [owner, this.answer(owner)]));
  keysFor: Keys['keysFor'] = async (owners) =>
    new Map(
      [...owners].map((owner): [string, OwnerKey] => {
        const key = this.keys.get(owner) ?? ownerKey(owner, randomBytes(32));
        if (key === 'destroyed') throw new OwnerErased(owner);
        this.keys.set(owner, key);
        return [owner, key];
      }),
    );
  open: Keys['open'] = async (sealed) => openWith(this.answer(sealed.owner), sealed);
  private answer(owner: string): KeyAnswer {
    return this.keys.get(owner) ?? 'unknown';
  }
}

const START = Date.parse('2026-05-04T09:00:00.000Z');
const FORMS: readonly FormName[] = [
  { address: '/people/new' },
  { auditId: 'audit-1', step: 'grade-domain', item: 'planning' },
  { auditId: 'audit-1', step: 'grade-domain', item: null },
  { auditId: 'audit-2', step: 'record-finding', item: null },
];
const PEOPLE = ['Ann', 'Mo'];
const SUBJECTS: Readonly<Record<string, string>> = { 'audit-1': 'subject:child-1', 'audit-2': 'subject:child-2' };
/** Whom a form is about: a child, or somebody who works for the council. */
const ownerOf = (form: FormName): string => ('address' in form ? 'person:Cora' : (SUBJECTS[form.auditId] ?? ''));

function begin() {
  let now = START;
  const [store, keys] = [new InMemory(), new KeysInMemory()];
  const drafts = new Drafts({ open: async () => store, keys, clock: () => new Date(now).toISOString() });
  return { store, keys, drafts, wait: (milliseconds: number) => void (now += milliseconds) };
}

const typed = (words: Words, page = 'page', shown: string | null = null) => ({ words, revision: 3, page, shown });
const kept = (answer: Draft | { readonly refused: true }): Draft => {
  if (isRefusal(answer)) throw new Error(answer.code);
  return answer as Draft;
};

const ofForm = fc.constantFrom(...FORMS);
const ofPerson = fc.constantFrom(...PEOPLE);
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      act: fc.constant('keep' as const),
      person: ofPerson,
      form: ofForm,
      page: fc.constantFrom('desk', 'phone'),
      text: fc.string({ minLength: 1 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('open' as const),
      person: ofPerson,
      form: ofForm,
      page: fc.constantFrom('desk', 'phone'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('send' as const), person: ofPerson, form: ofForm }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('erase' as const),
      owner: fc.constantFrom('subject:child-1', 'subject:child-2', 'person:Cora'),
    }),
  },
);

/** As the law has it. */
interface Standing {
  readonly text: string;
  readonly page: string;
  readonly other: string | null;
  readonly begunAt: string;
  readonly savedAt: string;
}

describe('drafts', () => {
  it('give back the last words of each form to whoever typed them and nobody else, until they are sent or the child is erased', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { store, keys, drafts, wait } = begin();
        /** By form and person: the last words, those of the other page it did not show, and when it was begun. */
        const last = new Map<string, Standing>();
        /** What each page showed. */
        const shown = new Map<string, string | null>();
        const erased = new Set<string>();
        for (const each of steps) {
          wait(60_000);
          if (each.act === 'erase') {
            erased.add(each.owner);
            keys.erase(each.owner);
            for (const [key] of last) if (ownerOf(JSON.parse(key)[1]) === each.owner) last.delete(key);
            continue;
          }
          const { person, form } = each;
          const key = JSON.stringify([person, form]);
          const of = { personId: person, form };
          if (each.act === 'send') {
            await drafts.forget(of);
            last.delete(key);
          } else if (each.act === 'open') {
            shown.set(`${each.page} ${key}`, (await drafts.find(of))?.savedAt ?? null);
          } else {
            const before = last.get(key);
            const seen = shown.get(`${each.page} ${key}`) ?? null;
            const answer = await drafts.keep(of, ownerOf(form), typed({ text: each.text }, each.page, seen));
            if (erased.has(ownerOf(form))) {
              expect(answer).toMatchObject({ refused: true, code: 'record-erased' });
              continue;
            }
            const { savedAt } = kept(answer);
            const isShown =
              before !== undefined &&
              (before.page === each.page || before.savedAt === seen || before.text === each.text);
            last.set(key, {
              text: each.text,
              page: each.page,
              other: before === undefined || isShown ? (before?.other ?? null) : before.text,
              begunAt: before?.begunAt ?? savedAt,
              savedAt,
            });
          }
        }
        for (const person of PEOPLE) {
          const begun = FORMS.filter((form) => last.has(JSON.stringify([person, form])));
          expect(await drafts.begun(person, FORMS)).toEqual(begun);
          for (const form of FORMS) {
            const found = await drafts.find({ personId: person, form });
            const wanted = last.get(JSON.stringify([person, form]));
            expect(
              found && { text: found.words['text'], other: found.other?.['text'] ?? null, begunAt: found.begunAt },
            ).toEqual(
              wanted === undefined ? null : { text: wanted.text, other: wanted.other, begunAt: wanted.begunAt },
            );
          }
        }
        for (const { id, box } of store.kept.values()) expect(box + id).not.toMatch(/text|audit|desk|phone/);
      }),
    );
  });

  it('keep what was typed on two pages at once: neither takes the words of the other', async () => {
    const { drafts, wait } = begin();
    const of = { personId: 'Ann', form: FORMS[1] ?? { address: '' } };
    const keep = async (page: string, text: string, shown: string | null) => {
      wait(1_000);
      return kept(await drafts.keep(of, 'subject:child-1', typed({ text }, page, shown)));
    };
    const first = await keep('desk', 'at the desk', null);
    await keep('phone', 'in the car park', null);
    expect(await drafts.find(of)).toMatchObject({ words: { text: 'in the car park' }, other: { text: 'at the desk' } });
    await keep('phone', 'in the car park, longer', null);
    expect(await drafts.find(of)).toMatchObject({ other: { text: 'at the desk' } });
    await keep('desk', 'at the desk again', first.savedAt);
    expect(await drafts.find(of)).toMatchObject({
      words: { text: 'at the desk again' },
      other: { text: 'in the car park, longer' },
    });
  });

  it('take what is unfinished as it is: a cleared choice, an empty text, half a date, more than a command would', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string(), fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string()))),
        async (words) => {
          const { drafts } = begin();
          const of = { personId: 'Ann', form: { auditId: 'audit-1', step: 's', item: null } };
          await drafts.keep(of, 'subject:child-1', typed(words));
          expect((await drafts.find(of))?.words).toEqual(JSON.parse(JSON.stringify(words)));
        },
      ),
    );
  });

  it('are bounded in size and number, and refuse in words', async () => {
    const { drafts, store } = begin();
    const of = (item: string) => ({ personId: 'Ann', form: { auditId: 'audit-1', step: 's', item } });
    expect(await drafts.keep(of('long'), 'subject:child-1', typed({ text: 'é'.repeat(MOST_BYTES / 2) }))).toMatchObject(
      {
        code: 'draft-too-large',
      },
    );
    for (let count = 0; count < MOST_DRAFTS; count++)
      kept(await drafts.keep(of(String(count)), 'subject:child-1', typed({})));
    expect(await drafts.keep(of('one more'), 'subject:child-1', typed({}))).toMatchObject({ code: 'too-many-drafts' });
    kept(await drafts.keep(of('7'), 'subject:child-1', typed({ text: 'longer' })));
    expect(store.kept.size).toBe(MOST_DRAFTS);
  });

  it('are gone at a sweep: old ones, those of people who left, and of whoever was erased; and no others', async () => {
    const { drafts, store, keys, wait } = begin();
    const keep = (personId: string, auditId: string, item: string) =>
      drafts.keep({ personId, form: { auditId, step: 's', item } }, SUBJECTS[auditId] ?? '', typed({ item }));
    await keep('Ann', 'audit-1', 'old');
    wait(1);
    await keep('Ann', 'audit-1', 'kept');
    await keep('Mo', 'audit-1', 'of somebody who left');
    await keep('Ann', 'audit-2', 'erased');
    keys.erase('subject:child-2');
    wait(KEPT_MS - 1);
    expect(await drafts.sweep((personId) => personId !== 'Mo')).toBe(3);
    expect([...store.kept.keys()]).toEqual([draftId('Ann', { auditId: 'audit-1', step: 's', item: 'kept' })]);
    expect(await drafts.sweep(() => true)).toBe(0);
  });

  it('do not open under another’s name: a box put in the place of another is none', async () => {
    const { drafts, store } = begin();
    const form = { auditId: 'audit-1', step: 's', item: null };
    await drafts.keep({ personId: 'Ann', form }, 'subject:child-1', typed({ text: 'Ann’s' }));
    const [box] = store.kept.values();
    const id = draftId('Mo', form);
    if (box !== undefined) store.kept.set(id, { ...box, id, personId: 'Mo' });
    expect(await drafts.find({ personId: 'Mo', form })).toBeNull();
  });
});
