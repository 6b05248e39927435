import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { asListed } from '#domain';
import type { PeopleDirectory } from '#domain';
import { nameCasesIn, namesIn } from '#engine';
import { FOLLOW_UP, FOLLOW_UP_ORDERS, followUpPage } from '#projections';
import type { FollowUpList, FollowUpPage as Followed, FollowUpSort } from '#projections';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, accepted, found, placeIn } from '../../exchange/reading.js';
import { Pages, seeOther } from '../frame/pages.js';
import { asked, type Asked } from '../lists/asked.js';
import { any, teamsById } from '../lists/choices.js';
import type { FilterField } from '../lists/filter.js';
import { sendCsv } from '../lists/send-csv.js';
import { LONGEST_FILE, SIZE } from '../lists/sizes.js';
import { sortAsked, sortField, type ReadSort } from '../lists/sorts.js';
import { addressOf } from '../words/address.js';
import { FollowUpPage } from './follow-up-page.js';
import { FOLLOW_UP_WORDS } from './follow-up-words.js';
import { listsOffered, statusesOffered } from './offered.js';
import { presentFollowUp } from './present-follow-up.js';

const SORTS: readonly [ReadSort<FollowUpSort>, ...ReadSort<FollowUpSort>[]] = [
  { value: '', sort: 'due', text: 'Soonest due first' },
  { value: 'newest', sort: 'newest', text: 'Newest first' },
];
const HEAD = ['audit', 'child', 'team', 'stands at', 'who', 'grade', 'due', 'how near', 'since', 'late'];

/** What is followed up across audits: each list at an address of its own. */
@ApiExcludeController()
@Controller('follow-up')
export class FollowUpPageController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
  ) {}

  @Get()
  async first(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'board');
    if (visitor !== undefined) seeOther(exchange.reply, '/follow-up/actions');
  }

  @Get(':list')
  async page(@Exchanged() exchange: Exchange, @Param('list') name: string, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'board');
    if (visitor === undefined) return;
    const list = found(
      FOLLOW_UP.find((each) => each === name),
      'list',
    );
    const isFile = asked(query, 'format') === 'csv';
    const { engine } = this.reading;
    const { settings, published, directory, calendar } = await engine.references.load();
    const lists = listsOffered(published);
    const statuses = statusesOffered(list, published);
    const isTracked = statuses.includes('sign-off-due');
    const isReviewed = statuses.includes('review-due');
    const listed = asListed(visitor.actor, settings);
    const standing = await this.reading.standing(listed);
    const order = sortAsked(SORTS, query);
    const { sort } = order;
    const question = {
      status: asked(query, 'status'),
      team: asked(query, 'team'),
      late: asked(query, 'late'),
      sort: order.value,
    };
    const place = isFile ? '' : asked(query, 'next');
    const page = followUpPage(
      await this.reading.rows('follow-up', undefined, exchange),
      standing,
      list,
      {
        status: question.status || undefined,
        teamId: question.team || undefined,
        overdueOn: question.late === '' ? undefined : standing.today,
      },
      { sort, after: placeIn(place || undefined, FOLLOW_UP_ORDERS[sort]), limit: isFile ? LONGEST_FILE : SIZE },
    );
    const rows = presentFollowUp(accepted(await nameCasesIn(engine, visitor.actor, 'follow-up', page.rows)), {
      list,
      names: await namesIn(engine, page.rows),
      scales: settings?.scales ?? [],
      today: standing.today,
      calendar,
    });
    if (isFile) {
      const cells = rows.map(({ href: _href, caseLink: _link, isLate, signed, reviewed, ...row }) => [
        ...Object.values(row),
        isLate ? 'late' : '',
        ...(isTracked ? [signed] : []),
        ...(isReviewed ? [reviewed] : []),
      ]);
      const more = [...(isTracked ? ['signed off'] : []), ...(isReviewed ? ['reviewed'] : [])];
      sendCsv(exchange.reply, list, [...HEAD, ...more], cells);
      return;
    }
    const address = `/follow-up/${list}`;
    await this.pages.send(exchange, (frame) => (
      <FollowUpPage
        {...{ frame, list, lists, rows, isTracked, isReviewed, place }}
        sort={sortField(SORTS, order)}
        query={question}
        total={totalOf(page, question.status)}

        isPartial={listed !== visitor.actor}
        fields={fieldsOf(list, statuses, question, directory)}
        csv={addressOf(address, { ...question, format: 'csv' })}
        next={page.next}
      />
    ));
  }
}

/** How many there are where it stands as asked, or anywhere. */
const totalOf = ({ counts }: Followed, status: string): number | null =>
  counts && Object.entries(counts).reduce((sum, [at, count]) => sum + (status === '' || at === status ? count : 0), 0);

function fieldsOf(
  list: FollowUpList,
  offered: readonly string[],
  { status, team, late }: Readonly<Record<'status' | 'team' | 'late', string>>,
  directory: PeopleDirectory,
): readonly FilterField[] {
  const statuses = offered.map((value) => ({ value, text: FOLLOW_UP_WORDS[list].statuses[value] ?? value }));
  return [
    { name: 'status', label: 'Stands at', value: status, items: [any('Any'), ...statuses] },
    { name: 'team', label: 'Team', value: team, items: [any('All teams'), ...teamsById(directory.teams())] },
    {
      name: 'late',
      label: 'Late',
      value: late,
      items: [any('Late or not'), { value: 'yes', text: 'Only what is late' }],
    },
  ];
}
