import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { ProblemError, problem } from '../../problems/problem.js';
import { Pages, seeOther } from '../frame/pages.js';
import { wayBack } from '../frame/way-back.js';
import { ProviderPage } from './provider-page.js';
import { ProviderSignIn } from './provider-sign-in.js';
import { textIn } from './typed.js';

/** The way to the council's identity provider and back. Begun by a link: what forms may be sent to is this host alone. */
@ApiExcludeController()
@Controller('sign-in/provider')
export class ProviderController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(ProviderSignIn) private readonly provider: ProviderSignIn,
  ) {}

  @Get()
  async begin(@Exchanged() exchange: Exchange, @Query('to') to: unknown): Promise<void> {
    // Nobody is signed in because of a link on another site: they are shown the page, and choose to.
    if (exchange.request.headers['sec-fetch-site'] === 'cross-site')
      return seeOther(exchange.reply, `/sign-in?to=${encodeURIComponent(wayBack(to))}`);
    const address = await this.provider.begin(exchange, to);
    if (address === null) throw new ProblemError(problem(404, 'unknown-address', 'There is nothing at this address.'));
    seeOther(exchange.reply, address.href);
  }

  @Get('answer')
  async answer(@Exchanged() exchange: Exchange): Promise<void> {
    const answer = await this.provider.answer(exchange);
    if (typeof answer === 'object') return seeOther(exchange.reply, answer.letInTo);
    await this.pages.send(exchange, (frame) => <ProviderPage frame={frame} why={answer} />, 403);
  }

  /** Back-channel sign-out (OpenID Connect Back-Channel Logout 1.0, 2.8). */
  @Post('ended')
  async ended(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    const isTheirs = await this.provider.ended(exchange, textIn(body, 'logout_token'));
    void exchange.reply.code(isTheirs ? 200 : 400).send();
  }

  /** Front-channel sign-out, all that Entra ID offers: its page loads this address in the person's own browser. */
  @Get('signed-out')
  async signedOut(@Exchanged() exchange: Exchange, @Query() query: unknown): Promise<void> {
    await this.provider.endedInFront(exchange, textIn(query, 'iss'), textIn(query, 'sid'));
    void exchange.reply.code(200).send();
  }
}
