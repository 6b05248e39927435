import { jest } from '@jest/globals';
import { Plumbline } from '../support/index.js';

/** Every command is a process of its own, and the machine may be busy. */
jest.setTimeout(240_000);

describe('measures at the command line', () => {
  const here = new Plumbline();
  afterAll(() => here.remove());

  it('are published once their findings are accepted, and have their readings in bands', async () => {
    const file = here.file('measures.csv', [
      'measure,meaning,unit,direction,requires_improvement,good,outstanding,source',
      'Seen in 10 days,,%,higher,65-75,75-84,85+,',
      'Alerts,,alerts,increase,,Increase,,',
    ]);
    const held = await here.run('import', 'measures', file, '--json');
    expect(held.code).toBe(1);
    expect(JSON.parse(held.stdout)).toMatchObject({
      rows: { read: 2, accepted: 2, rejected: 0 },
      rejected: [],
      findings: [
        { measure: 'Seen in 10 days', kind: 'overlap', text: expect.stringContaining('75 is in two bands') },
        { measure: 'Seen in 10 days', kind: 'integer-edge' },
      ],
      published: 1,
      heldBack: 1,
    });
    expect(await here.json('report', 'measures')).toMatchObject({ items: [{ measure: 'Alerts' }] });
    expect((await here.run('import', 'measures', file)).stdout).toContain('give --accept-findings');
    expect(await here.json('import', 'measures', file, '--accept-findings')).toMatchObject({
      published: 1,
      heldBack: 0,
    });
    const readings = here.file('readings.csv', [
      'measure,period,numerator,denominator,value',
      'Seen in 10 days,2017-06,16,20,',
      'Seen in 10 days,2017-07,15,20,',
    ]);
    expect(await here.json('import', 'readings', readings)).toMatchObject({ recorded: 2 });
    const { items } = (await here.json('report', 'measures')) as { items: unknown };
    expect(items).toMatchObject([
      { measure: 'Alerts', unit: 'alerts', direction: 'increase', period: null, band: null, ambiguous: false },
      { period: '2017-06', numerator: 16, denominator: 20, value: 80, band: 'good', ambiguous: false },
      { period: '2017-07', numerator: 15, denominator: 20, value: 75, band: null, ambiguous: true },
    ]);
    expect((await here.run('report', 'measures', '--csv')).stdout.split('\r\n')[2]).toBe(
      'Seen in 10 days,%,higher,2017-06,16,20,80,good,no',
    );
    expect((await here.run('report', 'measures')).stdout).toContain('in more than one');
  });
});
