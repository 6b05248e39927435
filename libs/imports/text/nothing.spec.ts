import fc from 'fast-check';
import { wordForNothing } from './nothing.js';

describe('words for nothing', () => {
  it.each([
    ...[
      'NULL',
      'null',
      '(null)',
      '<NULL>',
      '[null]',
      'N/A',
      'n/a',
      'N\\A',
      'N.A.',
      'n / a',
      'NA',
      '<NA>',
      'nan',
      'NaT',
    ],
    ...['none', 'None', 'NIL', 'blank', '(blank)', '[Empty]', 'undefined', 'unknown', 'Not known', 'not-known', 'N/K'],
    ...['Not recorded', 'not_recorded', 'Not applicable', 'TBC', 't.b.c.', 'To be confirmed', 'Please select...'],
    ...['-', '--', '–', '—', '‐', '.', '..', '…', '?', '???', '*', '/', '_', '=', '~', "''", '""', '\u00A0-\u00A0'],
    ...['\u200Enull', 'Not\u00A0known', 'null\u200B'],
  ])('%j is one', (text) => {
    expect(wordForNothing(text)).not.toBeNull();
  });

  it.each([
    ...[
      'Jennifer Null',
      'Nona None',
      'Nil Patel',
      'Unknown Quantity',
      'North 1',
      '0',
      'No',
      'Yes',
      'N',
      'X1',
      'Nan Lee',
    ],
    ...['Unallocated', 'Duty', 'Missing', 'Vacant', 'NULL-3', '9', 'Team -', 'a', '★'],
  ])('%j is none', (text) => {
    expect(wordForNothing(text)).toBeNull();
  });

  it.each(['NA', 'TBC', 'NK', 'Nan'])('%j may be the initials of a member of staff', (text) => {
    expect(wordForNothing(text, true)).toBeNull();
    expect(wordForNothing(text)).not.toBeNull();
  });

  it('are the same in any case, with any space and brackets around them', () => {
    const word = fc.constantFrom('null', 'none', 'n/a', 'not known', 'blank', 'unknown', 'not recorded');
    const around = fc.constantFrom(
      ['', ''],
      ['(', ')'],
      ['<', '>'],
      ['[', ']'],
      [' ', '\u00A0'],
      ['"', '"'],
      ['', '.'],
    );
    fc.assert(
      fc.property(word, fc.boolean(), around, (text, upper, [before = '', after = '']) => {
        expect(wordForNothing(`${before}${upper ? text.toUpperCase() : text}${after}`)).not.toBeNull();
      }),
    );
  });

  it('say nothing of anybody: what is shown is short, and no text with a figure is one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const shown = wordForNothing(text);
        if (shown === null) return;
        expect(shown.length).toBeLessThanOrEqual(20);
        expect(shown).not.toMatch(/\p{N}/u);
      }),
    );
  });
});
