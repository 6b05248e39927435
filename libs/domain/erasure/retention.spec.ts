import fc from 'fast-check';
import type { ClosedRecord } from './retention.js';
import { dueToErase } from './retention.js';

const months = { childAudits: 12, carerAudits: 6, supervisionAudits: null, people: 3 };
const TODAY = '2026-06-10';
const audit = (owner: string, since: string | null, of: ClosedRecord['class'] = 'child-audits'): ClosedRecord => ({
  owner,
  class: of,
  since,
});
const due = (...records: readonly ClosedRecord[]) => dueToErase(records, months, TODAY);

describe('whose time of keeping is over', () => {
  it('is who was over for as many months as their class is kept, to the day', () => {
    expect(due(audit('a', '2025-06-10'))).toEqual([
      { owner: 'a', classes: ['child-audits'], since: '2025-06-10', dueOn: TODAY },
    ]);
    expect(due(audit('a', '2025-06-11'))).toEqual([]);
    expect(due(audit('a', '2026-03-10', 'people'))).toHaveLength(1);
  });

  it('is nobody with a record that is not over, or that is kept for ever', () => {
    expect(due(audit('a', '2020-01-01'), audit('a', null))).toEqual([]);
    expect(due(audit('a', null), audit('a', '2020-01-01'))).toEqual([]);
    expect(due(audit('a', '2020-01-01'), audit('a', '2020-01-01', 'supervision-audits'))).toEqual([]);
    expect(due(audit('a', '2020-01-01', 'caseloads'))).toEqual([]);
  });

  it('counts from the last of somebody’s records, each by its class; the longest due first', () => {
    expect(due(audit('b', '2024-01-31'), audit('a', '2024-05-01', 'carer-audits'), audit('a', '2023-01-01'))).toEqual([
      { owner: 'a', classes: ['carer-audits', 'child-audits'], since: '2024-05-01', dueOn: '2024-11-01' },
      { owner: 'b', classes: ['child-audits'], since: '2024-01-31', dueOn: '2025-01-31' },
    ]);
  });

  it('grows only as days pass, and is the same in whatever order records come', () => {
    const day = fc
      .integer({ min: 1, max: 28 })
      .map((date) => `2025-0${1 + (date % 9)}-${String(date).padStart(2, '0')}`);
    const records = fc.array(
      fc.record({
        owner: fc.constantFrom('a', 'b', 'c'),
        class: fc.constantFrom<ClosedRecord['class']>('child-audits', 'carer-audits', 'supervision-audits', 'people'),
        since: fc.option(day, { nil: null, freq: 8 }),
      }),
      { maxLength: 8 },
    );
    const owners = (all: readonly ClosedRecord[], today: string): readonly string[] =>
      dueToErase(all, months, today).map(({ owner }) => owner);
    fc.assert(
      fc.property(records, day, (all, today) => {
        expect([...owners(all, today)].sort()).toEqual([...owners([...all].reverse(), today)].sort());
        const later = owners(all, '2027-01-01');
        expect(owners(all, today).every((owner) => later.includes(owner))).toBe(true);
      }),
    );
  });
});
