import { periodName } from '#domain';
import { addressOf } from './address.js';
import { monthsUpTo } from './months.js';
import { sampleAddress, sampleAt } from './sample-address.js';

describe('addresses', () => {
  it('say what is asked, and leave out what is not', () => {
    expect(addressOf('/audits', { stage: 'grading', team: '', page: null, service: undefined })).toBe(
      '/audits?stage=grading',
    );
    expect(addressOf('/audits', {})).toBe('/audits');
    expect(addressOf('/audits', { service: 'Leaving & care' })).toBe('/audits?service=Leaving+%26+care');
  });

  it('of samples count those of one month and type by when they were drawn', () => {
    const sample = (sampleId: string, activity: string, period: string, drawnAt: string) => ({
      sampleId,
      activity,
      period,
      drawnAt,
    });
    const samples = [
      sample('c', 'deep-dive', '2026-05', '2026-05-03T09:00:00.000Z'),
      sample('b', 'deep-dive', '2026-05', '2026-05-01T09:00:00.000Z'),
      sample('a', 'case file', '2026-05', '2026-05-02T09:00:00.000Z'),
      sample('d', 'deep-dive', '2026-04', '2026-04-02T09:00:00.000Z'),
    ];
    const addresses = samples.map((each) => sampleAddress(each, samples));
    expect(addresses).toEqual([
      '/samples/deep-dive/2026-05/2',
      '/samples/deep-dive/2026-05/1',
      '/samples/case%20file/2026-05/1',
      '/samples/deep-dive/2026-04/1',
    ]);
    for (const each of samples) {
      const [, , activity = '', period = '', number = ''] = sampleAddress(each, samples).split('/');
      expect(sampleAt(samples, decodeURIComponent(activity), period, number)).toBe(each);
    }
    expect(sampleAt(samples, 'deep-dive', '2026-05', '3')).toBeUndefined();
    expect(sampleAt(samples, 'deep-dive', '2026-05', 'x')).toBeUndefined();
  });
});

describe('periods in words', () => {
  it.each([
    ['2026-05', 'month', 'May 2026'],
    ['2009-10', 'month', 'October 2009'],
    ['2009-10', 'year', '2009-10'],
    ['2026-27-Q1', 'quarter', 'April to June 2026'],
    ['total', 'month', 'All together'],
    ['nothing', 'month', 'nothing'],
  ] as const)('%s as a %s is %s', (key, length, name) => {
    expect(periodName(key, length)).toBe(name);
  });

  it('count back over the turn of a year', () => {
    expect(monthsUpTo('2026-01-31', 3)).toEqual(['2026-01', '2025-12', '2025-11']);
  });
});
