import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { redrawSample, sampleFold, sampleStream, showDraw } from '#application';
import type { Accepted } from '#application';
import { byCodeUnits, parsePeriod, periodName, roundPeriodLabel } from '#domain';
import type { DrawnRound } from '#domain';
import { namesIn } from '#engine';
import { findCaseload, listCaseloads, listSampleAudits, listSampleCases, listSamples } from '#projections';
import type { SampleRow } from '#projections';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, accepted, found } from '../../exchange/reading.js';
import { FormPages } from '../command-forms/form-pages.js';
import type { PageForm } from '../command-forms/page-form.js';
import { Pages } from '../frame/pages.js';
import { asked, type Asked } from '../lists/asked.js';
import { any } from '../lists/choices.js';
import { sendCsv } from '../lists/send-csv.js';
import { sortAsked, sortField, sorted, type Sort } from '../lists/sorts.js';
import { addressOf } from '../words/address.js';
import { plainInstant } from '../words/instants.js';
import { sampleAddress, sampleAt, sampleNumber } from '../words/sample-address.js';
import { sampleStanding } from '../words/sample-standing.js';
import { drawFields, drawSaid } from './draw-form.js';
import { presentSample } from './present-sample.js';
import { RedrawPage } from './redraw-page.js';
import { SamplePage } from './sample-page.js';
import { SamplesPage } from './samples-page.js';

const HEAD = ['month', 'kind of audit', 'standing', 'drawn', 'selected', 'reserves used'];

const SORTS: readonly [Sort<SampleRow>, ...Sort<SampleRow>[]] = [
  { value: '', text: 'Newest month first' },
  {
    value: 'drawn',
    text: 'Drawn last first',
    compare: (left, right) => byCodeUnits(right.drawnAt, left.drawnAt),
  },
];

interface Named {
  readonly activity: string;
  readonly period: string;
  readonly number: string;
}

