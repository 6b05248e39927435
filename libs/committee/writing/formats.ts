import type { DocumentFormat } from '../document-formats.js';
import type { CommitteeDocument } from '../document.js';
import { toHtml } from '../forms/to-html.js';
import { toPdf } from '../forms/to-pdf.js';
import { toWord } from '../forms/to-word.js';

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

/** How each is written. */
export const WRITTEN: Readonly<
  Record<DocumentFormat, (document: CommitteeDocument) => Uint8Array | Promise<Uint8Array>>
> = {
  docx: toWord,
  pdf: toPdf,
  html: (document) => encoded(toHtml(document)),
};
