import { oneSheet, xlsxParts } from '../../libs/imports/workbook/workbook-files.fixture.js';
import { zip, type Part } from '../../libs/imports/workbook/zip.fixture.js';
import { Api, until } from '../support/index.js';
import { Browserless } from './browserless.js';

const ROW = '<row r="1"><c r="A1"><v>1</v></c></row>';
const LARGE = 128 * 1_048_576;
const FORM = { 'asAt-day': '31', 'asAt-month': '5', 'asAt-year': '2026', source: 'annex-a' };
const DAMAGED = /is damaged. Open it, save it again/;

/** An honest workbook, with its sheet otherwise. */
const withSheet = (change: (sheet: Part) => Partial<Part>, rows = ROW, ...more: Part[]): Buffer =>
  zip(
    ...xlsxParts({ sheets: [{ name: 'A', data: rows }] }).map((part) =>
      part.name.endsWith('sheet0.xml') ? { ...part, ...change(part) } : part,
    ),
    ...more,
  );
const declaring = (entities: string, used: string): Buffer =>
  withSheet(
    ({ content }) => ({ content: String(content).replace('<worksheet', `<!DOCTYPE w [${entities}]><worksheet`) }),
    `<row r="1"><c r="A1" t="inlineStr"><is><t>${used}</t></is></c></row>`,
  );
const laughs = Array.from({ length: 30 }, (_, index) => `<!ENTITY a${index + 1} "${`&a${index};`.repeat(9)}">`);

const HOSTILE: readonly (readonly [what: string, file: () => Buffer, sentence: RegExp])[] = [
  ['a cell in row 20,000,000', () => oneSheet('<row r="20000000"><c r="A20000000"><v>1</v></c></row>'), DAMAGED],
  ['a cell in column ZZZ', () => oneSheet('<row r="1"><c r="ZZZ1"><v>1</v></c></row>'), DAMAGED],
  ['a billion laughs', () => declaring(`<!ENTITY a0 "ha">${laughs.join('')}`, '&a30;'), DAMAGED],
  ['an entity of a file', () => declaring('<!ENTITY a SYSTEM "file:///etc/passwd">', '&a;'), DAMAGED],
  [
    'a picture that unpacks to a thousand times its size',
    () => withSheet(() => ({}), ROW, { name: 'xl/media/a.png', content: Buffer.alloc(LARGE) }),
    /holds none of the Annex A lists/,
  ],
  [
    'a sheet that unpacks to a thousand times its size',
    () => withSheet(() => ({ content: Buffer.alloc(LARGE, ' ') })),
    DAMAGED,
  ],
  [
    '65 MB of shared strings',
    () => oneSheet(ROW, { strings: `<si><t>${'x'.repeat(1_000_000)}</t></si>`.repeat(65) }),
    /more than/,
  ],
];

describe('a workbook made to harm, sent by the page', () => {
  let api: Api;
  let cora: Browserless;
  let ann: Browserless;
  beforeAll(async () => {
    api = await Api.open();
    cora = await Browserless.signedIn(api, 'Cora', 'coordinator');
    ann = await Browserless.signedIn(api, 'Ann', 'auditor');
  });
  afterAll(() => api.close());

  /** What is said of it once it is read. */
  async function saidOf(file: Buffer): Promise<string> {
    const { status, location } = await cora.upload('/caseloads/upload', FORM, file, 'list.xlsx');
    expect(status).toBe(303);
    return until('the file was read', async () => {
      const { text } = await cora.get(location ?? '');
      const [main = ''] = /<h1[^]*(?=<\/main>)/.exec(text) ?? [];
      return main.includes('is being read') ? null : main.replace(/<[^>]*>/g, ' ');
    });
  }

  it.each(HOSTILE)('%s is refused in words, and meanwhile others have their pages', async (_, make, sentence) => {
    const file = make();
    let isOver = false;
    const said = saidOf(file).finally(() => (isOver = true));
    let pages = 0;
    for (; !isOver; pages += 1) expect((await ann.get('/tasks')).status).toBe(200);
    expect(await said).toContain('The file could not be imported');
    expect(await said).toMatch(sentence);
    expect(pages).toBeGreaterThan(1);
  });
});