/** Samples: drawn, looked at, proved and issued. */
@ApiExcludeController()
@Controller('samples')
export class SamplePagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FormPages) private readonly forms: FormPages,
  ) {}

  @Get()
  async list(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'samples');
    if (visitor === undefined) return;
    const all = await this.all(exchange);
    const caseloads = listCaseloads(await this.reading.rows('caseloads', undefined, exchange));
    const typeOf = await this.types();
    const type = asked(query, 'type');
    const order = sortAsked(SORTS, query);
    const listed = all.filter(({ activity }) => type === '' || activity === type);
    const samples = sorted(listed, order).map((sample) => ({
      month: `${periodName(sample.period)}, sample ${sampleNumber(sample, all)}`,
      href: sampleAddress(sample, all),
      type: typeOf(sample.activity),
      standing: sampleStanding(sample),
      drawn: plainInstant(sample.drawnAt),
      selected: sample.counts.selected,
      reservesUsed: sample.counts.reservesUsed,
    }));
    if (asked(query, 'format') === 'csv') {
      const cells = samples.map(({ month, type: of, standing, drawn, selected, reservesUsed }) => [
        month,
        of,
        standing,
        drawn,
        selected,
        reservesUsed,
      ]);
      return sendCsv(exchange.reply, 'samples', HEAD, cells);
    }
    const mayDraw = caseloads.some(({ imported }) => imported !== null);
    const { settings } = await this.reading.engine.references.load();
    const more = [
      ...((settings?.rounds ?? []).length > 0 ? [{ text: 'Rounds', href: '/rounds' }] : []),
      ...((settings?.expectations ?? []).length > 0 ? [{ text: 'Expected audits', href: '/expected-audits' }] : []),
    ];
    const types = [...new Set(all.map(({ activity }) => activity))].map((value) => ({ value, text: typeOf(value) }));
    const fields = [{ name: 'type', label: 'Type', value: type, items: [any('All types'), ...types] }];
    const csv = addressOf('/samples', { type, sort: order.value, format: 'csv' });
    const sort = sortField(SORTS, order);
    await this.pages.send(exchange, (frame) => (
      <SamplesPage {...{ frame, samples, mayDraw, more, fields, sort, csv }} />
    ));
  }

  @Get('draw')
  drawForm(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    return this.forms.show(exchange, 'samples', () => this.draw(exchange, asked(query, 'month')));
  }

  @Post('draw')
  drawNow(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'samples', body, () => this.draw(exchange, ''));
  }

  @Get(':activity/:period/:number')
  async sample(@Exchanged() exchange: Exchange, @Param() named: Named): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'samples');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const { sample, title, address } = await this.find(exchange, named);
    const rows = await this.reading.rows('samples', undefined, exchange);
    const cases = listSampleCases(rows, sample.sampleId);
    const drawn = accepted(await showDraw(engine, sample.sampleId));
    const audits = listSampleAudits(await this.reading.rows('audit-board', undefined, exchange), sample.sampleId);
    const caseload = findCaseload(await this.reading.rows('caseloads', undefined, exchange), sample.caseloadId);
    const shown = presentSample(sample, cases, drawn, audits, {
      names: await namesIn(engine, [sample.drawnBy, drawn, ...audits.map(({ auditorId }) => auditorId)]),
      caseloadAsAt: caseload?.asAt ?? null,
      typeOf: await this.types(),
      roundName: await this.rounds(),
    });
    const board = addressOf('/audits', { sample: sample.sampleId });
    await this.pages.send(exchange, (frame) => <SamplePage {...{ frame, title, address, board }} sample={shown} />);
  }

  @Get(':activity/:period/:number/redraw')
  async redraw(@Exchanged() exchange: Exchange, @Param() named: Named): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'samples');
    if (visitor === undefined) return;
    const { sample, title, address } = await this.find(exchange, named);
    const outcome = accepted(await redrawSample(this.reading.engine, sample.sampleId));
    const differences = outcome.confirmed ? [] : outcome.differences.map(({ sentence }) => sentence);
    await this.pages.send(exchange, (frame) => (
      <RedrawPage frame={frame} sample={{ text: title, href: address }} differences={differences} />
    ));
  }

  @Get(':activity/:period/:number/issue')
  issueForm(@Exchanged() exchange: Exchange, @Param() named: Named): Promise<void> {
    return this.forms.show(exchange, 'samples', () => this.issue(exchange, named));
  }

  @Post(':activity/:period/:number/issue')
  issueNow(@Exchanged() exchange: Exchange, @Param() named: Named, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'samples', body, () => this.issue(exchange, named));
  }

  private async draw(exchange: Exchange, month: string): Promise<PageForm> {
    const { settings } = await this.reading.engine.references.load();
    const known = found(settings, 'version of the settings');
    return {
      title: 'Draw a sample',
      back: { text: 'Samples', href: '/samples' },
      lead: 'The draw is shown to you before anything is issued. It comes from the newest caseload as at or before the end of the month.',
      fields: drawFields(known, parsePeriod(month, 'month') === null ? this.reading.today().slice(0, 7) : month),
      button: 'Draw',
      command: 'DrawSample',
      revision: null,
      says: drawSaid,
      next: async (answer) => {
        const all = await this.all(exchange, answer);
        const drawn = all.find(({ sampleId }) => sampleId === answer.id);
        return drawn === undefined ? '/samples' : sampleAddress(drawn, all);
      },
    };
  }

  private async issue(exchange: Exchange, named: Named): Promise<PageForm> {
    const { sample, title, address } = await this.find(exchange, named);
    const { end } = await this.reading.engine.memories.of(sampleFold).load(sampleStream(sample.sampleId));
    const { selected, directed } = sample.counts;
    return {
      title: `Issue ${title}`,
      back: { text: title, href: address },
      lead: `Each of its ${selected + directed} cases becomes an audit, to be allocated. This cannot be taken back; single audits can be substituted, exempted or withdrawn later.`,
      isWarning: true,
      fields: [],
      button: 'Issue the sample',
      command: 'IssueSample',
      target: sample.sampleId,
      revision: end.revision,
      says: () => ({}),
      next: async (answer) => {
        await this.all(exchange, answer);
        return address;
      },
    };
  }

  /** Every sample, once a command's own effect is among them. */
  private async all(exchange: Exchange, after?: Accepted): Promise<readonly SampleRow[]> {
    return listSamples(await this.reading.rows('samples', after && String(after.position), exchange));
  }

  /** @throws ProblemError 404 */
  private async find(exchange: Exchange, { activity, period, number }: Named) {
    const all = await this.all(exchange);
    const sample = found(sampleAt(all, activity, period, number), 'sample');
    const typeOf = await this.types();
    const title = `${typeOf(activity)}, ${periodName(period)}, sample ${sampleNumber(sample, all)}`;
    return { sample, title, address: sampleAddress(sample, all) };
  }

  private async rounds(): Promise<(round: DrawnRound) => string> {
    const { settings } = await this.reading.engine.references.load();
    return ({ key, period }) => {
      const round = settings?.rounds?.find((each) => each.key === key);
      return round === undefined ? `${key}, ${period}` : `${round.label}, ${roundPeriodLabel(round.every, period)}`;
    };
  }

  private async types(): Promise<(key: string) => string> {
    const { settings } = await this.reading.engine.references.load();
    const types = new Map(settings?.auditTypes.map(({ key, label }) => [key, label]));
    return (key) => types.get(key) ?? key;
  }
}
