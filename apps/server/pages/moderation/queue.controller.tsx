import { Controller, Get, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { nameCasesIn } from '#engine';
import { listModerationsFor } from '#projections';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, accepted } from '../../exchange/reading.js';
import { Pages } from '../frame/pages.js';
import { presentQueue } from './present-queue.js';
import { QueuePage } from './queue-page.js';

/** What a moderator holds and may claim. */
@ApiExcludeController()
@Controller('moderation')
export class QueueController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
  ) {}

  @Get()
  async page(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'moderation-queue');
    if (visitor === undefined) return;
    const { actor } = visitor;
    const { engine } = this.reading;
    const rows = await this.reading.rows('moderation-queue', undefined, exchange);
    const queued = listModerationsFor(rows, await this.reading.standing(actor));
    const audits = accepted(await nameCasesIn(engine, actor, 'moderation-queue', queued));
    const { calendar, settings } = await engine.references.load();
    const scales = settings?.scales ?? [];
    const today = this.reading.today();
    const shown = presentQueue({ audits, personId: actor.id, today, calendar, scales });
    await this.pages.send(exchange, (frame) => <QueuePage frame={frame} {...shown} />);
  }
}
