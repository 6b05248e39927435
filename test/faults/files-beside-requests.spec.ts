import { Town, codeOf } from '../support/index.js';
import type { Reply } from '../support/index.js';
import { oneSheet } from '../../libs/imports/workbook/workbook-files.fixture.js';

const HEADERS = ['Child Unique ID', 'CIN Start Date', 'CIN Closure Date', 'Allocated Team'];
const text = (words: string): string => `<c t="inlineStr"><is><t>${words}</t></is></c>`;
/** An honest list of so many children. */
const list = (children: number): Buffer =>
  oneSheet(
    `<row>${HEADERS.map(text).join('')}</row>` +
      Array.from(
        { length: children },
        (_, child) => `<row>${text(`C${100_000 + child}`)}<c><v>44000</v></c><c/>${text('North')}</row>`,
      ).join(''),
  );
/** Numbers and no list: many seconds' reading. */
const numbers = (): Buffer => oneSheet(`<row>${'<c><v>1.5</v></c>'.repeat(20)}</row>`.repeat(120_000));
const CASELOAD = '/api/v1/imports/caseload?asAt=2024-05-01&source=annex-a';

describe('files that people import, beside what others ask', () => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.open();
  });
  afterAll(() => town.close());

  const upload = (who: string, file: Buffer): Promise<Reply> => town.as(who).upload(CASELOAD, file);
  /** How many times somebody else was answered meanwhile. */
  async function answeredBeside(work: Promise<unknown>): Promise<number> {
    let over = false;
    const done = work.finally(() => (over = true));
    let answers = 0;
    while (!over) {
      const reply = await town.as('Ada').get('/api/v1/people');
      expect(reply.status).toBe(200);
      if (!over) answers += 1;
    }
    await done;
    return answers;
  }

  it('are imported while others are answered', async () => {
    const file = list(3_000);
    const imported = upload('Cora', file);
    expect(await answeredBeside(imported)).toBeGreaterThan(3);
    expect(await imported).toMatchObject({ status: 201, body: { frame: { size: 3_000 }, imported: true } });
  });

  it('are refused by name while others are answered, and the service goes on', async () => {
    const hostile = [
      oneSheet('<row r="4294967295"><c><v>1</v></c></row>'),
      Buffer.from('\n'.repeat(5_000_000)),
      oneSheet('<a>'.repeat(2_000_000)),
    ];
    for (const file of hostile) {
      const refused = upload('Cora', file);
      await answeredBeside(refused);
      expect((await refused).status).toBe(422);
    }
    const lines = await town.as('Cora').upload(CASELOAD.replace('annex-a', 'csv'), Buffer.from('\n'.repeat(5_000_000)));
    expect([lines.status, codeOf(lines)]).toEqual([422, 'file-empty']);
  });

  it('are two of one person at once, and end with the service', async () => {
    const file = numbers();
    const begun = [upload('Cora', file), upload('Cora', file)].map((sent) => sent.catch(() => null));
    await town.as('Ada').get('/api/v1/people');
    let third = await upload('Cora', file);
    for (let again = 0; third.status !== 429 && again < 5; again += 1) third = await upload('Cora', file);
    expect([third.status, codeOf(third), third.headers['retry-after']]).toEqual([
      429,
      'files-of-yours-under-way',
      expect.any(String),
    ]);
    await town.stop();
    for (const reply of await Promise.all(begun)) if (reply !== null) expect(reply.status).toBe(503);
  });
});
