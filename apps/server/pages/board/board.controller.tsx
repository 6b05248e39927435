import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { asListed } from '#domain';
import { importsUnderWay, namesIn } from '#engine';
import { BOARD_ORDERS, auditBoardPage, keyIn, seesImports } from '#projections';
import type { BoardSort } from '#projections';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading } from '../../exchange/reading.js';
import { Pages } from '../frame/pages.js';
import { asked, type Asked } from '../lists/asked.js';
import { sendCsv } from '../lists/send-csv.js';
import { LONGEST_FILE, SIZE } from '../lists/sizes.js';
import { sortAsked, sortField, type ReadSort } from '../lists/sorts.js';
import { addressOf } from '../words/address.js';
import { monthsUpTo } from '../words/months.js';
import { BoardPage } from './board-page.js';
import { boardFields, boardFilter, boardQuestion } from './board-question.js';
import { namedRows } from './named-rows.js';

const SORTS: readonly [ReadSort<BoardSort>, ...ReadSort<BoardSort>[]] = [
  { value: '', sort: 'newest', text: 'Newest month first' },
  { value: 'oldest', sort: 'oldest', text: 'Oldest month first' },
];
/** Months that can be chosen. */
const MONTHS = 36;

/** The board: every audit of which somebody may read something. */
@ApiExcludeController()
@Controller('audits')
export class BoardController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
  ) {}

  @Get()
  async page(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'board');
    if (visitor === undefined) return;
    const question = boardQuestion(query);
    const order = sortAsked(SORTS, query);
    const { sort } = order;
    const isFile = asked(query, 'format') === 'csv';
    const place = isFile ? '' : asked(query, 'next');
    const { engine } = this.reading;
    const { settings, directory } = await engine.references.load();
    const listed = asListed(visitor.actor, settings);
    const standing = await this.reading.standing(listed);
    const board = auditBoardPage(
      await this.reading.rows('audit-board', undefined, exchange),
      standing,
      boardFilter(question, standing.today),
      { sort, after: keyIn(place, BOARD_ORDERS[sort]) ?? undefined, limit: isFile ? LONGEST_FILE : SIZE },
    );
    const rows = await namedRows(this.reading, visitor.actor, board.rows);
    if (isFile) {
      sendCsv(
        exchange.reply,
        'audits',
        HEAD,
        rows.map(({ href: _href, caseLink: _link, isLate, ...row }) => [...Object.values(row), isLate ? 'late' : '']),
      );
      return;
    }
    const names = await namesIn(engine, question);
    const fields = boardFields(question, {
      settings,
      directory,
      periods: monthsUpTo(standing.today, MONTHS),
      personName: names[question.person] ?? undefined,
      stages: board.stages && new Map(board.stages.map(({ stage, count }) => [stage, count])),
    });
    const isImporting = seesImports(standing) && importsUnderWay(engine).length > 0;
    await this.pages.send(exchange, (frame) => (
      <BoardPage
        {...{ frame, fields, rows, place, isImporting }}
        isPartial={listed !== visitor.actor}
        next={board.next}
        query={{ ...question, sort: order.value }}
        sort={sortField(SORTS, order)}
        total={board.total}
        csv={addressOf('/audits', { ...question, sort: order.value, format: 'csv' })}
      />
    ));
  }
}

const HEAD = ['audit', 'child', 'type', 'team', 'stage', 'auditor', 'next', 'due', 'how near', 'open', 'late'];
