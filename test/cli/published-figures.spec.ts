import { jest } from '@jest/globals';
import { Plumbline } from '../support/index.js';

/** Every command is a process of its own, and the machine may be busy. */
jest.setTimeout(240_000);

describe('published figures at the command line', () => {
  const here = new Plumbline();
  afterAll(() => here.remove());

  it('are entered from a CSV and reported as JSON, CSV and text', async () => {
    const file = here.file('published.csv', [
      'source,period,series,key,percent,numerator,denominator',
      'Scrutiny 2024,2023-11,repeat plans,second plan,62.5,,20',
      'Scrutiny 2024,2023-11,moderated,yes,47.0,21,45',
    ]);
    expect(await here.json('import', 'published', file)).toEqual({
      rows: { read: 2, accepted: 2, rejected: 0 },
      rejected: [],
      warnings: [],
      recorded: 2,
      corrected: 0,
      unchanged: 0,
    });
    expect(await here.json('report', 'published')).toMatchObject({
      report: 'published',
      items: [
        {
          key: 'second plan',
          printed: 62.5,
          fromCounts: null,
          verdict: 'contradicts',
          why: 'No count of 20 gives 62.5%.',
        },
        { key: 'yes', printed: 47, decimals: 1, fromCounts: 46.7, verdict: 'contradicts' },
      ],
      notes: [],
    });
    const csv = await here.run('report', 'published', '--format', 'csv', '--from', '2023-11-01', '--to', '2023-11-30');
    expect(csv.stdout.split('\r\n').slice(0, 3)).toEqual([
      'source,period,series,key,printed,numerator,denominator,fromCounts,verdict,why',
      'Scrutiny 2024,2023-11,repeat plans,second plan,62.5,,20,,contradicts,No count of 20 gives 62.5%.',
      'Scrutiny 2024,2023-11,moderated,yes,47.0,21,45,46.7,contradicts,"21 of 45 is 46.7%, not 47.0%. No count of 45 gives that."',
    ]);
    const text = await here.run('report', 'published');
    expect(text).toMatchObject({ code: 0, stdout: expect.stringContaining('21/45') });
  });

  it('are refused what only audits can answer', async () => {
    const asked = await here.run('report', 'published', '--service', 'Early help');
    expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('leave out --service') });
    const undated = await here.run('report', 'judgements');
    expect(undated).toMatchObject({ code: 2, stderr: expect.stringContaining('--from and --to') });
  });
});
