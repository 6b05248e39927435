import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { byCodeUnits } from '#domain';
import { nameCasesIn } from '#engine';
import { listModerationsFor } from '#projections';
import type { QueuedAudit } from '#projections';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, accepted } from '../../exchange/reading.js';
import { Pages } from '../frame/pages.js';
import { asked, type Asked } from '../lists/asked.js';
import { any, asWritten } from '../lists/choices.js';
import { sendCsv } from '../lists/send-csv.js';
import { sortAsked, sortField, sorted, type Sort } from '../lists/sorts.js';
import { addressOf } from '../words/address.js';
import { byName } from '../words/by-name.js';
import { presentQueue } from './present-queue.js';
import { QueuePage } from './queue-page.js';

const HEAD = ['audit', 'child', 'team', 'first grade, and why it is here', 'waiting', 'due', 'how near', 'yours'];

const teamOf = ({ team, service }: QueuedAudit): string => team ?? service ?? '';

const SORTS: readonly [Sort<QueuedAudit>, ...Sort<QueuedAudit>[]] = [
  { value: '', text: 'Soonest due first' },
  {
    value: 'waiting',
    text: 'Longest waiting first',
    compare: (left, right) => byCodeUnits(left.waitingSince, right.waitingSince),
  },
  { value: 'team', text: 'Team', compare: (left, right) => byName(teamOf(left), teamOf(right)) },
];

/** What a moderator holds and may claim. */
@ApiExcludeController()
@Controller('moderation')
export class QueueController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
  ) {}

  @Get()
  async page(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'moderation-queue');
    if (visitor === undefined) return;
    const { actor } = visitor;
    const { engine } = this.reading;
    const rows = await this.reading.rows('moderation-queue', undefined, exchange);
    const all = listModerationsFor(rows, await this.reading.standing(actor));
    const team = asked(query, 'team');
    const order = sortAsked(SORTS, query);
    const queued = sorted(
      all.filter((audit) => team === '' || teamOf(audit) === team),
      order,
    );
    const audits = accepted(await nameCasesIn(engine, actor, 'moderation-queue', queued));
    const { calendar, settings } = await engine.references.load();
    const scales = settings?.scales ?? [];
    const today = this.reading.today();
    const shown = presentQueue({ audits, personId: actor.id, today, calendar, scales });
    if (asked(query, 'format') === 'csv') {
      const cells = [...shown.yours, ...shown.waiting].map((row) => [
        row.reference,
        row.caseId,
        row.team,
        row.why,
        row.waiting,
        row.due,
        row.near,
        row.isYours ? 'yours' : '',
      ]);
      return sendCsv(exchange.reply, 'moderation', HEAD, cells);
    }
    const teams = [...new Set(all.map(teamOf))].filter((name) => name !== '').sort(byName);
    const fields = [
      {
        name: 'team',
        label: 'Team',
        value: team,
        items: [any('All teams'), ...asWritten(teams)],
      },
    ];
    const csv = addressOf('/moderation', { team, sort: order.value, format: 'csv' });
    const sort = sortField(SORTS, order);
    await this.pages.send(exchange, (frame) => <QueuePage {...{ frame, fields, sort, csv }} {...shown} />);
  }
}
