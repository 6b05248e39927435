import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { SignInSettings } from '#accounts';
import { openPeople } from '#application';
import { londonDateOf } from '#domain';
import { countTasksByPerson } from '#projections';
import { SIGN_IN_SETTINGS } from '../../engine-token.js';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading } from '../../exchange/reading.js';
import { waitInWords } from '../../limits/wait-in-words.js';
import { ProblemError, problem } from '../../problems/problem.js';
import { retryAfter } from '../../problems/send-problem.js';
import { hasFormFromBefore, tokenBeforeSession } from '../frame/before-session.js';
import { homeOf } from '../frame/navigation.js';
import { Pages, seeOther } from '../frame/pages.js';
import { wayBack } from '../frame/way-back.js';
import { partsOf } from './demonstration-parts.js';
import type { Part } from './demonstration-parts.js';
import { LocalSignIn } from './local-sign-in.js';
import { SignInLog } from './sign-in-log.js';
import { SignInPage } from './sign-in-page.js';
import { textIn } from './typed.js';

const NOT_RIGHT = 'Your name, password or code is not right, or you cannot sign in just now. Check them and try again.';
const OUT_OF_DATE = 'This page was out of date. Fill it in once more.';

/** What of the page somebody is shown again. */
interface Again {
  readonly name: string;
  readonly fault: string;
  readonly status: number;
}

/** Signing in and out. */
@ApiExcludeController()
@Controller()
export class SignInController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(LocalSignIn) private readonly local: LocalSignIn,
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
    @Inject(SignInLog) private readonly log: SignInLog,
  ) {}

  @Get()
  async home(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor !== undefined) seeOther(exchange.reply, homeOf(visitor.actor));
  }

  @Get('sign-in')
  async page(@Exchanged() exchange: Exchange, @Query('to') to: unknown): Promise<void> {
    const visitor = await this.pages.visitors.visitorOf(exchange.request);
    if (visitor !== null) return seeOther(exchange.reply, wayBack(to));
    await this.show(exchange, to);
  }

  @Post('sign-in/password')
  async enter(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    if (!this.settings.localAccounts) throw nothingHere();
    const [name, to] = [textIn(body, 'name'), Object(body).to];
    if (!hasFormFromBefore(exchange.request)) return this.show(exchange, to, { name, fault: OUT_OF_DATE, status: 403 });
    const typed = { name, password: textIn(body, 'password'), code: textIn(body, 'code') };
    const entrance = await this.local.enter(exchange, typed);
    if (entrance === 'let-in') return seeOther(exchange.reply, wayBack(to));
    if (entrance === 'not-let-in') return this.show(exchange, to, { name, fault: NOT_RIGHT, status: 422 });
    void exchange.reply.header('retry-after', retryAfter(entrance.waitMs));
    const fault = `There were too many tries. Wait ${waitInWords(entrance.waitMs)} and try again.`;
    await this.show(exchange, to, { name, fault, status: 429 });
  }

  @Post('sign-in/demonstration')
  async play(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    const { role, to } = Object(body);
    const part = (await this.parts(exchange))?.find((each) => each.role === role);
    if (part === undefined) throw nothingHere();
    if (!hasFormFromBefore(exchange.request)) return seeOther(exchange.reply, '/sign-in');
    const { personId } = part;
    await this.pages.visitors.letIn(exchange, { personId, roles: [part.role], way: 'demonstration', provider: null });
    await this.log.tell(exchange.request, { event: 'sign-in', outcome: 'let-in', way: 'demonstration', personId });
    seeOther(exchange.reply, wayBack(to));
  }

  @Post('sign-out')
  async signOut(@Exchanged() exchange: Exchange): Promise<void> {
    if (this.pages.visitors.hasOwnForm(exchange.request)) {
      const session = await this.pages.visitors.signOut(exchange);
      if (session !== undefined)
        await this.log.tell(exchange.request, { event: 'sign-out', outcome: 'out', ...session });
    }
    seeOther(exchange.reply, '/sign-in');
  }

  private async show(exchange: Exchange, to: unknown, again?: Again): Promise<void> {
    const { engine } = this.pages;
    const { directory } = await engine.references.load();
    const played = await this.parts(exchange);
    const people = (played ?? []).flatMap(({ personId }) => directory.person(personId) ?? []);
    const names = new Map((await openPeople(engine.ledger, people)).map(({ personId, name }) => [personId, name]));
    const parts = played?.map(({ role, personId }) => ({ role, name: names.get(personId) ?? '' })) ?? null;
    const shown = {
      parts,
      hasProvider: this.settings.provider !== null,
      hasAccounts: this.settings.localAccounts,
      to: wayBack(to),
      formToken: tokenBeforeSession(exchange),
      name: again?.name,
      fault: again?.fault,
    };
    await this.pages.send(exchange, (frame) => <SignInPage frame={frame} {...shown} />, again?.status);
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

const nothingHere = (): ProblemError =>
  new ProblemError(problem(404, 'unknown-address', 'There is nothing at this address.'));
