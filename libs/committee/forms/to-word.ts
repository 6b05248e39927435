import type * as Docx from 'docx';
import { FONT as PICTURE_FONT, type Block, type Chart, type CommitteeDocument, type FigureTable } from '../document.js';
import { fontFolders } from './fonts.js';

type Library = typeof Docx;

/** Found wherever Word is. */
const FONT = 'Arial';
/** Dots across a chart: sharp on paper at the width of a page. */
const PICTURE = 1440;
/** Of a chart in the document, in points at 96 to the inch. */
const WIDTH = 600;
const NUMBERED = 'numbered';
const CAPTION = 'Caption';
const GREY = '505A5F';
const BLUE = '1D3D5C';

/** A document as Word opens it: headings, captions, tables with a repeated header, charts with words for whoever sees none. */
export async function toWord(document: CommitteeDocument): Promise<Uint8Array> {
  // Loaded where it is needed: it is large.
  const docx = await import('docx');
  const { Document, Packer, Paragraph, TextRun, HeadingLevel } = docx;
  const body: (Docx.Paragraph | Docx.Table)[] = [
    new Paragraph({ children: [new TextRun({ text: document.council, color: GREY })] }),
    new Paragraph({ text: document.title, heading: HeadingLevel.TITLE }),
    ...document.facts.map(
      ({ name, value }) =>
        new Paragraph({ children: [new TextRun({ text: `${name}: `, bold: true }), new TextRun(value)] }),
    ),
  ];
  for (const { heading, level, blocks } of document.sections) {
    body.push(new Paragraph({ text: heading, heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2 }));
    for (const block of blocks) body.push(...(await inWord(docx, block)));
  }
  const made = new Document({
    title: document.title,
    creator: document.council,
    styles: stylesOf(),
    numbering: {
      config: [
        {
          reference: NUMBERED,
          levels: [{ level: 0, format: docx.LevelFormat.DECIMAL, text: '%1.', alignment: docx.AlignmentType.LEFT }],
        },
      ],
    },
    sections: [{ footers: { default: footerOf(docx, document.title) }, children: body }],
  });
  return new Uint8Array(await Packer.toBuffer(made));
}

/** Word's list of headings needs each style to say its level. */
function stylesOf(): Docx.IStylesOptions {
  const heading = (size: number, outlineLevel: number) => ({
    run: { font: FONT, size, bold: true, color: BLUE },
    paragraph: { outlineLevel, spacing: { before: 320, after: 120 }, keepNext: true },
  });
  return {
    default: {
      document: { run: { font: FONT, size: 22, language: { value: 'en-GB' } }, paragraph: { spacing: { after: 140 } } },
      title: { run: { font: FONT, size: 48, bold: true, color: BLUE }, paragraph: { spacing: { after: 240 } } },
      heading1: heading(32, 0),
      heading2: heading(26, 1),
    },
    paragraphStyles: [{ id: CAPTION, name: 'caption', basedOn: 'Normal', run: { size: 19, color: GREY } }],
  };
}

function footerOf({ Footer, Paragraph, TextRun, PageNumber, TabStopType }: Library, title: string): Docx.Footer {
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: 9000 }],
        children: [
          new TextRun({ size: 18, children: [title, '\tPage ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  });
}

async function inWord(docx: Library, block: Block): Promise<(Docx.Paragraph | Docx.Table)[]> {
  switch (block.kind) {
    case 'paragraph':
      return [new docx.Paragraph({ text: block.text })];
    case 'lines':
      return block.text
        .split('\n')
        .map((text) => new docx.Paragraph({ spacing: { after: 0 }, children: [new docx.TextRun({ text, size: 19 })] }));
    case 'list':
      return block.items.map(
        (text) =>
          new docx.Paragraph({
            text,
            ...(block.numbered ? { numbering: { reference: NUMBERED, level: 0 } } : { bullet: { level: 0 } }),
          }),
      );
    case 'chart':
      return [await pictureOf(docx, block.chart), captionOf(docx, 'Figure', block.chart.caption, false)];
    case 'table':
      return [captionOf(docx, 'Table', block.table.caption, true), tableOf(docx, block.table), new docx.Paragraph('')];
  }
}

/** Numbered by Word, so that a list of figures can be made. */
const captionOf = ({ Paragraph, SimpleField, TextRun }: Library, of: string, text: string, keepNext: boolean) =>
  new Paragraph({
    style: CAPTION,
    keepNext,
    children: [new TextRun(`${of} `), new SimpleField(`SEQ ${of} \\* ARABIC`), new TextRun(`: ${text}`)],
  });

async function pictureOf({ ImageRun, Paragraph }: Library, { caption, svg, words }: Chart): Promise<Docx.Paragraph> {
  const { Resvg } = await import('@resvg/resvg-js');
  const picture = new Resvg(svg, {
    fitTo: { mode: 'width', value: PICTURE },
    background: 'white',
    font: {
      loadSystemFonts: false,
      fontDirs: fontFolders('400Regular'),
      defaultFontFamily: PICTURE_FONT,
    },
  }).render();
  return new Paragraph({
    keepNext: true,
    children: [
      new ImageRun({
        type: 'png',
        data: picture.asPng(),
        transformation: { width: WIDTH, height: Math.round((WIDTH * picture.height) / picture.width) },
        altText: { name: caption, title: caption, description: words },
      }),
    ],
  });
}

const LINE = { style: 'single', size: 4, color: 'B1B4B6' } as const;
const NO_LINE = { style: 'none', size: 0, color: 'auto' } as const;
const SIDES = { left: NO_LINE, right: NO_LINE, insideVertical: NO_LINE } as const;

function tableOf(docx: Library, { head, rows }: FigureTable): Docx.Table {
  const { Table, TableRow, TableCell, Paragraph, TextRun, WidthType } = docx;
  const cell = (text: string, bold: boolean) =>
    new TableCell({
      margins: { top: 60, bottom: 60, left: 80, right: 80 },
      children: text
        .split('\n')
        .map((line) => new Paragraph({ spacing: { after: 0 }, children: [new TextRun({ text: line, bold })] })),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { ...SIDES, top: NO_LINE, bottom: LINE, insideHorizontal: LINE },
    rows: [
      new TableRow({ tableHeader: true, children: head.map((text) => cell(text, true)) }),
      ...rows.map(
        ([name = '', ...figures]) =>
          new TableRow({ cantSplit: true, children: [cell(name, true), ...figures.map((text) => cell(text, false))] }),
      ),
    ],
  });
}
