import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { committeeDocument } from './build-document.js';
import { composition } from './composition.fixture.js';
import { MARKUP, cover } from './cover.fixture.js';
import { writeDocument } from './writing/write-document.js';

const document = committeeDocument(composition);

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

  it('says why the public may not read it', () => {
    const { facts } = committeeDocument({ ...composition, cover: { ...cover, exempt: 'Paragraph 1.' } });
    expect(facts.at(-1)?.value).toBe('No. Paragraph 1.');
  });

  it('is the same file for the same document', async () => {
    for (const format of ['pdf', 'html'] as const)
      expect(await writeDocument(document, format)).toEqual(await writeDocument(document, format));
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

  it('says the same in Word and on its page', async () => {
    const texts = [
      ...document.facts.map(({ value }) => value),
      ...document.sections.flatMap(({ heading, blocks }) => [
        heading,
        ...blocks.flatMap((block) => {
          if (block.kind === 'paragraph') return [block.text];
          if (block.kind === 'lines') return block.text.split('\n');
          if (block.kind === 'list') return [...block.items];
          return block.kind === 'table' ? [...block.table.head, ...block.table.rows.flat()] : [block.chart.caption];
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
