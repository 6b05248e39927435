import { readFileSync } from 'node:fs';
import { importMeasures, importReadings } from '#application';
import { OPERATOR, isRefusal } from '#domain';
import type { Refusal } from '#domain';
import { reportMeasures } from '#engine';
import { Council } from '../support/index.js';

interface Printed {
  readonly name: string;
  readonly unit: string;
  readonly direction: string;
  readonly bands: Readonly<Record<string, string>>;
  readonly audit_measure?: true;
}

const { sefton_2017_18_measures: PRINTED } = JSON.parse(readFileSync('test/data/published-figures.json', 'utf8')) as {
  sefton_2017_18_measures: readonly Printed[];
};

const csv = (...rows: readonly (readonly unknown[])[]): Buffer =>
  Buffer.from(rows.map((row) => row.map((value) => `"${value}"`).join(',')).join('\n'));
const FILE = csv(
  ['measure', 'meaning', 'unit', 'direction', 'requires_improvement', 'good', 'outstanding', 'source'],
  ...PRINTED.map(({ name, unit, direction, bands, audit_measure }) => [
    name,
    '',
    unit,
    direction,
    bands['requires_improvement'] ?? '',
    bands['good'] ?? '',
    bands['outstanding'] ?? '',
    audit_measure === true ? 'audit measure' : '',
  ]),
);

const right = <Answer extends object>(answer: Answer | Refusal): Answer => {
  if (isRefusal(answer)) throw new Error(answer.sentence);
  return answer;
};

describe('the measures that a council printed', () => {
  let council: Council;
  beforeEach(async () => {
    council = await Council.open();
  });
  afterEach(async () => {
    await council.close();
  });

  const order = (file: Buffer) => ({ file, actor: OPERATOR, now: council.now, acceptRejects: false });
  const publish = async (acceptFindings: boolean, file = FILE) =>
    right(await importMeasures(council.first, { ...order(file), acceptFindings }));
  const read = async (...rows: readonly (readonly unknown[])[]) =>
    right(
      await importReadings(
        council.first,
        order(csv(['measure', 'period', 'numerator', 'denominator', 'value'], ...rows)),
      ),
    );
  const report = (asAt: string | null = null) =>
    reportMeasures(council.first, { from: null, to: null, asAt, withSmallNumbers: true });

  it('are told what in their bands does not hold together, and left out until that is accepted', async () => {
    const { findings, ...said } = await publish(false);
    expect(said).toMatchObject({
      rows: { read: 13, accepted: 13, rejected: 0 },
      published: 1,
      heldBack: 12,
      unchanged: 0,
    });
    expect((await report()).measures.map(({ measure }) => measure)).toEqual([
      'Practice alerts raised across all independent reviewing officers',
    ]);
    const kindsOf = (start: string): readonly string[] =>
      findings.flatMap(({ measure, kind }) => (measure.startsWith(start) ? [kind] : []));
    expect(kindsOf('Children seen')).toContain('overlap');
    expect(kindsOf('Assessments completed within 35')).toContain('gap');
    expect(kindsOf('Assessments completed within 45')).toEqual(['integer-edge', 'integer-edge']);
    expect(kindsOf('Assessments completed as no further')).toEqual(expect.arrayContaining(['overlap', 'wrong-way']));
    expect(kindsOf('Child protection plan')).toContain('gap');
    expect(kindsOf('Average team caseload')).toContain('open-end');
    expect(kindsOf('Cases closed in early help')).toEqual(['open-end']);
    expect(kindsOf('Practice alerts')).toEqual([]);
  });

  it('come back as printed once their findings are accepted, and are known then', async () => {
    expect(await publish(true)).toMatchObject({ published: 13, heldBack: 0 });
    const { measures } = await report();
    expect(
      measures.map(({ measure, unit, direction, bands }) => ({
        name: measure,
        unit,
        direction,
        bands: Object.fromEntries(Object.entries(bands).filter(([, band]) => band !== null)),
      })),
    ).toEqual(PRINTED.map(({ name, unit, direction, bands }) => ({ name, unit, direction, bands })));
    expect(await publish(false)).toMatchObject({ published: 0, changed: 0, unchanged: 13, heldBack: 0 });
  });

  it('have readings in the one band they are in, or in none', async () => {
    await publish(true);
    const name = 'Children seen within 10 days of the assessment start date';
    const plans = 'Child protection plan for a second or subsequent time';
    expect(
      await read([name, '2017-06', 16, 20, ''], [name, '2017-07', 15, 20, ''], [plans, '2017-06', '', '', '14']),
    ).toMatchObject({ recorded: 3, rejected: [] });
    const before = council.now;
    const earlier = await report(before);
    expect(earlier.items.filter(({ period }) => period !== null)).toMatchObject([
      { measure: name, period: '2017-06', numerator: 16, denominator: 20, value: 80, band: 'good', ambiguous: false },
      { measure: name, period: '2017-07', value: 75, band: null, ambiguous: true },
      { measure: plans, period: '2017-06', numerator: null, value: 14, band: null, ambiguous: false },
    ]);
    council.now = new Date(Date.parse(before) + 60_000).toISOString();
    expect(await read([name, '2017-06', 17, 20, ''])).toMatchObject({ recorded: 0, corrected: 1 });
    expect((await report()).items).toContainEqual(expect.objectContaining({ value: 85, band: 'outstanding' }));
    expect(JSON.stringify(await report(before))).toBe(JSON.stringify(earlier));
  });

  it('are asked for by readings of others, and by counts beside another value', async () => {
    await publish(true);
    const said = await read(
      ['Nobody measured this', '2017-06', 1, 2, ''],
      ['average team caseload', '2017-06', 400, 20, 20],
      ['Re-referrals within 12 months', '2017-06', 1, 8, 13],
      ['Re-referrals within 12 months', '2017-07', 1, 8, 20],
    );
    expect(said).toMatchObject({ imported: false, rows: { read: 4, accepted: 2, rejected: 2 } });
    expect(said.rejected.map(({ row, column }) => [row, column])).toEqual([
      [2, 'measure'],
      [5, 'value'],
    ]);
    expect((await report()).items.every(({ period }) => period === null)).toBe(true);
  });
});
