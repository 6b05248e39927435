import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { STAGES, hasRole, parsePeriod, periodName } from '#domain';
import { UNNAMED_CASE, drawsToMake, nameCasesIn, namesIn, reviewsOwed } from '#engine';
import {
  OWNERLESS_ORDERS,
  TASK_ORDERS,
  auditBoardPage,
  countOwnerless,
  keyIn,
  lateByOwner,
  listSamples,
  listUndelivered,
  overduePage,
  ownerlessPage,
} from '#projections';
import type { LateOwner, SampleRow } from '#projections';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, accepted } from '../../exchange/reading.js';
import { isOfLearning } from '../tasks/present-tasks.js';
import { PATIENCE_MS } from '../../queries/reminders.controller.js';
import { Pages } from '../frame/pages.js';
import { asked, type Asked } from '../lists/asked.js';
import { any } from '../lists/choices.js';
import { sendCsv } from '../lists/send-csv.js';
import { LONGEST_FILE, SIZE } from '../lists/sizes.js';
import { sortAsked, sortField, sorted, type Sort } from '../lists/sorts.js';
import { tasksAsked } from '../lists/task-sorts.js';
import { byName } from '../words/by-name.js';
import { sampleAddress, sampleNumber } from '../words/sample-address.js';
import { addressOf } from '../words/address.js';
import { sampleStanding } from '../words/sample-standing.js';
import { MESSAGES_HEAD, MessagesPage } from './messages-page.js';
import { MonthPage } from './month-page.js';
import { OWNERLESS_HEAD, OwedPage, OwnerlessPage } from './owed-page.js';
import { presentMessages, type MessageShown } from './present-messages.js';
import { monthsBeside, presentStages } from './present-month.js';
import type { CountShown } from './present-month.js';
import {
  onNoAudit,
  ownerIn,
  presentOwed,
  presentOwnerless,
  presentOwnerlessDraws,
  presentWaitedFor,
} from './present-owed.js';

const isOwner = (one: LateOwner, other: LateOwner): boolean =>
  one.personId === other.personId && one.party === other.party && one.teamId === other.teamId;

const MESSAGE_SORTS: readonly [Sort<MessageShown>, ...Sort<MessageShown>[]] = [
  { value: '', text: 'Newest first' },
  { value: 'to', text: 'By whom they are to', compare: (left, right) => byName(left.to, right.to) },
];

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

const counted = (text: string, count: number | null, href: string): CountShown => ({
  text,
  count,
  href: count === 0 ? null : href,
});

