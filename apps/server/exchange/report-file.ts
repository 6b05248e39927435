import type { FastifyReply } from 'fastify';
import { tableCsv, tableXlsx } from '#reporting';
import type { Workbook } from '#reporting';

export const FILE_FORMATS = ['csv', 'xlsx'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export const fileFormat = (asked: unknown): FileFormat | undefined => FILE_FORMATS.find((each) => each === asked);

const FILES: Readonly<
  Record<FileFormat, { readonly type: string; readonly of: (filed: Workbook) => string | Promise<Buffer> }>
> = {
  csv: { type: 'text/csv; charset=utf-8', of: ({ table }) => tableCsv(table) },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    of: async (filed) => Buffer.from(await tableXlsx(filed)),
  },
};

/** What is answered as a file, by a reply that says so. @param name of the file, without its ending */
export async function reportFile(
  reply: FastifyReply,
  name: string,
  format: FileFormat,
  filed: Workbook,
): Promise<string | Buffer> {
  const { type, of } = FILES[format];
  const file = await of(filed);
  void reply
    .type(type)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}.${format}"`);
  return file;
}
