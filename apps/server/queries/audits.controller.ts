import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { againstReading } from '#access';
import { parseBody } from '#application';
import type { AuditStep } from '#application';
import { asListed, auditReference, hasRole } from '#domain';
import type { Actor, ListRead, Ownership } from '#domain';
import {
  UNNAMED_CASE,
  auditIdFor,
  auditSteps,
  candidatesFor,
  drawsToMake,
  reviewsOwed,
  importsUnderWay,
  instantOf,
  nameCasesIn,
  namesIn,
  readAudit,
  readingsOfAudit,
  replayStep,
  searchAudits,
} from '#engine';
import type { AuditReadOut, CaseNamed, DrawToMake, NamesShown, ReadingOrder, ReviewOwed } from '#engine';
import {
  BOARD_ORDER,
  BOARD_ORDERS,
  auditBoardPage,
  OWNERLESS_ORDERS,
  TASK_ORDERS,
  listModerationsFor,
  overduePage,
  ownerlessPage,
  seesImports,
  tasksOfPage,
  tasksPage,
} from '#projections';
import type { UnfinishedImport } from '#facts';
import type {
  BoardEntry,
  BoardPage,
  Order,
  OwnerlessTask,
  Page,
  QueuedAudit,
  TaskPaging,
  TaskRow,
  TaskSort,
} from '#projections';
import { etag } from '../exchange/request-headers.js';
import { ProblemError, problem, problemOf } from '../problems/problem.js';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import {
  AfterQuery,
  AuditQuery,
  BoardQuery,
  CandidatesQuery,
  TaskListQuery,
  ReplayQuery,
  SearchBody,
  StepQuery,
  stepsNamed,
  TasksQuery,
} from './query-bodies.js';
import { sendCalendar } from '../exchange/send-calendar.js';
import { Reading, accepted, checked, pageSize, placeIn } from '../exchange/reading.js';

/** Rows as they are shown: each with the child it is about. */
interface NamedEntry extends BoardEntry, CaseNamed {}
interface NamedTask extends TaskRow, CaseNamed {}
interface NamedOwnerless extends OwnerlessTask, CaseNamed {}
interface NamedModeration extends QueuedAudit, CaseNamed {}
/** Rows, and what the people and teams in them are called. */
interface Named<Row> {
  readonly rows: readonly Row[];
  readonly names: NamesShown;
}
interface NamedTasks {
  readonly tasks: readonly NamedTask[];
  readonly names: NamesShown;
  /** Where the next page begins; null where this is the last. */
  readonly next: string | null;
}
interface NamedOwnerlessTasks extends Omit<NamedTasks, 'tasks'> {
  readonly tasks: readonly NamedOwnerless[];
  /** Draws that rounds call for, with the first page alone. */
  readonly draws: readonly DrawToMake[];
  /** Of actions of the improvement plan and of risks. */
  readonly reviews: readonly ReviewOwed[];
}
interface FoundAudits extends Named<NamedEntry> {
  readonly next: string | null;
}
interface NamedBoardPage extends Omit<BoardPage, 'rows'>, Named<NamedEntry> {
  /** Imports of earlier audits whose audits are not listed yet, for those to whom earlier audits are. */
  readonly unfinishedImports: readonly UnfinishedImport[];
}

interface AuditStepsShown {
  readonly auditId: string;
  readonly reference: string;
  readonly steps: readonly AuditStep[];
}

