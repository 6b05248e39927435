import { writeFileSync } from 'node:fs';
import { DOCUMENT_FORMATS, writeDocument } from '#committee';
import type { CommitteeDocument, DocumentFormat } from '#committee';
import { tableCsv, tableXlsx } from '#reporting';
import type { Workbook } from '#reporting';
import { WrongUse } from './outcome.js';
import type { Answer } from './session.js';

export const REPORT_FORMATS = ['json', 'csv', 'xlsx', 'text', ...DOCUMENT_FORMATS] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

interface Options {
  readonly json?: boolean;
  readonly format?: ReportFormat;
  readonly csv?: boolean;
  readonly out?: string;
}

/** A report in each of the forms that it may be asked for in. */
export interface Written extends Workbook {
  readonly json: unknown;
  readonly text: () => string;
  readonly document: () => CommitteeDocument;
}

/** Those that no screen shows. */
const FILES: readonly ReportFormat[] = ['xlsx', 'docx', 'pdf'];

/** How a report is written: as asked for, otherwise by the file's name. @throws WrongUse */
export function formatOf({ format, csv, json, out }: Options): ReportFormat {
  const ending = REPORT_FORMATS.find((one) => out?.toLowerCase().endsWith(`.${one}`));
  const asked = format ?? (csv === true ? 'csv' : json === true ? 'json' : (ending ?? 'text'));
  if (FILES.includes(asked) && out === undefined)
    throw new WrongUse(`A report of that format is written to a file: --out report.${asked}.`);
  return asked;
}

const documented =
  (format: DocumentFormat) =>
  ({ document }: Written): Promise<Uint8Array> =>
    writeDocument(document(), format);

const FORMS: Readonly<Record<ReportFormat, (written: Written) => string | Promise<Uint8Array>>> = {
  json: ({ json }) => `${JSON.stringify(json, null, 2)}\n`,
  csv: ({ table }) => tableCsv(table),
  xlsx: ({ table, about }) => tableXlsx({ table, about }),
  text: ({ text }) => text(),
  html: documented('html'),
  docx: documented('docx'),
  pdf: documented('pdf'),
};

/** A report shown, or in the file asked for. @throws WrongUse */
export async function giveReport(answer: Answer, written: Written, options: Options): Promise<void> {
  const file = await FORMS[formatOf(options)](written);
  const { out, json } = options;
  if (out === undefined) return answer.raw(typeof file === 'string' ? file : new TextDecoder().decode(file));
  try {
    writeFileSync(out, file);
  } catch {
    throw new WrongUse(`The report cannot be written to ${out}.`);
  }
  if (json !== true) answer.raw(`The report is in ${out}.\n`);
}
