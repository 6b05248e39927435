import type { FastifyReply } from 'fastify';
import { csvOf } from '#reporting';

/** Answers with a table as a file. @param name of the file, without its ending */
export const sendCsv = (reply: FastifyReply, name: string, ...table: Parameters<typeof csvOf>): void =>
  sendCsvText(reply, name, csvOf(...table));

/** The same of a table that is a text already. */
export function sendCsvText(reply: FastifyReply, name: string, text: string): void {
  void reply
    .type('text/csv; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .send(text);
}
