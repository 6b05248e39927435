import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { auditIdFor, replayStep } from '#engine';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { accepted } from '../../exchange/reading.js';
import { stepsNamed } from '../../queries/query-bodies.js';
import { Pages } from '../frame/pages.js';
import { wordsOf } from './opened-audit.js';
import { presentReplay } from './present-replay.js';
import { ReplayPage } from './replay-page.js';

/** An audit step by step, as it was known then beside what is known now. */
@ApiExcludeController()
@Controller('audits/:reference/replay')
export class ReplayController {
  constructor(@Inject(Pages) private readonly pages: Pages) {}

  @Get(['', ':step'])
  async step(
    @Exchanged() exchange: Exchange,
    @Param('reference') reference: string,
    @Param('step') step = '1',
    @Query('beside') beside: unknown,
  ): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor === undefined) return;
    const { engine } = this.pages;
    const { actor } = visitor;
    const auditId = await auditIdFor(engine, reference);
    const asked = stepsNamed(step, typeof beside === 'string' ? beside : undefined);
    const replayed = accepted(await replayStep(engine, { auditId, actor, ...asked }));
    const { directory } = await engine.references.load();
    const replay = presentReplay(replayed, wordsOf(replayed.document, directory));
    await this.pages.send(exchange, (frame) => <ReplayPage frame={frame} replay={replay} />);
  }
}
