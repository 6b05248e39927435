import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { CommitteeDocument } from '../document.js';
import { TEMPLATE } from './typst-template.js';

/** Weights that documents are set in. */
const WEIGHTS = ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold'];

/** A document as PDF/UA: tagged, with words for each chart. @throws Error where it cannot be set */
export function toPdf(document: CommitteeDocument): Uint8Array {
  const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/source-sans-3/package.json'));
  const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: WEIGHTS.map((weight) => join(fonts, weight)) }] });
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
