import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { seesSmallNumbers } from '#domain';
import type { Actor } from '#domain';
import type { ExportFiles } from '#exports';
import { findExport, listExportsOf } from '#projections';
import type { ExportRow } from '#projections';
import { EXPORT_FILES } from '../engine-token.js';
import { ProblemError, problem } from '../problems/problem.js';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import { AfterQuery } from './query-bodies.js';
import { Reading, checked, found } from '../exchange/reading.js';

const CONTENT_TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' } as const;

/** Reports as files: for whoever asked for them, while they may read reports. */
@ApiTags('reports')
@ApiBearerAuth()
@Controller('api/v1/exports')
export class ExportsController {
  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(EXPORT_FILES) private readonly files: ExportFiles,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The files you have asked for, the newest first' })
  async mine(@Exchanged() exchange: Exchange, @Query() query: AfterQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    const rows = await this.reading.rows('exports', checked(AfterQuery, query).after, exchange);
    return { exports: listExportsOf(rows, actor.id).map(told) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'How it stands with a file you have asked for' })
  async one(@Exchanged() exchange: Exchange, @Param('id') id: string, @Query() query: AfterQuery) {
    const actor = await this.reading.reader(exchange, 'reports');
    await this.reading.rows('exports', checked(AfterQuery, query).after, exchange);
    return told(this.ownOf(actor, id));
  }

  @Get(':id/file')
  @ApiOkResponse({
    content: { 'text/csv': { schema: { type: 'string' } }, 'application/json': { schema: { type: 'object' } } },
  })
  @ApiOperation({ summary: 'The file itself, once it is made; kept for a week' })
  async file(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<string> {
    const actor = await this.reading.reader(exchange, 'reports');
    const { exportId, order, file, withSmallNumbers } = this.ownOf(actor, id);
    const { settings } = await this.reading.engine.references.load();
    if (withSmallNumbers && !seesSmallNumbers(actor, settings)) throw new ProblemError(noLongerYours());
    if (file === null) throw new ProblemError(notMade());
    const { report, from, to, format } = order;
    const text = await this.files.read({ exportId, format });
    if (text === undefined) throw new ProblemError(notKept());
    void exchange.reply
      .type(CONTENT_TYPES[format])
      .header('etag', `"${file.digest}"`)
      .header('content-disposition', `attachment; filename="${report}-${from}-${to}.${format}"`);
    return text;
  }

  /** Other people's files are answered as if there were none. */
  private ownOf(actor: Actor, id: string): ExportRow {
    const row = findExport(this.reading.engine.readModels.views.open('exports'), id);
    return found(row?.requestedBy === actor.id ? row : undefined, 'file');
  }
}

/** A report asked for as a file, as whoever asked is told of it. */
interface ExportTold extends Omit<ExportRow, 'requestedBy' | 'file'> {
  readonly standing: 'waiting' | 'made';
  readonly file: ExportFileTold | null;
}

interface ExportFileTold extends NonNullable<ExportRow['file']> {
  /** Where the file is. */
  readonly href: string;
}

const told = ({ requestedBy: _, file, ...row }: ExportRow): ExportTold => ({
  ...row,
  standing: file === null ? 'waiting' : 'made',
  file: file && { ...file, href: `/api/v1/exports/${row.exportId}/file` },
});

const notMade = () =>
  problem(409, 'export-not-made', 'The file is still to be made. Ask how it stands, and try again.');
const notKept = () => problem(410, 'export-not-kept', 'The file is not kept any more. Ask for the report again.');
const noLongerYours = () =>
  problem(403, 'not-yours-to-read', 'The file holds small numbers, which your role does not open any more.');
