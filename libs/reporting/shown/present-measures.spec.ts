import { measuresAfter, measuresDecider } from '#domain';
import { measuresReport } from '#reporting';
import { presentMeasures } from './present-measures.js';

const bands = { requires_improvement: '65-75', good: '75-84', outstanding: '85+' };
const reading = (period: string, numerator: number, denominator: number) => ({
  type: 'reading-recorded' as const,
  data: { measure: 'Seen', period, numerator, denominator, value: null },
});
const state = measuresAfter(measuresDecider.initial, [
  {
    type: 'measure-published',
    data: {
      measure: 'Seen',
      meaning: null,
      unit: '%',
      direction: 'higher',
      bands,
      source: 'Plan',
      version: 1,
      accepted: [],
    },
  },
  reading('2017-06', 16, 20),
  reading('2017-07', 15, 20),
  reading('2017-08', 10, 20),
  reading('2017-09', 0, 0),
]);
const asked = { from: null, to: null, asAt: null };

describe('a measure on its page', () => {
  it('says its bands, what does not hold together in them, and each reading in its band', () => {
    const [section] = presentMeasures(measuresReport(state, asked, new Set()));
    expect(section).toMatchObject({
      title: 'Seen',
      facts: [
        { key: 'Measured in', value: '%' },
        { key: 'Which way is better', value: 'Higher is better' },
        { key: 'Requires improvement', value: '65-75' },
        { key: 'Good', value: '75-84' },
        { key: 'Outstanding', value: '85+' },
        { key: 'Source', value: 'Plan' },
      ],
      rows: [
        { period: 'June 2017', counts: '16 of 20', value: '80%', band: 'Good' },
        { period: 'July 2017', value: '75%', band: 'In more than one: Requires improvement, Good' },
        { period: 'August 2017', value: '50%', band: 'In no band' },
        { period: 'September 2017', counts: '0 of 0', value: 'None counted', band: '' },
      ],
      chart: { from: 0, to: 100, bands: [{ from: 65, to: 75 }, {}, { label: 'Outstanding: 85+', from: 85, to: null }] },
    });
    expect(section?.findings).toHaveLength(2);
    expect(section?.chart?.readings.map(({ words }) => words)).toEqual([
      '80%, Good',
      '75%, In more than one: Requires improvement, Good',
      '50%, In no band',
      'None counted',
    ]);
  });

  it('draws nothing where no reading is shown', () => {
    const all = new Set([...state.readings.keys()]);
    const [section] = presentMeasures(measuresReport(state, asked, all));
    expect(section?.chart).toBeNull();
    expect(section?.rows[0]).toMatchObject({ counts: '', value: 'Withheld', band: '' });
  });
});
