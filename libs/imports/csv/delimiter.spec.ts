import { delimiterOf, firstLine } from './delimiter.js';

describe('the separator', () => {
  it.each([
    ['ref,name,team', ','],
    ['ref;name;team', ';'],
    ['ref\tname\tteam', '\t'],
    ['ref;"name, first, last, middle";team', ';'],
    ['ref', ','],
    ['ref,name;team', ','],
    ['', ','],
  ])('of %j is %j', (header, delimiter) => {
    expect(delimiterOf(header)).toBe(delimiter);
  });
});

describe('the first line', () => {
  it.each([
    ['ref,name\r\n1,2', 'ref,name'],
    ['\n \nref,name\n1,2', '\n \nref,name'],
    ['"ref\nof person",name\n1,2', '"ref\nof person",name'],
    ['ref,na', null],
    ['"ref\n', null],
    ['', null],
  ])('of %j is %j', (text, line) => {
    expect(firstLine(text)).toBe(line);
  });
});
