import fc from 'fast-check';
import { caseLinkTo } from './case-link.js';

const TEMPLATE = 'https://cases.example.gov.uk/record/{id}?tab=1&of={id}#top';

describe('the link to a case', () => {
  it.each([
    ['CF-0012', 'https://cases.example.gov.uk/record/CF-0012?tab=1&of=CF-0012#top'],
    ['A/1 ?#&', 'https://cases.example.gov.uk/record/A%2F1%20%3F%23%26?tab=1&of=A%2F1%20%3F%23%26#top'],
    ["O'Neil (2)*", 'https://cases.example.gov.uk/record/O%27Neil%20%282%29%2A?tab=1&of=O%27Neil%20%282%29%2A#top'],
    ['$&', 'https://cases.example.gov.uk/record/%24%26?tab=1&of=%24%26#top'],
    ['..', null],
    ['.', null],
    ['\ud800', null],
  ])('of %s', (id, link) => expect(caseLinkTo(TEMPLATE, id)).toBe(link));

  it('is none where the council has set none', () => expect(caseLinkTo('', 'CF-1')).toBeNull());

  it('leads to the page of that id and to no other, whatever the id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (id) => {
        const link = caseLinkTo('https://cases.example.gov.uk/record/{id}/view', id);
        if (link === null) return;
        const { host, pathname, search, hash } = new URL(link);
        expect([host, search, hash]).toEqual(['cases.example.gov.uk', '', '']);
        const [, record, encoded = '', view, ...more] = pathname.split('/');
        expect([record, decodeURIComponent(encoded), view, more]).toEqual(['record', id, 'view', []]);
      }),
    );
  });
});
