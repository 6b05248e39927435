import { nameIndex, nameKey } from './name-key.js';

describe('a name’s key', () => {
  it.each([
    'Zoe O’Brien-Smith',
    "ZOE O'BRIEN SMITH",
    ' Zoë\u00A0 O`Brien‐Smith ',
    'O’Brien-Smith, Zoe',
    'o´brien smith ,  zoe',
    'Zo\u200Be OBrien Smith.',
  ])('is one for %j', (name) => {
    expect(nameKey(name)).toBe('zoe obrien smith');
  });

  it('turns round only a surname and a first name', () => {
    expect(nameKey('Smith, Zoe, Dr')).toBe('smith zoe dr');
    expect(nameKey('Smith,')).toBe('smith');
    expect(nameKey(' , ')).toBe('');
  });

  it('keeps different names apart, in any script', () => {
    expect(new Set(['Ann Lee', 'Anne Lee', 'Lee Ann', 'Łukasz Li', 'Лука Ли'].map(nameKey)).size).toBe(5);
  });
});

describe('people by name', () => {
  const find = nameIndex([
    { personId: 'p1', names: ['Ann Lee', 'Lee, Ann', 'A. Lee'] },
    { personId: 'p2', names: ['Anne Lee', 'A Lee'] },
    { personId: 'p3', names: ['', 'Bo Ek'] },
  ]);

  it('are found by name and alias', () => {
    expect(find('LEE, ANN')).toBe('p1');
    expect(find('anne lee')).toBe('p2');
  });

  it('are not guessed at when two share a name, or for no name', () => {
    expect([find('A Lee'), find(''), find('Nobody')]).toEqual([null, null, null]);
  });
});