/** The coordinator's month, and the lists behind its figures. */
@ApiExcludeController()
@Controller('programme')
export class ProgrammePagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
  ) {}

  @Get()
  async month(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'samples');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const { settings } = await engine.references.load();
    const standing = await this.reading.standing(visitor.actor);
    const samples = listSamples(await this.reading.rows('samples', undefined, exchange));
    const month = monthOf(asked(query, 'month'), samples, standing.today);
    const board = await this.reading.rows('audit-board', undefined, exchange);
    const boardOf = (filter: object) => auditBoardPage(board, standing, { period: month, ...filter }, { limit: 1 });
    const { stages } = boardOf({});
    const late = boardOf({ overdueOn: standing.today }).total ?? 0;
    const tasks = await this.reading.rows('tasks', undefined, exchange);
    const waited = lateByOwner(tasks, standing.today);
    const ownerless = countOwnerless(tasks, standing);
    const undelivered = listUndelivered(await this.reading.rows('reminders', undefined, exchange), this.patient());
    const hasRounds = (settings?.rounds ?? []).length > 0;
    const toMake = hasRounds ? (await drawsToMake(engine)).length : 0;
    const owed = await reviewsOwed(engine);
    const toReview = owed.filter((each) => !isOfLearning(each)).length;
    const toLearn = owed.length - toReview;
    const types = new Map(settings?.auditTypes.map(({ key, label }) => [key, label]));
    const waitedFor = presentWaitedFor(waited, await this.around(waited));
    const ofMonth = samples.filter(({ period }) => period === month);
    await this.pages.send(exchange, (frame) => (
      <MonthPage
        frame={frame}
        month={periodName(month)}
        beside={monthsBeside(month)}
        samples={ofMonth.map((sample) => ({
          text: `${types.get(sample.activity) ?? sample.activity}, sample ${sampleNumber(sample, samples)}`,
          href: sampleAddress(sample, samples),
          standing: sampleStanding(sample),
        }))}
        stages={presentStages(month, stages ?? [], STAGES)}
        care={[
          counted('Late, of this month', late, addressOf('/audits', { period: month, late: 'yes' })),
          counted('Late, of all months', sumOf(waited.map(({ late: count }) => count)), '/programme/late'),
          counted('Nobody there to do it', ownerless, '/programme/ownerless'),
          ...(hasRounds ? [counted('Samples to be drawn', toMake, '/rounds')] : []),
          ...(toReview > 0
            ? [counted('Reviews owed, of the plan and the risks', toReview, '/reports/improvement-plan')]
            : []),
          ...(toLearn > 0
            ? [counted('Messages to staff, to be discussed or looked at again', toLearn, '/learning')]
            : []),
          counted('Messages not delivered', undelivered.length, '/programme/messages'),
        ]}
        waitedFor={waitedFor}
        drawHref={addressOf('/samples/draw', { month })}
      />
    ));
  }

  @Get('late')
  async late(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'others-tasks');
    if (visitor === undefined) return;
    const who = asked(query, 'who');
    const isFile = asked(query, 'format') === 'csv';
    const place = isFile ? '' : asked(query, 'next');
    const directory = await this.reading.engine.references.directory();
    const { sort, teamId, sortField, teamField, question } = tasksAsked(query, directory.teams());
    const today = this.reading.today();
    const owner = ownerIn(who);
    const tasks = await this.reading.rows('tasks', undefined, exchange);
    const page = overduePage(tasks, today, owner, {
      sort,
      teamId,
      after: keyIn(place, TASK_ORDERS[sort]) ?? undefined,
      limit: isFile ? LONGEST_FILE : SIZE,
    });
    const named = accepted(await nameCasesIn(this.reading.engine, visitor.actor, 'tasks', page.rows));
    const rows = presentOwed(named, await this.around(page.rows));
    if (isFile) {
      const table = rows.map(({ task, who: owner, reference, caseId, team, due, near }) => [
        task,
        owner,
        reference,
        caseId,
        team,
        due,
        near,
      ]);
      return sendCsv(exchange.reply, 'late', ['task', 'who', 'audit', 'child', 'team', 'due', 'how late'], table);
    }
    const waited = lateByOwner(tasks, today);
    const people = presentWaitedFor(waited, await this.around(waited)).map(({ key, who: text }) => ({
      value: key,
      text,
    }));
    const whose = people.find(({ value }) => value === who);
    const title = whose === undefined ? 'What is late' : `Late: ${whose.text}`;
    const narrowed = lateByOwner(tasks, today, teamId).filter((one) => owner === null || isOwner(one, owner));
    const asking = { ...question, who };
    await this.pages.send(exchange, (frame) => (
      <OwedPage
        {...{ frame, title, rows, place }}
        fields={[{ name: 'who', label: 'Who', value: who, items: [any('Anybody'), ...people] }, teamField]}
        sort={sortField}
        query={asking}
        csv={addressOf('/programme/late', { ...asking, format: 'csv' })}
        total={sumOf(narrowed.map(({ late }) => late))}
        next={page.next}
      />
    ));
  }

  @Get('ownerless')
  async ownerless(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'ownerless-tasks');
    if (visitor === undefined) return;
    const { actor } = visitor;
    const council = await this.reading.standing(actor);
    const isFile = asked(query, 'format') === 'csv';
    const place = isFile ? '' : asked(query, 'next');
    const owed = await this.reading.rows('tasks', undefined, exchange);
    const { sort, teamId, sortField, teamField, question } = tasksAsked(query, council.directory.teams());
    const { rows: all, next } = ownerlessPage(owed, council, {
      sort,
      teamId,
      after: keyIn(place, OWNERLESS_ORDERS[sort]) ?? undefined,
      limit: isFile ? LONGEST_FILE : SIZE,
    });
    // Administrators see what is nobody's, without the child it is about: somebody must be appointed.
    const isCoordinator = hasRole(actor, 'coordinator');
    const tasks = isCoordinator ? all : all.filter(({ owners }) => owners.length === 0);
    const named = isCoordinator
      ? accepted(await nameCasesIn(this.reading.engine, actor, 'tasks', tasks))
      : tasks.map((task) => ({ ...task, ...UNNAMED_CASE }));
    const rows = presentOwnerless(named, await this.around(tasks));
    const isWhole = place === '' && teamId === undefined;
    const { engine } = this.reading;
    const toMake = isWhole ? onNoAudit(await drawsToMake(engine), await reviewsOwed(engine)) : [];
    const draws = presentOwnerlessDraws(
      isCoordinator ? toMake : toMake.filter(({ owners }) => owners.length === 0),
      await this.around(toMake),
    );
    if (isFile) {
      const cells = rows.map((row) => [
        row.task,
        row.who,
        row.why,
        row.fallenTo ?? 'Nobody',
        row.reference,
        row.team,
        row.due,
      ]);
      return sendCsv(exchange.reply, 'ownerless', OWNERLESS_HEAD, cells);
    }
    const total = isCoordinator ? countOwnerless(owed, council, teamId) : null;
    const csv = addressOf('/programme/ownerless', { ...question, format: 'csv' });
    await this.pages.send(exchange, (frame) => (
      <OwnerlessPage
        {...{ frame, draws, rows, total, place, next, csv }}
        fields={[teamField]}
        sort={sortField}
        query={question}
      />
    ));
  }

  @Get('messages')
  async messages(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reminders');
    if (visitor === undefined) return;
    const undelivered = listUndelivered(await this.reading.rows('reminders', undefined, exchange), this.patient());
    const names = await namesIn(
      this.reading.engine,
      undelivered.map(({ personId }) => personId),
    );
    const order = sortAsked(MESSAGE_SORTS, query);
    const what = asked(query, 'what');
    const all = presentMessages(undelivered, names);
    const messages = sorted(
      all.filter((message) => what === '' || message.standing === what),
      order,
    );
    if (asked(query, 'format') === 'csv') {
      const cells = messages.map(({ to, told, what, why, when }) => [to, told.join('; '), what, why, when]);
      return sendCsv(exchange.reply, 'messages', MESSAGES_HEAD, cells);
    }
    const happened = new Map(all.map((message) => [message.standing, message.what]));
    const items = [any('Anything'), ...[...happened].map(([value, text]) => ({ value, text }))];
    const fields = [{ name: 'what', label: 'What happened', value: what, items }];
    const csv = addressOf('/programme/messages', { what, sort: order.value, format: 'csv' });
    const sort = sortField(MESSAGE_SORTS, order);
    await this.pages.send(exchange, (frame) => <MessagesPage {...{ frame, messages, fields, sort, csv }} />);
  }

  private async around(shown: unknown) {
    const { engine } = this.reading;
    const { calendar } = await engine.references.load();
    return { names: await namesIn(engine, shown), today: this.reading.today(), calendar };
  }

  /** Before when a message must have been claimed to count as not delivered. */
  private patient(): string {
    return new Date(Date.parse(this.reading.engine.clock()) - PATIENCE_MS).toISOString();
  }
}

/** The month asked for; the newest that has a sample otherwise, or this one. */
function monthOf(said: string, samples: readonly SampleRow[], today: string): string {
  if (parsePeriod(said, 'month') !== null) return said;
  return samples[0]?.period ?? today.slice(0, 7);
}
