import { Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { importsUnderWay } from '#engine';
import { allViews, listSetupFaults } from '#projections';
import { QUEUES, SEALS_SHOWN } from '../../engine-token.js';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, found } from '../../exchange/reading.js';
import type { Queues } from '../../queues.js';
import type { SealsShown } from '../../seals-shown.js';
import { Pages, seeOther } from '../frame/pages.js';
import { presentEvidence } from './present-evidence.js';
import { presentService } from './present-service.js';
import { ServicePage } from './service-page.js';

const DONE: Readonly<Record<string, string>> = {
  retry: 'What was put aside is tried again now.',
  rebuild: 'The list is being made anew. You can leave this page: how far it is stands here whenever you come back.',
};

/** How the service is, for those who look after it. Names nobody. */
@ApiExcludeController()
@Controller('service')
export class ServicePagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(QUEUES) private readonly queues: Queues,
    @Inject(SEALS_SHOWN) private readonly seals: SealsShown,
  ) {}

  @Get()
  async page(@Exchanged() exchange: Exchange, @Query('done') done: unknown): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'views');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const said = typeof done === 'string' ? (DONE[done] ?? null) : null;
    const shown = presentService({
      views: await engine.readModels.progress(),
      troubles: engine.processes.troubles(),
      faults: listSetupFaults(await this.reading.rows('reminders', undefined, exchange)),
      queues: this.queues.kinds,
      jobs: await this.queues.failed(),
      imports: importsUnderWay(engine),
    });
    await this.pages.send(exchange, (frame) => (
      <ServicePage
        frame={frame}
        formToken={visitor.formToken}
        done={said}
        evidence={presentEvidence(this.seals.report)}
        {...shown}
      />
    ));
  }

  @Post('jobs/:kind/retry')
  async retry(@Exchanged() exchange: Exchange, @Param('kind') kind: string): Promise<void> {
    if ((await this.pages.sender(exchange, 'jobs')) === undefined) return;
    found(await this.queues.retry(kind), 'queue');
    seeOther(exchange.reply, '/service?done=retry');
  }

  @Post('views/:name/rebuild')
  async rebuild(@Exchanged() exchange: Exchange, @Param('name') name: string): Promise<void> {
    if ((await this.pages.sender(exchange, 'views')) === undefined) return;
    const view = found(
      allViews.find((known) => known.name === name),
      'view',
    );
    this.reading.engine.readModels.views.requestRebuild(view.name);
    seeOther(exchange.reply, '/service?done=rebuild');
  }
}
