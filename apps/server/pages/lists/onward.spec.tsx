import { renderToString } from 'preact-render-to-string';
import { Onward, countedOf } from './onward.js';

describe('the way through a list', () => {
  const onward = (place: string, next: string | null): string =>
    renderToString(<Onward address="/audits" query={{ stage: 'grading' }} place={place} next={next} />);

  it('leads on, keeping what was asked, and back to the first page', () => {
    expect(onward('', null)).toBe('');
    expect(onward('', 'abc')).toContain('href="/audits?stage=grading&amp;next=abc"');
    expect(onward('', 'abc')).not.toContain('First page');
    expect(onward('abc', null)).toContain('First page');
  });

  it('says how many there are, or are shown', () => {
    const words = ['audit', 'audits'] as const;
    expect([countedOf(1, 1, words), countedOf(212, 50, words), countedOf(null, 50, words)]).toEqual([
      '1 audit',
      '212 audits',
      '50 audits on this page',
    ]);
  });
});
