import { SaxesParser } from 'saxes';
import { BOUNDS } from '../bounds.js';
import { ImportProblem } from '../import-problem.js';
import { damaged } from './problems.js';

export type Attributes = Readonly<Record<string, string>>;

/** What is told of an XML part. `depth` is 1 for the outermost element. */
export interface XmlListener {
  open(name: string, attributes: Attributes, depth: number): void;
  text?(text: string): void;
  close?(name: string, depth: number): void;
}

/**
 * Reads an XML part as it is unpacked, and holds none of it. A document type is refused, so there are no entities but
 * XML's own five; so is an element deeper, or a text longer, than any workbook has.
 * @throws ImportProblem when it is no well-formed XML in UTF-8 or UTF-16
 */
export async function readXml(bytes: AsyncIterable<Uint8Array>, listener: XmlListener): Promise<void> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  let sinceMark = 0;
  let depth = 0;
  parser.on('doctype', () => {
    throw damaged();
  });
  parser.on('opentag', ({ name, attributes }) => {
    sinceMark = 0;
    depth += 1;
    if (depth > BOUNDS.depth) throw damaged();
    listener.open(name, attributes, depth);
  });
  const onText = (text: string): void => {
    sinceMark = 0;
    listener.text?.(text);
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', ({ name }) => {
    sinceMark = 0;
    listener.close?.(name, depth);
    depth -= 1;
  });
  try {
    for await (const text of decoded(bytes)) {
      sinceMark += text.length;
      parser.write(text);
      if (sinceMark > BOUNDS.betweenMarks) throw damaged();
    }
    parser.close();
  } catch (cause) {
    // the parser's own message may quote the workbook
    throw cause instanceof ImportProblem ? cause : damaged();
  }
}

/** The name without the prefix of its namespace: some writers give the main one a prefix. */
export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    yield decoder.decode(chunk, { stream: true });
  }
  if (decoder !== undefined) yield decoder.decode();
}

/** UTF-16 begins with its mark, everything else is UTF-8 (ISO/IEC 29500-2, 8.2.4). */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
