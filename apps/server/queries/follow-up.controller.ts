import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { asListed } from '#domain';
import { nameCasesIn, namesIn } from '#engine';
import type { CaseNamed, NamesShown } from '#engine';
import { FOLLOW_UP, FOLLOW_UP_ORDERS, FOLLOW_UP_STATUSES, followUpPage } from '#projections';
import type { FollowUpPage, FollowUpRow } from '#projections';
import { ProblemError, problem } from '../problems/problem.js';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import { Reading, accepted, checked, found, pageSize, placeIn } from '../exchange/reading.js';
import { FollowUpQuery } from './query-bodies.js';

interface NamedFollowUp extends FollowUpRow, CaseNamed {}
interface NamedFollowUpPage extends Omit<FollowUpPage, 'rows'> {
  readonly rows: readonly NamedFollowUp[];
  readonly names: NamesShown;
}

/** What is followed up on audits, across all of which somebody may read something. */
@ApiTags('audits')
@ApiBearerAuth()
@Controller('api/v1')
export class FollowUpController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get('follow-up/:list')
  @ApiParam({ name: 'list', enum: FOLLOW_UP })
  @ApiOperation({
    summary: 'Actions, safety concerns, disputes, Inadequates or re-audits, as far as you may know of them',
    description:
      'Inadequates are the audits whose grade calls for a response plan. What is ownerless stands at /tasks/ownerless. Nothing that anybody wrote is in these lists: it is read on the audit.',
  })
  async list(
    @Exchanged() exchange: Exchange,
    @Param('list') name: string,
    @Query() query: FollowUpQuery,
  ): Promise<NamedFollowUpPage> {
    const actor = await this.reading.reader(exchange, 'board');
    const list = found(
      FOLLOW_UP.find((one) => one === name),
      'list',
    );
    const { after, next, limit, status, team, service, person, overdue, sort = 'due' } = checked(FollowUpQuery, query);
    const statuses: readonly string[] = FOLLOW_UP_STATUSES[list];
    if (status !== undefined && !statuses.includes(status)) throw new ProblemError(noSuchStatus(statuses));
    const { engine } = this.reading;
    const { settings } = await engine.references.load();
    const standing = await this.reading.standing(asListed(actor, settings));
    const page = followUpPage(
      await this.reading.rows('follow-up', after, exchange),
      standing,
      list,
      {
        status,
        teamId: team,
        service,
        ownerId: person,
        overdueOn: overdue === undefined ? undefined : standing.today,
      },
      { sort, after: placeIn(next, FOLLOW_UP_ORDERS[sort]), limit: pageSize(limit) },
    );
    const rows = accepted(await nameCasesIn(engine, actor, 'follow-up', page.rows));
    return { ...page, rows, names: await namesIn(engine, page.rows) };
  }
}

const noSuchStatus = (statuses: readonly string[]) =>
  problem(422, 'unknown-status', `Ask for one of these: ${statuses.join(', ')}.`);
