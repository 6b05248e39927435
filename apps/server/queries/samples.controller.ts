import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { redrawSample, sampleFold, sampleStream, showDraw } from '#application';
import { FRAME_ORDER, browseFrame, namesIn } from '#engine';
import {
  findCaseload,
  findSample,
  listCaseloads,
  listSampleAudits,
  listSampleCases,
  listSamples,
  listUnreplaced,
} from '#projections';
import { etag } from '../exchange/request-headers.js';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import { AfterQuery, FrameQuery, SamplesQuery } from './query-bodies.js';
import { Reading, accepted, checked, found, pageSize, placeIn } from '../exchange/reading.js';

/** Caseloads and the samples drawn from them. */
@ApiTags('samples')
@ApiBearerAuth()
@Controller('api/v1')
export class SamplesController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get('caseloads')
  @ApiOperation({ summary: 'Caseloads, newest first' })
  async caseloads(@Exchanged() exchange: Exchange, @Query() query: AfterQuery) {
    await this.reading.reader(exchange, 'caseloads');
    const rows = await this.reading.rows('caseloads', checked(AfterQuery, query).after, exchange);
    return { caseloads: await this.reading.engine.ledger.openAll(listCaseloads(rows)) };
  }

  @Get('caseloads/:id')
  @ApiOperation({ summary: 'A caseload, with what was found wrong in its file' })
  async caseload(@Exchanged() exchange: Exchange, @Param('id') id: string, @Query() query: AfterQuery) {
    await this.reading.reader(exchange, 'caseloads');
    const rows = await this.reading.rows('caseloads', checked(AfterQuery, query).after, exchange);
    return this.reading.engine.ledger.openAll(found(findCaseload(rows, id), 'caseload'));
  }

  @Get('caseloads/:id/cases')
  @ApiOperation({
    summary: 'The cases of a caseload, a page at a time, in the order in which samples are drawn from it',
  })
  async cases(@Exchanged() exchange: Exchange, @Param('id') id: string, @Query() query: FrameQuery) {
    await this.reading.reader(exchange, 'caseloads');
    const { after, next, limit, standing, ...filter } = checked(FrameQuery, query);
    found(findCaseload(await this.reading.rows('caseloads', after, exchange), id), 'caseload');
    const { engine } = this.reading;
    const page = await browseFrame(
      engine,
      id,
      { ...filter, open: standing && standing === 'open' },
      { after: placeIn(next, FRAME_ORDER), limit: pageSize(limit) },
    );
    return { ...page, names: await namesIn(engine, page.rows) };
  }

  @Get('samples')
  @ApiOperation({ summary: 'Samples, newest period first' })
  async samples(@Exchanged() exchange: Exchange, @Query() query: SamplesQuery) {
    await this.reading.reader(exchange, 'samples');
    const { after, period } = checked(SamplesQuery, query);
    return { samples: listSamples(await this.reading.rows('samples', after, exchange), period) };
  }

  @Get('samples/:id')
  @ApiOperation({
    summary: 'A sample: its draw with the ids as imported, teams and workers, and what became of its cases',
  })
  async sample(@Exchanged() exchange: Exchange, @Param('id') id: string, @Query() query: AfterQuery) {
    await this.reading.reader(exchange, 'samples');
    const { engine } = this.reading;
    const { after } = checked(AfterQuery, query);
    const rows = await this.reading.rows('samples', after, exchange);
    const sample = found(findSample(rows, id), 'sample');
    const cases = await engine.ledger.openAll(listSampleCases(rows, id));
    const unreplaced = listUnreplaced(rows, id);
    const shown = accepted(await showDraw(engine, id));
    const audits = listSampleAudits(await this.reading.rows('audit-board', after, exchange), id);
    const { end } = await engine.memories.of(sampleFold).load(sampleStream(id));
    void exchange.reply.header('etag', etag(end.revision));
    const names = await namesIn(engine, [sample.drawnBy, shown, audits]);
    return { ...sample, drawn: shown, cases, unreplaced, audits, names };
  }

  @Get('samples/:id/redraw')
  @ApiOperation({ summary: 'Draw again from the same caseload, rules and seed, and compare' })
  async redraw(@Exchanged() exchange: Exchange, @Param('id') id: string) {
    await this.reading.reader(exchange, 'samples');
    return accepted(await redrawSample(this.reading.engine, id));
  }
}
