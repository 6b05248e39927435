import fc from 'fast-check';
import { BOUNDS } from '../bounds.js';
import { ImportProblem } from '../import-problem.js';
import { readPeople } from './read-people.js';

const HEADER = 'ref,name,aliases,email,team,manager,roles,from,to';

describe('people', () => {
  it('are refused as a whole where they are more than any council has', () => {
    const rows = (count: number): string[] => Array.from({ length: count }, (_, index) => `P${index},Kim,,,,,,,`);
    const people = (lines: readonly string[]) => readPeople(Buffer.from([HEADER, ...lines].join('\n')));
    expect(people(rows(BOUNDS.people)).rows.read).toBe(BOUNDS.people);
    expect(() => people(rows(BOUNDS.people + 1))).toThrow('over 20000 rows');
  });

  it('never fail in any other way than by saying why, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, headed) => {
        try {
          const { rows } = readPeople(headed ? Buffer.concat([Buffer.from(`${HEADER}\n`), bytes]) : bytes);
          expect(rows.read).toBe(rows.accepted + rows.rejected);
        } catch (cause) {
          expect(cause).toBeInstanceOf(ImportProblem);
        }
      }),
    );
  });
});
