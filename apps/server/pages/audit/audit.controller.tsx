import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { againstReading } from '#access';
import { auditIdFor } from '#engine';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { sendCalendar } from '../../exchange/send-calendar.js';
import { Pages } from '../frame/pages.js';
import { AuditPage } from './audit-page.js';
import { Audits } from './audits.js';
import { HistoryPage } from './history-page.js';
import { begunOn } from './step-drafts.js';
import { presentAudit } from './present-audit.js';
import { presentEntry } from './present-entry.js';
import { KEPT, doneBy } from './steps.js';

/** An audit as its reader may see it. */
@ApiExcludeController()
@Controller('audits/:reference')
export class AuditPageController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Audits) private readonly audits: Audits,
  ) {}

  @Get()
  async page(
    @Exchanged() exchange: Exchange,
    @Param('reference') reference: string,
    @Query('done') done: unknown,
    @Query('kept') kept: unknown,
  ): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor === undefined) return;
    const audit = await this.audits.open(visitor, reference, 'detail');
    const shown = presentAudit(audit, await begunOn(this.pages.engine, audit));
    const said = doneBy(kept) === null ? doneBy(done) : KEPT;
    const { directory, today } = audit;
    // Where nobody inspects there is nothing to say of it.
    const mayBeOpened =
      againstReading('others-inspections', visitor.actor) === null && directory.withRole('inspector', today).length > 0;
    await this.pages.send(exchange, (frame) => (
      <AuditPage frame={frame} audit={shown} done={said} mayBeOpened={mayBeOpened} />
    ));
  }

  @Get('conversation.ics')
  async calendar(@Exchanged() exchange: Exchange, @Param('reference') reference: string): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor === undefined) return;
    const { engine } = this.pages;
    await sendCalendar(exchange, engine, { actor: visitor.actor, auditId: await auditIdFor(engine, reference) });
  }

  @Get('history')
  async history(
    @Exchanged() exchange: Exchange,
    @Param('reference') reference: string,
    @Query('done') done: unknown,
  ): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor === undefined) return;
    const audit = await this.audits.open(visitor, reference, 'timeline');
    const entries = audit.timeline.map((entry) => presentEntry(entry, audit));
    const mayCorrect = audit.steps.some(({ command, may }) => may && command === 'CorrectRecord');
    await this.pages.send(exchange, (frame) => (
      <HistoryPage
        frame={frame}
        reference={audit.document.reference}
        entries={entries}
        mayCorrect={mayCorrect}
        done={doneBy(done)}
      />
    ));
  }
}
