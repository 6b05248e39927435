import { writtenApart } from '#reporting';
import type { CommitteeDocument } from '../document.js';
import type { DocumentFormat } from '../document-formats.js';
import type { Writing } from './writing-worker.js';

/** A document as a file, the same for the same document. Written in a thread of its own. @throws Error where it cannot be written */
export const writeDocument = (document: CommitteeDocument, format: DocumentFormat): Promise<Uint8Array> =>
  writtenApart(new URL('./writing-worker.js', import.meta.url), { document, format } satisfies Writing);
