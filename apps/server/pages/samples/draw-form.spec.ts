import { defaultSettings } from '#domain';
import { postedOf } from '../forms/posted.js';
import { valuesOf } from '../forms/values-of.js';
import { drawFields, drawSaid } from './draw-form.js';

const settings = { ...defaultSettings('Northbridge'), version: 1 };

const said = (more: object) =>
  drawSaid(
    valuesOf(
      drawFields(settings, '2026-05'),
      postedOf({ 'period-month': '5', 'period-year': '2026', activity: 'deep-dive', ...more }),
    ),
  );

describe('a draw as its form says it', () => {
  it('leaves to the settings what nothing is said of', () => {
    expect(said({ howMany: 'settings', size: '7', stratum: '', seed: ' ' })).toEqual({
      period: '2026-05',
      activity: 'deep-dive',
    });
  });

  it('is of a number or of a share, as was chosen last', () => {
    expect(said({ howMany: 'count', size: '7', percent: '5' })).toMatchObject({ size: 7 });
    expect(said({ howMany: 'count', size: '7', percent: '5' })).not.toHaveProperty('percent');
    expect(said({ howMany: 'share', size: '7', percent: '5' })).toMatchObject({ percent: 5 });
  });

  it('does not fall back to the settings where a number was chosen and none was given', () => {
    expect(said({ howMany: 'count', size: ' ' })).toMatchObject({ size: '' });
    expect(said({ howMany: 'share' })).toMatchObject({ percent: '' });
  });
});
