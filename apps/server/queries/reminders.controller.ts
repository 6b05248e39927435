import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { headlineOf, londonDateOf, onceEach } from '#domain';
import type { ReminderItem } from '#domain';
import { auditIdFor } from '#engine';
import { listMessages, listMessagesTo, listPlanned, listUndelivered } from '#projections';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import { AfterQuery } from './query-bodies.js';
import { Reading, checked } from '../exchange/reading.js';

/** A message is given this long before it counts as not delivered, in milliseconds. */
export const PATIENCE_MS = 15 * 60_000;
/** How many of the newest a person is shown. */
const SHOWN = 200;

/** Who was told what is owed, and what did not arrive. Names nobody: people stand by their ids. */
@ApiTags('reminders')
@ApiBearerAuth()
@Controller('api/v1')
export class RemindersController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get('reminders/undelivered')
  @ApiOperation({ summary: 'Messages that were refused, bounced or could not be sent, the newest first' })
  async undelivered(@Exchanged() exchange: Exchange, @Query() query: AfterQuery) {
    await this.reading.reader(exchange, 'reminders');
    const rows = await this.reading.rows('reminders', checked(AfterQuery, query).after, exchange);
    const before = new Date(Date.parse(this.reading.engine.clock()) - PATIENCE_MS).toISOString();
    return { messages: listUndelivered(rows, before) };
  }

  @Get('notifications')
  @ApiOperation({ summary: 'What the person signed in was told, as it stood then, the newest first' })
  async mine(@Exchanged() exchange: Exchange, @Query() query: AfterQuery) {
    const { id } = await this.reading.reader(exchange, null);
    const rows = await this.reading.rows('reminders', checked(AfterQuery, query).after, exchange);
    return {
      notifications: listMessagesTo(rows, id, SHOWN).map(({ messageId, at, standing, items }) => ({
        messageId,
        at,
        standing,
        told: headlinesOf(items, londonDateOf(at)),
      })),
    };
  }

  @Get('audits/:id/reminders')
  @ApiOperation({ summary: 'What has been told of an audit, and what is still to be' })
  async ofAudit(@Exchanged() exchange: Exchange, @Param('id') named: string, @Query() query: AfterQuery) {
    await this.reading.reader(exchange, 'reminders');
    const rows = await this.reading.rows('reminders', checked(AfterQuery, query).after, exchange);
    const id = await auditIdFor(this.reading.engine, named);
    return { sent: listMessages(rows, id), planned: listPlanned(rows, id) };
  }
}

const headlinesOf = (items: readonly ReminderItem[], on: string) =>
  onceEach(items, on).map((item) => ({ auditId: item.auditId, headline: headlineOf(item, on) }));
