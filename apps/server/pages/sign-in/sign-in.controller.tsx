import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { openPeople } from '#application';
import { londonDateOf } from '#domain';
import { countTasksByPerson } from '#projections';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading } from '../../exchange/reading.js';
import { ProblemError, problem } from '../../problems/problem.js';
import { Pages, seeOther } from '../frame/pages.js';
import { wayBack } from '../frame/way-back.js';
import { partsOf } from './demonstration-parts.js';
import type { Part } from './demonstration-parts.js';
import { SignInPage } from './sign-in-page.js';

/** Signing in and out. */
@ApiExcludeController()
@Controller()
export class SignInController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
  ) {}

  @Get()
  async home(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor !== undefined) seeOther(exchange.reply, '/tasks');
  }

  @Get('sign-in')
  async page(@Exchanged() exchange: Exchange, @Query('to') to: unknown): Promise<void> {
    const visitor = await this.pages.visitors.visitorOf(exchange.request);
    if (visitor !== null) return seeOther(exchange.reply, wayBack(to));
    const { engine } = this.pages;
    const { directory } = await engine.references.load();
    const played = await this.parts(exchange);
    const people = (played ?? []).flatMap(({ personId }) => directory.person(personId) ?? []);
    const names = new Map((await openPeople(engine.ledger, people)).map(({ personId, name }) => [personId, name]));
    const parts = played?.map(({ role, personId }) => ({ role, name: names.get(personId) ?? '' })) ?? null;
    await this.pages.send(exchange, (frame) => <SignInPage frame={frame} parts={parts} to={wayBack(to)} />);
  }

  @Post('sign-in/demonstration')
  async play(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    const { role, to } = Object(body);
    const part = (await this.parts(exchange))?.find((each) => each.role === role);
    if (part === undefined)
      throw new ProblemError(problem(404, 'unknown-address', 'There is nothing at this address.'));
    await this.pages.visitors.letIn(exchange, { personId: part.personId, roles: [part.role], provider: null });
    seeOther(exchange.reply, wayBack(to));
  }

  @Post('sign-out')
  async signOut(@Exchanged() exchange: Exchange): Promise<void> {
    if (this.pages.visitors.hasOwnForm(exchange.request)) await this.pages.visitors.signOut(exchange);
    seeOther(exchange.reply, '/sign-in');
  }

  /** Whom a visitor can play; null in a council's own service, where nobody acts as somebody else. */
  private async parts(exchange: Exchange): Promise<readonly Part[] | null> {
    const { engine } = this.pages;
    const { directory, demonstration } = await engine.references.load();
    if (!demonstration) return null;
    const tasks = countTasksByPerson(await this.reading.rows('tasks', undefined, exchange));
    return partsOf(directory, londonDateOf(engine.clock()), (personId) => tasks.get(personId) ?? 0);
  }
}
