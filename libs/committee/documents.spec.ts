import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { committeeDocument } from './build-document.js';
import { composition, lists } from './composition.fixture.js';
import type { Block } from './document.js';
import { MARKUP, cover } from './cover.fixture.js';
import { writeDocument } from './writing/write-document.js';

const document = committeeDocument(composition);
const entered = committeeDocument({ ...composition, reports: lists });

describe('a report to a committee', () => {
  it('has its cover sheet, its parts with what was written of them, and proof', () => {
    expect(document.sections.map(({ heading, level }) => `${level} ${heading}`)).toEqual([
      '1 Purpose',
      '1 Recommendations',
      '1 Introduction',
      '1 Judgements',
      '2 Overall grade',
      '1 Activity',
      '2 Moderated',
      '1 Moderation',
      '2 Moderated',
      '1 Implications',
      '2 Legal',
      '1 Consultation',
      '1 Background papers',
      '1 How to read the figures',
      '1 Proof of the figures',
    ]);
    expect(document.facts.at(-1)).toEqual({ name: 'Open to the public', value: 'Yes' });
    expect(document.sections.at(-1)?.blocks.at(-1)).toEqual({ kind: 'lines', text: composition.checkpoint?.trimEnd() });
  });

  it('prints figures with their counts, and names what is withheld', () => {
    const [, , , judgements, overall] = document.sections;
    expect(overall?.blocks.map((block) => (block.kind === 'table' ? block.table.rows : block.kind))).toEqual([
      'chart',
      [
        ['Good', '36%, 66 of 182'],
        ['Inadequate', '15%, 27 of 182'],
      ],
    ]);
    expect(judgements?.blocks).toContainEqual({
      kind: 'paragraph',
      text: 'Not shown, since small numbers are withheld: Planning.',
    });
  });

  it('prints what was entered beside audits, each figure with its counts, and names what is withheld', () => {
    const sections = entered.sections.slice(3, -6);
    expect(sections.map(({ heading, level }) => `${level} ${heading}`)).toEqual([
      '1 Measures',
      '2 Readings',
      '2 What in the bands does not hold together',
      '1 Feedback',
      '2 Children and young people',
      '1 Dip samples',
      '2 Visits, 2 May 2026: 20 children',
      '2 Visits, 2 March 2026: 20 children',
      '1 Improvement plan',
      '2 1. Leadership',
      '1 Risks',
      '2 The register',
    ]);
    const rowsIn = (heading: string) =>
      sections
        .filter((section) => section.heading === heading)
        .flatMap(({ blocks }) => blocks.flatMap((block: Block) => (block.kind === 'table' ? block.table.rows : [])));
    expect(rowsIn('Readings')).toEqual([['Visits in time', '2026-27-Q1', '80%, 80 of 100', 'Good']]);
    expect(rowsIn('Children and young people')).toContainEqual(['Good', 'All together', '60%, 9 of 15']);
    expect(rowsIn('Visits, 2 May 2026: 20 children')).toEqual([
      ['Was the child seen alone?', 'Yes', '75%, 15 of 20', '40%, 8 of 20'],
      ['Was the child seen alone?', 'No', '25%, 5 of 20', '60%, 12 of 20'],
    ]);
    expect(rowsIn('1. Leadership')).toEqual([
      [`1.1.1 ${MARKUP}`, 'Director', 'On track. Review: 30 September 2026', '12 May: advertised.\n3 June: appointed.'],
    ]);
    expect(rowsIn('The register')).toEqual([['Turnover', 'Posts are vacant', '', 'B2']]);
    const withheld = sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'paragraph' && block.text.startsWith('Not shown') ? [block.text] : [])),
    );
    expect(withheld).toEqual([
      'Not shown, since small numbers are withheld: Staff.',
      'Not shown, since small numbers are withheld: Visits, 20 May 2026: children, how many is withheld.',
    ]);
    expect(JSON.stringify(entered)).toContain(JSON.stringify(`“${MARKUP}” (All together)`).slice(1, -1));
  });

  it('leaves out a part of which nothing was entered, but not what somebody writes of it', () => {
    const nothing = { report: 'risks', asAt: null, items: [], notes: [] } as const;
    const headings = (narrative: object) =>
      committeeDocument({ ...composition, reports: [nothing], cover: { ...cover, narrative } }).sections.map(
        ({ heading }) => heading,
      );
    expect(headings({})).not.toContain('Risks');
    expect(headings({ risks: 'There are none.' })).toContain('Risks');
  });

  it('says why the public may not read it', () => {
    const { facts } = committeeDocument({ ...composition, cover: { ...cover, exempt: 'Paragraph 1.' } });
    expect(facts.at(-1)?.value).toBe('No. Paragraph 1.');
  });

  it('is the same file for the same document', async () => {
    for (const format of ['pdf', 'html'] as const)
      for (const each of [document, entered])
        expect(await writeDocument(each, format)).toEqual(await writeDocument(each, format));
  });

  it('is a tagged PDF with a title and a language, in which nothing people wrote is markup', async () => {
    const pdf = Buffer.from(await writeDocument(document, 'pdf')).toString('latin1');
    expect(pdf.startsWith('%PDF-1.7')).toBe(true);
    expect(pdf).toContain('/StructTreeRoot');
    expect(pdf).toMatch(/\/Lang\s*\(en-GB\)/);
    expect(pdf).toContain('pdfuaid:part');
    // A page break that somebody wrote makes no page.
    const plain = committeeDocument({ ...composition, cover: { ...cover, purpose: 'x', recommendations: ['x'] } });
    expect(pagesIn(pdf)).toBe(pagesIn(Buffer.from(await writeDocument(plain, 'pdf')).toString('latin1')));
  });

  it('is a Word document with headings, captions, headers and words for its charts', async () => {
    const word = await fileIn(await writeDocument(document, 'docx'), 'word/document.xml');
    const styles = await fileIn(await writeDocument(document, 'docx'), 'word/styles.xml');
    expect(word).toContain('<w:pStyle w:val="Heading1"/>');
    expect(styles).toMatch(/w:outlineLvl w:val="0"/);
    expect(word).toContain('SEQ Table');
    expect(word).toContain('<w:tblHeader/>');
    expect(word).toMatch(/descr="Overall grade\. 2025-26: Good 36%, Inadequate 15%\."/);
  });

  it.each([
    ['of audits', document],
    ['of what was entered', entered],
  ])('says the same %s in Word and on its page', async (_, document) => {
    const texts = [
      ...document.facts.map(({ value }) => value),
      ...document.sections.flatMap(({ heading, blocks }) => [
        heading,
        ...blocks.flatMap((block) => {
          if (block.kind === 'paragraph') return [block.text];
          if (block.kind === 'lines') return block.text.split('\n');
          if (block.kind === 'list') return [...block.items];
          return block.kind === 'table'
            ? [...block.table.head, ...block.table.rows.flat().flatMap((text) => text.split('\n'))]
            : [block.chart.caption];
        }),
      ]),
    ];
    expect(texts).toContain(MARKUP);
    const page = readAs(Buffer.from(await writeDocument(document, 'html')).toString());
    const word = readAs(await fileIn(await writeDocument(document, 'docx'), 'word/document.xml'));
    for (const text of texts) expect([text, page.includes(text), word.includes(text)]).toEqual([text, true, true]);
  });
});

const pagesIn = (pdf: string): number => (pdf.match(/\/Type\s*\/Page\b/g) ?? []).length;

/** A text as it is read: without what stands in pointed brackets. */
const readAs = (markup: string): string =>
  markup
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

const fileIn = (zip: Uint8Array, name: string): Promise<string> =>
  new Promise((resolve, reject) =>
    fromBuffer(Buffer.from(zip), { lazyEntries: true }, (error, opened?: ZipFile) => {
      if (opened === undefined) return reject(error ?? new Error('No archive.'));
      opened.on('entry', (entry: Entry) => {
        if (entry.fileName !== name) return opened.readEntry();
        opened.openReadStream(entry, (_, stream) => {
          const parts: Buffer[] = [];
          stream?.on('data', (part: Buffer) => parts.push(part));
          stream?.on('end', () => resolve(Buffer.concat(parts).toString()));
        });
      });
      opened.readEntry();
    }),
  );
