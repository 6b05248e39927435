import { streamCsv } from './stream-csv.js';
import { delimiterOf, firstLine, layoutOf } from './delimiter.js';

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

describe('a first line that names the separator', () => {
  it.each([
    ['sep=;', ';'],
    ['SEP=,', ','],
    ['"sep=;"', ';'],
    ['\uFEFFsep=|', '|'],
    ['sep=\t', '\t'],
    ['sep=\\t', '\t'],
    ['sep=;;;', ';'],
    ['sep=:', ':'],
    ['sep=^', '^'],
  ])('%j', (line, delimiter) => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = `${line}${end}a${delimiter}b${end}`;
      expect(layoutOf(text)).toEqual({ delimiter, start: line.length + end.length });
    }
  });

  it.each(['separator;b', 'sep;b', 'sep=;b', 'a=;b'])('is none: %j', (line) => {
    expect(layoutOf(`${line}\n1;2`)).toEqual({ delimiter: ';', start: 0 });
  });

  it('is no row of a file that comes piece by piece, wherever it is cut', async () => {
    const text = 'sep=;\r\nref;name\r\n1;Bo\r\n';
    for (let cut = 1; cut < text.length; cut += 1) {
      const pieces = async function* () {
        yield Buffer.from(text.slice(0, cut));
        yield Buffer.from(text.slice(cut));
      };
      const records = [];
      for await (const record of streamCsv(pieces())) records.push(record);
      expect(records).toEqual([
        { row: 1, values: ['ref', 'name'] },
        { row: 2, values: ['1', 'Bo'] },
      ]);
    }
  });
});
