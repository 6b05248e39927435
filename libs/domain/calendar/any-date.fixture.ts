import fc from 'fast-check';
import { dateOfDayNumber, dayNumber, type IsoDate } from './iso-date.js';

/** Any day of the years a programme could meet. */
export const anyDate: fc.Arbitrary<IsoDate> = fc
  .integer({ min: dayNumber('2010-01-01'), max: dayNumber('2060-12-31') })
  .map(dateOfDayNumber);