/** Audits as their readers may see them, and what is owed on them. */
@ApiTags('audits')
@ApiBearerAuth()
@Controller('api/v1')
export class AuditsController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get('audits')
  @ApiOperation({ summary: 'The audit board: every audit of which you may read something, as you may know it' })
  async board(@Exchanged() exchange: Exchange, @Query() query: BoardQuery): Promise<NamedBoardPage> {
    const actor = await this.reading.reader(exchange, 'board');
    const {
      after,
      next,
      limit,
      team,
      sample,
      person,
      overdue,
      sort = 'newest',
      ...filter
    } = checked(BoardQuery, query);
    const { settings } = await this.reading.engine.references.load();
    const standing = await this.reading.standing(asListed(actor, settings));
    const page = auditBoardPage(
      await this.reading.rows('audit-board', after, exchange),
      standing,
      {
        ...filter,
        teamId: team,
        sampleId: sample,
        personId: person,
        overdueOn: overdue === undefined ? undefined : standing.today,
      },
      { sort, after: placeIn(next, BOARD_ORDERS[sort]), limit: pageSize(limit) },
    );
    return {
      ...page,
      ...(await this.named(actor, 'board', page.rows)),
      unfinishedImports: seesImports(standing) ? importsUnderWay(this.reading.engine) : [],
    };
  }

  @Post('search')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'SearchAudits',
    summary: 'Audits by reference, case id, or name of a worker or team, of those of which you may read something',
  })
  async search(@Exchanged() exchange: Exchange, @Body() body: SearchBody): Promise<FoundAudits> {
    const actor = await this.reading.reader(exchange, 'board');
    const { text, next } = accepted(parseBody(SearchBody, body));
    const { engine } = this.reading;
    const { settings } = await engine.references.load();
    const page = await searchAudits(
      engine,
      () => this.reading.rows('audit-board', undefined, exchange),
      await this.reading.standing(asListed(actor, settings)),
      text,
      { after: placeIn(next, BOARD_ORDER), limit: pageSize(undefined) },
    );
    return { ...(await this.named(actor, 'board', page.rows)), next: page.next };
  }

  @Get('audits/:id')
  @ApiOperation({ summary: 'An audit, as you may see it now' })
  async audit(@Exchanged() exchange: Exchange, @Param('id') named: string, @Query() query: AuditQuery) {
    const { purpose } = checked(AuditQuery, query);
    return (await this.read(exchange, { named, what: 'detail', purpose })).document;
  }

  @Get('audits/:id/timeline')
  @ApiOperation({ summary: 'What happened to an audit, step by step' })
  async timeline(@Exchanged() exchange: Exchange, @Param('id') named: string, @Query() query: AuditQuery) {
    const { purpose } = checked(AuditQuery, query);
    const { timeline, document } = await this.read(exchange, { named, what: 'timeline', purpose });
    return { timeline, names: document.names };
  }

  @Get('audits/:id/replay')
  @ApiOperation({ summary: 'An audit as it was known at a moment' })
  async replay(@Exchanged() exchange: Exchange, @Param('id') named: string, @Query() query: ReplayQuery) {
    const { asAt, purpose } = checked(ReplayQuery, query);
    const instant = instantOf(asAt);
    if (instant === null) throw new ProblemError(badMoment());
    const { document, timeline } = await this.read(exchange, { named, what: 'replay', purpose, asAt: instant });
    return { asAt: instant, document, timeline };
  }

  @Get('audits/:id/replay/:step')
  @ApiOperation({
    summary: 'A step of an audit’s life: what happened, what was known then, and what became of it',
    description:
      'Steps are counted from 1, over what you may see. Each fact has what it said then beside what it says now, or said after a later step, and every step by which it changed in between.',
  })
  async replayedStep(
    @Exchanged() exchange: Exchange,
    @Param('id') named: string,
    @Param('step') step: string,
    @Query() query: StepQuery,
  ) {
    const { beside, purpose } = checked(StepQuery, query);
    const actor = await this.reading.reader(exchange, null);
    const { engine } = this.reading;
    const auditId = await auditIdFor(engine, named);
    return accepted(await replayStep(engine, { auditId, actor, ...stepsNamed(step, beside), purpose }));
  }

  @Get('audits/:id/conversation.ics')
  @ApiOperation({
    summary: 'The conversation you are invited to, for your own calendar',
    description: 'iCalendar (RFC 5545): published while it is arranged, cancelled once it is called off.',
  })
  @ApiOkResponse({ content: { 'text/calendar': { schema: { type: 'string' } } } })
  async calendar(@Exchanged() exchange: Exchange, @Param('id') named: string): Promise<void> {
    const actor = await this.reading.reader(exchange, null);
    const { engine } = this.reading;
    await sendCalendar(exchange, engine, { actor, auditId: await auditIdFor(engine, named) });
  }

  @Get('audits/:id/readings')
  @ApiOperation({ summary: 'Who has read the content of an audit, when and why, the latest first' })
  async readings(@Exchanged() exchange: Exchange, @Param('id') named: string) {
    await this.reading.reader(exchange, 'readings');
    const { engine } = this.reading;
    const readings = accepted(await readingsOfAudit(engine, await auditIdFor(engine, named)));
    return { readings, names: await namesIn(engine, readings) };
  }

  @Get('audits/:id/steps')
  @ApiOperation({
    summary: 'What you may do on an audit now and, for each thing you may not, why',
    description: 'Every step of the lifecycle, with the answer its command would have now, whatever its body says.',
  })
  async steps(@Exchanged() exchange: Exchange, @Param('id') named: string): Promise<AuditStepsShown> {
    const actor = await this.reading.reader(exchange, null);
    const { engine } = this.reading;
    const auditId = await auditIdFor(engine, named);
    const { revision, steps } = accepted(await auditSteps(engine, { auditId, actor }));
    void exchange.reply.header('etag', etag(revision));
    return { auditId, reference: auditReference(auditId), steps };
  }

  @Get('audits/:id/candidates')
  @ApiOperation({
    summary: 'Who might audit or moderate an audit, and everything that stands against each',
    description: 'For coordinators, and for whoever may give the audit to an auditor now.',
  })
  async candidates(@Exchanged() exchange: Exchange, @Param('id') named: string, @Query() query: CandidatesQuery) {
    const actor = await this.reading.reader(exchange, null);
    const { for: role = 'auditor' } = checked(CandidatesQuery, query);
    const { engine } = this.reading;
    const auditId = await auditIdFor(engine, named);
    const candidates = accepted(await candidatesFor(engine, { auditId, actor }, role));
    return { auditId, reference: auditReference(auditId), ...candidates, names: await namesIn(engine, candidates) };
  }

  @Get('tasks')
  @ApiOperation({ summary: 'What you owe, soonest due first; for coordinators also what somebody else owes' })
  async tasks(@Exchanged() exchange: Exchange, @Query() query: TasksQuery): Promise<NamedTasks> {
    const actor = await this.reading.reader(exchange, 'own-tasks');
    const { after, person, ...list } = checked(TasksQuery, query);
    const others = person === undefined || person === actor.id ? null : againstReading('others-tasks', actor);
    if (others !== null) throw new ProblemError(problemOf(others));
    const standing = await this.reading.standing(actor);
    const rows = await this.reading.rows('tasks', after, exchange);
    const paging = taskPaging(list, TASK_ORDERS);
    const page =
      person === undefined || person === actor.id
        ? tasksPage(rows, standing, paging)
        : tasksOfPage(rows, person, standing.today, paging);
    return this.tasksNamed(actor, page);
  }

  @Get('tasks/overdue')
  @ApiOperation({ summary: 'Everything overdue, longest first' })
  async overdue(@Exchanged() exchange: Exchange, @Query() query: TaskListQuery): Promise<NamedTasks> {
    const actor = await this.reading.reader(exchange, 'others-tasks');
    const { after, ...list } = checked(TaskListQuery, query);
    const rows = await this.reading.rows('tasks', after, exchange);
    const paging = taskPaging(list, TASK_ORDERS);
    return this.tasksNamed(actor, overduePage(rows, this.reading.today(), null, paging));
  }

  @Get('tasks/ownerless')
  @ApiOperation({
    summary: 'What nobody who owes it is there for, and why; what has fallen to nobody at all stands first',
    description:
      'Coordinators see to whom each has fallen today. Administrators see only what is nobody’s, without the child it is about: somebody must be appointed.',
  })
  async ownerless(@Exchanged() exchange: Exchange, @Query() query: TaskListQuery): Promise<NamedOwnerlessTasks> {
    const actor = await this.reading.reader(exchange, 'ownerless-tasks');
    const council = await this.reading.standing(actor);
    const { after, ...list } = checked(TaskListQuery, query);
    const owed = await this.reading.rows('tasks', after, exchange);
    const page = ownerlessPage(owed, council, taskPaging(list, OWNERLESS_ORDERS));
    const isCoordinator = hasRole(actor, 'coordinator');
    const { engine } = this.reading;
    const isWhole = list.next === undefined && list.team === undefined;
    const isShown = ({ gap, owners }: Ownership): boolean => gap !== null && (isCoordinator || owners.length === 0);
    const draws = isWhole ? (await drawsToMake(engine)).filter(isShown) : [];
    const reviews = isWhole ? (await reviewsOwed(engine)).filter(isShown) : [];
    if (isCoordinator) {
      const shown = await this.tasksNamed(actor, page);
      return { ...shown, draws, reviews, names: { ...shown.names, ...(await namesIn(engine, [draws, reviews])) } };
    }
    const nobodys = page.rows.filter(({ owners }) => owners.length === 0).map((task) => ({ ...task, ...UNNAMED_CASE }));
    return { tasks: nobodys, draws, reviews, names: await namesIn(engine, nobodys), next: page.next };
  }

  @Get('moderation-queue')
  @ApiOperation({ summary: 'The audits you may moderate' })
  async moderations(
    @Exchanged() exchange: Exchange,
    @Query() query: AfterQuery,
  ): Promise<{ readonly audits: readonly NamedModeration[]; readonly names: NamesShown }> {
    const actor = await this.reading.reader(exchange, 'moderation-queue');
    const standing = await this.reading.standing(actor);
    const rows = await this.reading.rows('moderation-queue', checked(AfterQuery, query).after, exchange);
    const named = await this.named(actor, 'moderation-queue', listModerationsFor(rows, standing));
    return { audits: named.rows, names: named.names };
  }

  private async named<Row extends { readonly auditId: string }>(
    actor: Actor,
    list: ListRead,
    rows: readonly Row[],
  ): Promise<Named<Row & CaseNamed>> {
    const { engine } = this.reading;
    return { rows: accepted(await nameCasesIn(engine, actor, list, rows)), names: await namesIn(engine, rows) };
  }

  private async tasksNamed<Task extends TaskRow>(actor: Actor, page: Page<Task>) {
    const { rows, names } = await this.named(actor, 'tasks', page.rows);
    return { tasks: rows, names, next: page.next };
  }

  /** @param named the audit, by its id or its reference */
  private async read(
    exchange: Exchange,
    { named, ...order }: Omit<ReadingOrder, 'actor' | 'auditId'> & { readonly named: string },
  ): Promise<AuditReadOut> {
    const actor = await this.reading.reader(exchange, null);
    const { engine } = this.reading;
    const audit = accepted(await readAudit(engine, { ...order, actor, auditId: await auditIdFor(engine, named) }));
    void exchange.reply.header('etag', etag(audit.revision));
    return audit;
  }
}
export const badMoment = () =>
  problem(422, 'bad-moment', 'Write the moment as a date, 2024-05-31, or an instant in UTC, 2024-05-31T14:00:00Z.');

/** Which page of a list of tasks, and what it is sorted by. */
function taskPaging(
  { next, limit, team, sort = 'due' }: Omit<TaskListQuery, 'after'>,
  orders: Readonly<Record<TaskSort, Order>>,
): TaskPaging {
  return { sort, teamId: team, after: placeIn(next, orders[sort]), limit: pageSize(limit) };
}
