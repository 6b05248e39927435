import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { listMessages, listPlanned, listUndelivered } from '#projections';
import { AfterQuery } from './query-bodies.js';
import { Reading, checked } from './reading.js';

/** A message is given this long before it counts as not delivered, in milliseconds. */
const PATIENCE_MS = 15 * 60_000;

/** Who was told what is owed, and what did not arrive. Names nobody: people stand by their ids. */
@ApiTags('reminders')
@ApiBearerAuth()
@Controller('api/v1')
export class RemindersController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get('reminders/undelivered')
  @ApiOperation({ summary: 'Messages that were refused, bounced or could not be sent, the newest first' })
  async undelivered(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: AfterQuery,
  ) {
    await this.reading.reader(request, 'reminders');
    const rows = await this.reading.rows('reminders', checked(AfterQuery, query).after, reply);
    const before = new Date(Date.parse(this.reading.engine.clock()) - PATIENCE_MS).toISOString();
    return { messages: listUndelivered(rows, before) };
  }

  @Get('audits/:id/reminders')
  @ApiOperation({ summary: 'What has been told of an audit, and what is still to be' })
  async ofAudit(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Query() query: AfterQuery,
  ) {
    await this.reading.reader(request, 'reminders');
    const rows = await this.reading.rows('reminders', checked(AfterQuery, query).after, reply);
    return { sent: listMessages(rows, id), planned: listPlanned(rows, id) };
  }
}
