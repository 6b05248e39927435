import fc from 'fast-check';
import { NamesInTexts } from './names-in-texts.js';

const MARK = '[…]';
const names = new NamesInTexts(['Zoë O’Brien-Smith', 'Li'], ['NB-0042', 'zoe@northbridge.example', 'AB 12 C'], {
  but: ['Mina'],
});
const told = (text: string): string => names.withoutNames(text, MARK);

describe('what names somebody in a text', () => {
  it.each([
    ['Zoe said so.', '[…] said so.'],
    ['ZOË O’BRIEN-SMITH and her mother', '[…] and her mother'],
    ['I asked obrien, and smith.', 'I asked obrien, and […].'],
    ['Brien’s plan', '[…]’s plan'],
    ['case nb0042, not NB-00421', 'case […], not NB-00421'],
    ['write to Zoe@Northbridge.example now', 'write to […] now'],
    ['AB 12 C, ab12c and AB-12-C', '[…], […] and […]'],
    ['Li is two letters long', 'Li is two letters long'],
    ['Nobody is named here.', 'Nobody is named here.'],
  ])('%s', (text, left) => expect(told(text)).toBe(left));

  it('is not what somebody may be told of themself', () => {
    const but = new NamesInTexts(['Mina Smith', 'Ann Smith'], ['NB-1', 'NB-2'], { but: ['Mina Jones', 'nb1'] });
    expect(but.withoutNames('Mina Smith of NB-1, Ann of NB-2', MARK)).toBe('Mina […] of NB-1, […] of […]');
  });

  it('is a word that is said of everything only beside another of a name', () => {
    const common = new NamesInTexts(['Amy Child', 'Duty Assessment'], [], {
      common: ['Assessment of the child', 'Duty'],
    });
    expect(common.withoutNames('The assessment of the child: Amy Child, duty assessment, Child, Amy', MARK)).toBe(
      'The assessment of the child: […], duty assessment, Child, […]',
    );
  });

  it('is found nowhere once it was taken out, whatever is written', () => {
    const word = fc.constantFrom(
      'Zoe',
      'zoë',
      'SMITH',
      'nb-0042',
      'NB',
      '0042',
      'AB',
      '12',
      'C',
      'the',
      '’',
      '-',
      '…',
      'ﬁ',
      '™',
    );
    const text = fc.oneof(
      fc
        .array(fc.tuple(word, fc.constantFrom(' ', '', '-', '\n', '/')), { maxLength: 12 })
        .map((all) => all.flat().join('')),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(text, (said) => {
        const left = told(said);
        expect(names.isNamedIn(left.replaceAll(MARK, ' '))).toBe(false);
        if (!names.isNamedIn(said)) expect(left).toBe(said);
      }),
    );
  });
});
