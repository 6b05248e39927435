import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { ProblemError, problem } from '../../problems/problem.js';
import { NOT_OWN_FORM, Pages } from '../frame/pages.js';
import type { SessionEnding } from '../frame/visitors.js';

/** What a page asks for by itself, to warn before the session ends: when that is, and that it go on. */
@ApiExcludeController()
@Controller('session')
export class OwnSessionController {
  constructor(@Inject(Pages) private readonly pages: Pages) {}

  /** The session ends no later for being asked. */
  @Get()
  async ending(@Exchanged() { request }: Exchange): Promise<SessionEnding> {
    return open(await this.pages.visitors.endingOf(request));
  }

  /** That it be asked is enough: every request of a person's puts off the end, but for the limit. */
  @Post()
  @HttpCode(200)
  async stay(@Exchanged() exchange: Exchange): Promise<SessionEnding> {
    const { visitors } = this.pages;
    open(await visitors.endingOf(exchange.request));
    if (!visitors.hasOwnForm(exchange.request)) throw new ProblemError(NOT_OWN_FORM);
    return open(await visitors.visitorOf(exchange.request)).ending;
  }
}

/** @throws ProblemError 401 */
function open<Answer>(answer: Answer | null): Answer {
  if (answer === null) throw new ProblemError(problem(401, 'signed-out', 'You have been signed out. Sign in again.'));
  return answer;
}
