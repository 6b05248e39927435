import { Inject, Injectable } from '@nestjs/common';
import { againstReading } from '#access';
import type { Resource } from '#access';
import { parseBody } from '#application';
import type { CommandRefusal } from '#application';
import { londonDateOf, responsibilitiesOf, seesSmallNumbers } from '#domain';
import type { Actor, Refusal, Standing } from '#domain';
import type { Engine } from '#engine';
import { keyIn } from '#projections';
import type { Key, Order, ViewReader } from '#projections';
import { ENGINE } from '../engine-token.js';
import { ProblemError, problem, problemOf } from '../problems/problem.js';
import { SignIn } from '../sign-in.js';
import type { Exchange } from './exchange.js';

/** How long a list is waited for that is to show a command's effect, in milliseconds. */
const WAIT_MS = 2_000;

/** Says, on a list, that it does not yet show what was asked for. */
const BEHIND = 'plumbline-behind';

/** What every query needs: who asks, whether they may, and rows that are recent enough. */
@Injectable()
export class Reading {
  constructor(
    @Inject(ENGINE) readonly engine: Engine,
    @Inject(SignIn) private readonly signIn: SignIn,
  ) {}

  /** Who asks, if what they ask for is open to them. @throws ProblemError 401, 403 */
  async reader({ request }: Exchange, resource: Resource | null): Promise<Actor> {
    const actor = await this.signIn.actorOf(request);
    const refusal = resource === null ? null : againstReading(resource, actor);
    if (refusal !== null) throw new ProblemError(problemOf(refusal));
    return actor;
  }

  /** Whether small numbers are shown to somebody. */
  async seesSmallNumbers(actor: Actor): Promise<boolean> {
    return seesSmallNumbers(actor, (await this.engine.references.load()).settings);
  }

  /** @param otherwise what whoever does not is told @throws ProblemError 403 */
  async mustSeeSmallNumbers(actor: Actor, otherwise: string): Promise<void> {
    if (!(await this.seesSmallNumbers(actor)))
      throw new ProblemError(problem(403, 'small-numbers-withheld', otherwise));
  }

  /** A person, with the roles and the teams they have today. */
  async standing(actor: Actor): Promise<Standing> {
    const { directory, settings } = await this.engine.references.load();
    const responsibilities = responsibilitiesOf(settings);
    return { actor, directory, today: this.today(), responsibilities, hasReadFirstGrade: false };
  }

  today(): string {
    return londonDateOf(this.engine.clock());
  }

  /** A view's rows, once they hold the event at `after` or the wait is over: then the answer says so. @throws ViewNotReady */
  async rows(view: string, after: string | undefined, { reply }: Exchange): Promise<ViewReader> {
    if (after !== undefined) {
      const reached = await this.engine.readModels.reach([view], Number(after), WAIT_MS);
      if (reached === 'behind') void reply.header(BEHIND, 'true');
    }
    return this.engine.readModels.views.whenReadable(view, WAIT_MS);
  }

  /** Rows that are counted: they hold everything recorded so far, or no figure is given. @throws ViewsBehind */
  countedRows(view: string): Promise<ViewReader> {
    return this.engine.readModels.upToNow(view, WAIT_MS);
  }
}

/** A query's parameters, checked as a body is. @throws ProblemError 422 */
export function checked<Query extends object>(as: new () => Query, query: Query): Query {
  return accepted(parseBody(as, { ...query }));
}

/** An answer, or the problem its refusal is. @throws ProblemError */
export function accepted<Answer extends object>(answer: Answer | CommandRefusal | Refusal): Answer {
  if (isAnswer(answer)) return answer;
  throw new ProblemError(problemOf(answer));
}

const isAnswer = <Answer extends object>(answer: Answer | CommandRefusal | Refusal): answer is Answer =>
  !('refused' in answer);

/** @throws ProblemError 404 where there is none */
export function found<Found>(value: Found | undefined | null, what: string): Found {
  if (value === undefined || value === null)
    throw new ProblemError(problem(404, 'unknown-record', `There is no such ${what}.`));
  return value;
}

export const atLeast = (least: number, text: string | undefined, otherwise: number): number =>
  text === undefined ? otherwise : Math.max(least, Number(text));

const SHOWN = 50;
const SHOWN_AT_MOST = 500;

/** How many rows a page has: as many as were asked for, within bounds. */
export const pageSize = (limit: string | undefined): number => Math.min(atLeast(1, limit, SHOWN), SHOWN_AT_MOST);

/** Where a page begins: `next` of the page before. @throws ProblemError 422 */
export function placeIn(next: string | undefined, order: Order): Key | undefined {
  if (next === undefined) return undefined;
  const place = keyIn(next, order);
  if (place !== null) return place;
  throw new ProblemError(
    problem(422, 'unknown-place', 'Send `next` as the page before gave it, or leave it out for the first page.'),
  );
}
