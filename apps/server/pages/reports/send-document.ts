import type { AccessFormat } from '#domain';
import type { Exchange } from '../../exchange/exchange.js';

const TYPES: Readonly<Record<AccessFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** A document as a file to be kept. @param of its name is without its ending */
export function sendDocument(
  { reply }: Exchange,
  file: Uint8Array,
  { format, name }: { readonly format: AccessFormat; readonly name: string },
): void {
  void reply
    .status(200)
    .type(TYPES[format])
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .send(Buffer.from(file));
}
