import { table } from './table.js';

describe('a table on a terminal', () => {
  it('is as wide as its widest cells, numbers to the right, without spaces at the end', () => {
    const rows = [
      { grade: 'Good', cases: 12 },
      { grade: 'Requires improvement', cases: null },
    ];
    const text = table(
      [
        { heading: 'Cases', of: ({ cases }) => cases, right: true },
        { heading: 'Grade', of: ({ grade }) => grade },
      ],
      rows,
    );
    expect(text).toBe(['Cases  Grade', '   12  Good', '       Requires improvement'].join('\n'));
  });

  it('is nothing without rows', () => {
    expect(table([{ heading: 'Cases', of: () => 1 }], [])).toBe('');
  });
});
