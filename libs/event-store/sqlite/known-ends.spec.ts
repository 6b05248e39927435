import { KnownEnds } from './known-ends.js';

describe('where streams are known to end', () => {
  it('knows what was noted, and nothing more', () => {
    const ends = new KnownEnds(() => 1);
    expect(ends.nothingFrom('audit-1', 0)).toBe(false);
    ends.note('audit-1', 3);
    expect([2, 3, 4].map((revision) => ends.nothingFrom('audit-1', revision))).toEqual([false, true, true]);
    ends.note('audit-1', 5);
    expect(ends.nothingFrom('audit-1', 4)).toBe(false);
    expect(ends.nothingFrom('audit-2', 9)).toBe(false);
  });

  it('forgets everything once another process has committed', () => {
    let commits = 1;
    const ends = new KnownEnds(() => commits);
    ends.nothingFrom('audit-1', 0);
    ends.note('audit-1', 0);
    commits = 2;
    expect(ends.nothingFrom('audit-1', 0)).toBe(false);
    ends.note('audit-1', 0);
    expect(ends.nothingFrom('audit-1', 0)).toBe(true);
  });

  it('forgets what was noted when told to', () => {
    const ends = new KnownEnds(() => 1);
    ends.nothingFrom('audit-1', 0);
    ends.note('audit-1', 0);
    ends.forget();
    expect(ends.nothingFrom('audit-1', 0)).toBe(false);
  });

  it('forgets what was noted after another process’s commit and before it was asked about', () => {
    let commits = 1;
    const ends = new KnownEnds(() => commits);
    ends.nothingFrom('audit-1', 0);
    commits = 2;
    ends.note('audit-1', 7);
    expect(ends.nothingFrom('audit-1', 7)).toBe(false);
  });
});
