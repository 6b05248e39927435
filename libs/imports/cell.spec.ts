import { UNCALCULATED, readDate, readText } from './cell.js';
import { readIdentifier } from './identifiers/read-identifier.js';

describe('a formula whose result was not saved', () => {
  it('is no value of any kind, and never taken as an empty cell', () => {
    for (const reading of [
      readText(UNCALCULATED),
      readIdentifier(UNCALCULATED),
      readDate(UNCALCULATED, 1900),
      readDate(UNCALCULATED, 1904),
    ]) {
      expect(reading).toEqual({ is: 'unreadable', reason: expect.stringContaining('result was not saved') });
    }
  });
});
