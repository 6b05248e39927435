import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { notTheirs } from '#engine';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { ProblemError, problemOf } from '../../problems/problem.js';
import { Pages } from '../frame/pages.js';
import { Audits } from './audits.js';
import { ModerationPage } from './moderation-page.js';
import { presentModeration } from './present-moderation.js';
import { begunOn } from './step-drafts.js';
import { doneBy } from './steps.js';

/** An audit for its moderator. */
@ApiExcludeController()
@Controller('audits/:reference/moderation')
export class ModerationController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Audits) private readonly audits: Audits,
  ) {}

  @Get()
  async page(
    @Exchanged() exchange: Exchange,
    @Param('reference') reference: string,
    @Query('done') done: unknown,
  ): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor === undefined) return;
    const audit = await this.audits.open(visitor, reference, 'detail');
    if (audit.document.level !== 'content') throw new ProblemError(problemOf(notTheirs()));
    const moderation = presentModeration(audit, await begunOn(this.pages.engine, audit));
    await this.pages.send(exchange, (frame) => (
      <ModerationPage frame={frame} moderation={moderation} done={doneBy(done)} />
    ));
  }
}
