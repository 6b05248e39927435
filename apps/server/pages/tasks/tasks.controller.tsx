import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { againstReading } from '#access';
import type { Ownership } from '#domain';
import { drawsToMake, learningFor, nameCasesIn, namesIn, reviewsOwed } from '#engine';
import { TASK_ORDERS, keyIn, tasksPage } from '#projections';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, accepted } from '../../exchange/reading.js';
import { Pages } from '../frame/pages.js';
import { asked, type Asked } from '../lists/asked.js';
import { sendCsv } from '../lists/send-csv.js';
import { LONGEST_FILE, SIZE } from '../lists/sizes.js';
import { tasksAsked } from '../lists/task-sorts.js';
import { addressOf } from '../words/address.js';
import { isOfLearning, presentDraws, presentReviews, presentTasks } from './present-tasks.js';
import { TasksPage } from './tasks-page.js';

const HEAD = ['task', 'child', 'team', 'audit', 'due', 'how near', 'in place of', 'late'];

/** Everybody's own tasks. */
@ApiExcludeController()
@Controller('tasks')
export class TasksController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
  ) {}

  @Get()
  async page(@Exchanged() exchange: Exchange, @Query() query: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor === undefined) return;
    const { actor } = visitor;
    const { engine } = this.reading;
    const isOpen = againstReading('own-tasks', actor) === null;
    const isFile = asked(query, 'format') === 'csv';
    const place = isFile ? '' : asked(query, 'next');
    const standing = await this.reading.standing(actor);
    const { sort, teamId, sortField, teamField, question } = tasksAsked(query, standing.directory.teams());
    const after = keyIn(place, TASK_ORDERS[sort]) ?? undefined;
    const paging = { sort, teamId, after, limit: isFile ? LONGEST_FILE : SIZE };
    const { rows, next } = isOpen
      ? tasksPage(await this.reading.rows('tasks', undefined, exchange), standing, paging)
      : { rows: [], next: null };
    const tasks = accepted(await nameCasesIn(engine, actor, 'tasks', rows));
    const { calendar } = await engine.references.load();
    const isWhole = isOpen && !isFile && place === '' && teamId === undefined;
    const isTheirs = ({ owners }: Ownership): boolean => owners.some(({ personId }) => personId === actor.id);
    const draws = isWhole ? (await drawsToMake(engine)).filter(isTheirs) : [];
    const reviews = isWhole ? (await reviewsOwed(engine)).filter(isTheirs) : [];
    const messages = isWhole ? (await learningFor(engine, actor)).length : 0;
    const shown = presentTasks(tasks, {
      personId: actor.id,
      names: await namesIn(
        engine,
        tasks.map(({ personId }) => personId),
      ),
      today: this.reading.today(),
      calendar,
    });
    if (isFile) {
      const { late, toDo } = shown;
      const inOrder = sort === 'due' ? [...late, ...toDo] : [...toDo, ...late];
      const cells = inOrder.map((each) => [
        each.task,
        each.caseId,
        each.team,
        each.reference,
        each.due,
        each.near,
        each.inPlaceOf,
        each.isLate ? 'late' : '',
      ]);
      return sendCsv(exchange.reply, 'tasks', HEAD, cells);
    }
    const csv = addressOf('/tasks', { ...question, format: 'csv' });
    await this.pages.send(exchange, (frame) => (
      <TasksPage
        {...{ frame, place, next, csv }}
        tasks={shown}
        draws={presentDraws(draws, { today: this.reading.today(), calendar })}
        reviews={presentReviews(
          reviews.filter((each) => !isOfLearning(each)),
          { today: this.reading.today(), calendar },
        )}
        learning={presentReviews(reviews.filter(isOfLearning), { today: this.reading.today(), calendar })}
        messages={messages}
        fields={[teamField]}
        sort={sortField}
        query={question}
        isLatestFirst={sort === 'latest'}
      />
    ));
  }
}
