import fc from 'fast-check';
import type { Sealed } from '#privacy';
import { canonicalJson } from './canonical-json.js';
import { PersonalFields } from './personal-fields.js';

const sealed = (path: string): Sealed => ({ owner: 'subject:1', event: 'e', path, box: 'b' });
const fields = (...personal: { path: string; owner: string }[]): PersonalFields =>
  new PersonalFields('note-taken.v1', { personal: personal.map((field) => ({ ...field, kind: 'subject' })) });

describe('PersonalFields', () => {
  it.each([
    ['a member', 'reason', 'subjectId', { subjectId: '1', reason: 'text' }, [['reason', 'subject:1', 'text']]],
    [
      'a member within',
      'check.note',
      'by.id',
      { by: { id: '1' }, check: { note: 'text' } },
      [['check.note', 'subject:1', 'text']],
    ],
    [
      'an array of texts',
      'aliases[]',
      'id',
      { id: '1', aliases: ['a', 'b'] },
      [
        ['aliases[0]', 'subject:1', 'a'],
        ['aliases[1]', 'subject:1', 'b'],
      ],
    ],
    [
      'elements with owners of their own',
      'rows[].name',
      'rows[].id',
      {
        rows: [
          { id: '1', name: 'a' },
          { id: '2', name: 'b' },
        ],
      },
      [
        ['rows[0].name', 'subject:1', 'a'],
        ['rows[1].name', 'subject:2', 'b'],
      ],
    ],
    [
      'an owner one array further out',
      'rows[].words[].text',
      'rows[].id',
      {
        rows: [
          { id: '1', words: [] },
          { id: '2', words: [{ text: 'a' }, { text: 'b' }] },
        ],
      },
      [
        ['rows[1].words[0].text', 'subject:2', 'a'],
        ['rows[1].words[1].text', 'subject:2', 'b'],
      ],
    ],
    ['its author', 'note', '@actor', { note: 'a' }, [['note', 'subject:ann', 'a']]],
    ['a whole owner', 'name', 'owner', { owner: 'person:9', name: 'a' }, [['name', 'person:9', 'a']]],
  ])('finds %s', (_, path, owner, data, found) => {
    expect(fields({ path, owner }).find(data, 'ann')).toEqual(
      found.map(([at, whose, text]) => ({ path: at, owner: whose, text })),
    );
  });

  it.each([{}, { reason: null }, { reason: undefined }, { reason: '' }, null, 'text'])(
    'finds nothing in %j',
    (data) => {
      expect(fields({ path: 'reason', owner: 'subjectId' }).find(data, 'ann')).toEqual([]);
    },
  );

  it.each([
    ['is sealed already', { subjectId: '1', reason: sealed('reason') }],
    ['is no text', { subjectId: '1', reason: ['She cries'] }],
    ['has no owner', { reason: 'She cries' }],
    ['has an empty owner', { subjectId: '', reason: 'She cries' }],
  ])('refuses a value that %s, without quoting it', (_, data) => {
    expect(() => fields({ path: 'reason', owner: 'subjectId' }).find(data, 'ann')).toThrow(
      /^note-taken\.v1: reason (?!.*cries)/,
    );
  });

  it('refuses an owner that no element of the field could have', () => {
    expect(() => fields({ path: 'rows[].name', owner: 'people[].id' })).toThrow(TypeError);
    expect(() => fields({ path: 'name', owner: 'rows[].id' })).toThrow(TypeError);
  });

  it('puts boxes where the texts were, in a copy, and shares the rest', () => {
    const data = { id: '1', kept: { deep: true }, rows: [{ name: 'a' }, { name: null }] };
    const before = structuredClone(data);
    const copy = fields({ path: 'rows[].name', owner: 'id' }).replace(
      data,
      new Map([['rows[0].name', sealed('rows[0].name')]]),
    );
    expect(copy).toEqual({ ...data, rows: [{ name: sealed('rows[0].name') }, { name: null }] });
    expect(data).toEqual(before);
    expect((copy as typeof data).kept).toBe(data.kept);
  });

  it('tell from a stored text alone where there can be nothing in clear, and never miss any', () => {
    const all = fields(
      { path: 'reason', owner: 'subjectId' },
      { path: 'aliases[]', owner: 'subjectId' },
      { path: 'rows[].name', owner: 'rows[].id' },
    );
    const value = fc.oneof(fc.string(), fc.constant(null), fc.constant(sealed('reason')));
    const data = fc.record({
      subjectId: fc.constant('1'),
      reason: value,
      aliases: fc.array(value, { maxLength: 3 }),
      rows: fc.array(fc.record({ id: fc.constant('1'), name: value }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(data, (some) => {
        if (all.inClear(some).length > 0) expect(all.mayBeInClear(canonicalJson(some))).toBe(true);
      }),
    );
    const closed = { subjectId: '1', reason: sealed('reason'), rows: [{ id: '1', name: sealed('rows[0].name') }] };
    expect(all.mayBeInClear(canonicalJson(closed))).toBe(false);
  });
});
