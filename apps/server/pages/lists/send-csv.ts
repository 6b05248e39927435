import type { FastifyReply } from 'fastify';
import { csvOf } from '#reporting';

/** Answers with a table as a file. @param name of the file, without its ending */
export function sendCsv(reply: FastifyReply, name: string, ...table: Parameters<typeof csvOf>): void {
  void reply
    .type('text/csv; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .send(csvOf(...table));
}
