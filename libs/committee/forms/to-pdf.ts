import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { CommitteeDocument } from '../document.js';
import { fontFolders } from './fonts.js';
import { TEMPLATE } from './typst-template.js';

/** A document as PDF/UA: tagged, with words for each chart. @throws Error where it cannot be set */
export function toPdf(document: CommitteeDocument): Uint8Array {
  const fontPaths = fontFolders('400Regular', '400Regular_Italic', '600SemiBold', '700Bold');
  const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths }] });
  const { result } = compiler.compile({
    mainFileContent: TEMPLATE,
    inputs: { document: JSON.stringify(document) },
  });
  if (result === null) throw new Error('The document could not be set as a PDF.');
  return new Uint8Array(
    compiler.pdf(result, {
      pdfStandard: 'ua-1',
      // The same document is the same file, byte for byte.
      creationTimestamp: Math.floor(Date.parse(document.asAt) / 1000),
    }),
  );
}
