import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { againstReading } from '#access';
import { ROUNDS_STREAM, roundsFold } from '#application';
import { addMonths, mayDrawForRound, notTheirDuty, parsePeriod, periodOf, roundDrawId } from '#domain';
import type { Actor } from '#domain';
import { roundsInYear } from '#engine';
import type { DrawOfRound, RoundInYear } from '#engine';
import { listSamples } from '#projections';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, found } from '../../exchange/reading.js';
import { ProblemError, problemOf } from '../../problems/problem.js';
import { FormPages } from '../command-forms/form-pages.js';
import type { PageForm } from '../command-forms/page-form.js';
import type { Field } from '../forms/field.js';
import { Pages } from '../frame/pages.js';
import { asked, type Asked } from '../lists/asked.js';
import { addressOf } from '../words/address.js';
import { drawAddress } from '../words/draw-address.js';
import { sampleAddress } from '../words/sample-address.js';
import { RoundDrawPage } from './draw-page.js';
import { presentRounds, standingInWords } from './present-rounds.js';
import { RoundsPage } from './rounds-page.js';

interface Named {
  readonly round: string;
  readonly period: string;
}

interface Found {
  readonly round: RoundInYear;
  readonly draw: DrawOfRound;
  readonly title: string;
}

/** The rounds of the programme: how they stand, and the draws that are owed. */
@ApiExcludeController()
@Controller('rounds')
export class RoundPagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FormPages) private readonly forms: FormPages,
  ) {}

  @Get()
  async list(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'samples');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const today = this.reading.today();
    const year = parsePeriod(asked(query, 'year'), 'year') ?? periodOf(today, 'year');
    const { settings, calendar } = await engine.references.load();
    const samples = await this.reading.rows('samples', undefined, exchange);
    const board = await this.reading.rows('audit-board', undefined, exchange);
    const types = new Map(settings?.auditTypes.map(({ key, label }) => [key, label]));
    const rounds = presentRounds(await roundsInYear(engine, year.key, { samples, board }), {
      today,
      calendar,
      typeOf: (key) => types.get(key) ?? key,
      samples: listSamples(samples),
    });
    const beside = (months: number) => {
      const { key } = periodOf(addMonths(year.from, months), 'year');
      return { text: key, href: addressOf('/rounds', { year: key }) };
    };
    await this.pages.send(exchange, (frame) => (
      <RoundsPage frame={frame} year={year.key} rounds={rounds} before={beside(-12)} after={beside(12)} />
    ));
  }

  @Get(':round/:period')
  async draw(@Exchanged() exchange: Exchange, @Param() named: Named): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor === undefined) return;
    await this.mayDraw(visitor.actor);
    const { draw, title } = await this.find(exchange, named);
    const { calendar } = await this.reading.engine.references.load();
    const standing = standingInWords(draw, { today: this.reading.today(), calendar });
    const back = isCoordinator(visitor.actor)
      ? { text: 'Rounds', href: '/rounds' }
      : { text: 'Your tasks', href: '/tasks' };
    await this.pages.send(exchange, (frame) => (
      <RoundDrawPage
        {...{ frame, title, back }}
        address={drawAddress(draw)}
        facts={[
          { key: 'Standing', value: standing },
          ...(draw.reason === null ? [] : [{ key: 'Why nothing is drawn', value: draw.reason }]),
        ]}
        may={{
          draw: draw.standing !== 'excused',
          excuse: draw.standing === 'owed' || draw.standing === 'to-come',
          lift: draw.standing === 'excused',
        }}
      />
    ));
  }

  @Get(':round/:period/draw')
  drawForm(@Exchanged() exchange: Exchange, @Param() named: Named): Promise<void> {
    return this.forms.show(exchange, null, ({ actor }) => this.drawing(exchange, named, actor));
  }

  @Post(':round/:period/draw')
  drawNow(@Exchanged() exchange: Exchange, @Param() named: Named, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, null, body, ({ actor }) => this.drawing(exchange, named, actor));
  }

  @Get(':round/:period/excuse')
  excuseForm(@Exchanged() exchange: Exchange, @Param() named: Named): Promise<void> {
    return this.forms.show(exchange, null, ({ actor }) => this.excusing(exchange, named, actor));
  }

  @Post(':round/:period/excuse')
  excuseNow(@Exchanged() exchange: Exchange, @Param() named: Named, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, null, body, ({ actor }) => this.excusing(exchange, named, actor));
  }

  @Get(':round/:period/lift-excuse')
  liftForm(@Exchanged() exchange: Exchange, @Param() named: Named): Promise<void> {
    return this.forms.show(exchange, null, ({ actor }) => this.lifting(exchange, named, actor));
  }

  @Post(':round/:period/lift-excuse')
  liftNow(@Exchanged() exchange: Exchange, @Param() named: Named, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, null, body, ({ actor }) => this.lifting(exchange, named, actor));
  }

  private async drawing(exchange: Exchange, named: Named, actor: Actor): Promise<PageForm> {
    await this.mayDraw(actor);
    const { draw, title } = await this.find(exchange, named);
    return {
      title: `Draw: ${title}`,
      back: { text: title, href: drawAddress(draw) },
      lead: 'How many cases, and which, the settings say. The draw is shown before anything is issued. It comes from the newest caseload as at or before the end of the period.',
      fields: [SEED],
      button: 'Draw',
      command: 'DrawSample',
      revision: null,
      says: ({ seed }) => ({ period: draw.period, round: draw.round, ...(seed !== undefined && { seed }) }),
      next: async ({ id, position }) => {
        if (!isCoordinator(actor)) return '/tasks';
        const all = listSamples(await this.reading.rows('samples', String(position), exchange));
        const drawn = all.find(({ sampleId }) => sampleId === id);
        return drawn === undefined ? '/samples' : sampleAddress(drawn, all);
      },
    };
  }

  private async excusing(exchange: Exchange, named: Named, actor: Actor): Promise<PageForm> {
    return {
      ...(await this.deciding(exchange, named, actor)),
      lead: 'Nothing is drawn for this period, and nobody is reminded of it any more. The reason stands with the round. An excuse can be lifted.',
      fields: [REASON],
      button: 'Excuse the draw',
      command: 'ExcuseDraw',
    };
  }

  private async lifting(exchange: Exchange, named: Named, actor: Actor): Promise<PageForm> {
    return {
      ...(await this.deciding(exchange, named, actor)),
      lead: 'The draw is owed again.',
      fields: [REASON],
      button: 'Lift the excuse',
      command: 'LiftExcuse',
    };
  }

  private async deciding(exchange: Exchange, named: Named, actor: Actor) {
    await this.mayDraw(actor);
    const { draw, title } = await this.find(exchange, named);
    const { end } = await this.reading.engine.memories.of(roundsFold).load(ROUNDS_STREAM);
    return {
      title,
      back: { text: title, href: drawAddress(draw) },
      target: roundDrawId(draw.round, draw.period),
      revision: end.revision,
      next: () => (isCoordinator(actor) ? drawAddress(draw) : '/tasks'),
    };
  }

  /** @throws ProblemError 403 */
  private async mayDraw(actor: Actor): Promise<void> {
    if (!mayDrawForRound(actor, await this.reading.standing(actor)))
      throw new ProblemError(problemOf(againstReading('samples', actor) ?? notTheirDuty('samples')));
  }

  /** @throws ProblemError 404 */
  private async find(exchange: Exchange, { round: key, period }: Named): Promise<Found> {
    const { engine } = this.reading;
    const samples = await this.reading.rows('samples', undefined, exchange);
    const board = await this.reading.rows('audit-board', undefined, exchange);
    const year = yearOf(period) ?? periodOf(this.reading.today(), 'year').key;
    const rounds = await roundsInYear(engine, year, { samples, board });
    const round = found(
      rounds.find((each) => each.key === key),
      'round',
    );
    const draw = found(
      round.draws.find((each) => each.period === period),
      'draw of this round',
    );
    return { round, draw, title: `${round.label}, ${draw.label}` };
  }
}

const isCoordinator = ({ roles }: Actor): boolean => roles.includes('coordinator');

/** The financial year of a round's period: `2026-04`, `2026-27-Q1`, `2026-27-H1`, `2026-27`. */
function yearOf(period: string): string | null {
  const month = parsePeriod(period, 'month');
  const ofYear = parsePeriod(period.slice(0, 7), 'year');
  if (period.length > 7) return ofYear?.key ?? null;
  return month === null ? (ofYear?.key ?? null) : periodOf(month.from, 'year').key;
}

const REASON: Field = {
  kind: 'text',
  name: 'reason',
  label: 'Why?',
  hint: 'Name no child and no worker.',
  asks: 'Say why',
};

const SEED: Field = {
  kind: 'line',
  name: 'seed',
  label: 'Seed',
  optional: true,
  hint: 'Any words. The same words on the same caseload draw the same cases. Left empty, one is made and recorded.',
  asks: 'Enter a seed',
};
