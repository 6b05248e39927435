import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { asListed } from '#domain';
import { searchAudits } from '#engine';
import { BOARD_ORDER } from '#projections';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, placeIn } from '../../exchange/reading.js';
import { namedRows } from '../board/named-rows.js';
import { one, postedOf } from '../forms/posted.js';
import { FormDrafts } from '../frame/form-drafts.js';
import { Pages } from '../frame/pages.js';
import { SIZE } from '../lists/sizes.js';
import { SearchPage } from './search-page.js';

const LONGEST = 200;

/** Searching audits, by a form. */
@ApiExcludeController()
@Controller('search')
export class SearchPageController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FormDrafts) private readonly drafts: FormDrafts,
  ) {}

  @Get()
  async form(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'board');
    if (visitor === undefined) return;
    const text = one((await this.drafts.take(exchange.request, visitor.actor)) ?? {}, 'text');
    await this.pages.send(exchange, (frame) => (
      <SearchPage frame={frame} text={text} error={null} found={null} isPartial={false} />
    ));
  }

  @Post()
  @HttpCode(200)
  async search(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    const posted = postedOf(body);
    const visitor = await this.drafts.received(exchange, 'board', posted);
    if (visitor === undefined) return;
    const [text, place] = [one(posted, 'text').trim(), one(posted, 'next')];
    const error = against(text);
    if (error !== null) {
      return this.pages.send(
        exchange,
        (frame) => <SearchPage frame={frame} text={text} error={error} found={null} isPartial={false} />,
        422,
      );
    }
    const { engine } = this.reading;
    const { settings } = await engine.references.load();
    const listed = asListed(visitor.actor, settings);
    const { rows: entries, next } = await searchAudits(
      engine,
      () => this.reading.rows('audit-board', undefined, exchange),
      await this.reading.standing(listed),
      text,
      { after: placeIn(place || undefined, BOARD_ORDER), limit: SIZE },
    );
    const rows = await namedRows(this.reading, visitor.actor, entries);
    const found = { rows, next, isFirst: place === '' };
    const isPartial = listed !== visitor.actor;
    await this.pages.send(exchange, (frame) => <SearchPage {...{ frame, text, found, isPartial }} error={null} />);
  }
}

function against(text: string): string | null {
  if (text === '') return 'Write a reference, a case number, or the name of a worker or a team';
  return text.length > LONGEST ? `Write at most ${LONGEST} characters` : null;
}
