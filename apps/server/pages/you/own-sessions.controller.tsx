import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isRefusal } from '#domain';
import { nameOfSession, type KeptSession } from '#sessions';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { ProblemError, problemOf } from '../../problems/problem.js';
import { Pages, seeOther } from '../frame/pages.js';
import type { Visitor } from '../frame/visitors.js';
import { OwnAccounts, asked, statusOf } from '../sign-in/own-accounts.js';
import { SignInLog } from '../sign-in/sign-in-log.js';
import { textIn } from '../sign-in/typed.js';
import { EVERYWHERE, OTHERS, OwnSessionsPage, type SessionsFault } from './own-sessions-page.js';
import { presentSessions } from './present-sessions.js';

const ADDRESS = '/you/sign-in/sessions';

/** How long after signing in somebody without a password here may end sessions, in milliseconds. */
const LATELY_MS = 10 * 60_000;

/** What a session is called. */
const A_SESSION = /^[\w-]{43}$/;

const NONE_CHOSEN: SessionsFault = { field: 'which', text: 'Choose where you want to be signed out' };
const LONG_SINCE: SessionsFault = { field: 'which', text: 'Sign out, sign in again, and come back to this page' };

/**
 * Where somebody is signed in, and ending it: one session, the others, all. Whoever signs in here shows what they sign in by
 * again; anybody else has signed in a moment ago (OWASP ASVS 5.0, 7.5.2).
 */
@ApiExcludeController()
@Controller('you/sign-in/sessions')
export class OwnSessionsController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(OwnAccounts) private readonly accounts: OwnAccounts,
    @Inject(SignInLog) private readonly log: SignInLog,
  ) {}

  @Get()
  async page(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor !== undefined) await this.show(exchange, visitor, '', null);
  }

  @Post()
  async end(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    const visitor = await this.pages.sender(exchange);
    if (visitor === undefined) return;
    const { here, others } = await this.pages.visitors.ownSessions(exchange.request, visitor);
    const which = textIn(body, 'which');
    const chosen = others.find((session) => nameOfSession(session) === which);
    // Ended meanwhile, or by a form that was sent twice.
    if (chosen === undefined && A_SESSION.test(which)) return seeOther(exchange.reply, ADDRESS);
    // What is chosen is looked at first: a code is used up by being looked at.
    if (here === undefined || (chosen === undefined && which !== OTHERS && which !== EVERYWHERE))
      return this.show(exchange, visitor, '', NONE_CHOSEN);
    const fault = await this.faultInProof(exchange, visitor, here, body);
    if (fault !== null) return this.show(exchange, visitor, which, fault);
    if (chosen !== undefined) {
      if (await this.pages.visitors.endOne(visitor.actor.id, which)) await this.tell(exchange, chosen);
      return seeOther(exchange.reply, ADDRESS);
    }
    await this.endAll(exchange, visitor);
    for (const session of others) await this.tell(exchange, session);
    if (which === OTHERS) {
      const { personId, roles, way, provider } = here;
      await this.pages.visitors.letIn(exchange, { personId, roles, way, provider });
      return seeOther(exchange.reply, ADDRESS);
    }
    await this.pages.visitors.signOut(exchange);
    await this.tell(exchange, here);
    seeOther(exchange.reply, '/sign-in');
  }

  private async faultInProof(
    exchange: Exchange,
    visitor: Visitor,
    here: KeptSession,
    body: unknown,
  ): Promise<SessionsFault | null> {
    const own = await this.accounts.find(visitor);
    if (own !== null) return this.accounts.faultInProof(exchange, own, body);
    return this.isLately(here) ? null : LONG_SINCE;
  }

  private isLately({ beganAt }: KeptSession): boolean {
    return Date.parse(this.pages.engine.clock()) - Date.parse(beganAt) < LATELY_MS;
  }

  /** Recorded, so that none comes back with a copy of where sessions are kept. @throws ProblemError */
  private async endAll({ request }: Exchange, { actor }: Visitor): Promise<void> {
    const answer = await this.pages.engine.execute({
      name: 'EndSessions',
      target: actor.id,
      body: {},
      actor,
      correlationId: request.id,
      idempotencyKey: randomUUID(),
    });
    if (isRefusal(answer)) throw new ProblemError(problemOf(answer));
    await this.pages.visitors.endAllOf(actor.id);
  }

  private tell({ request }: Exchange, { way, personId }: KeptSession): Promise<void> {
    return this.log.tell(request, { event: 'sign-out', outcome: 'out', way, personId });
  }

  private async show(exchange: Exchange, visitor: Visitor, which: string, fault: SessionsFault | null): Promise<void> {
    const own = await this.accounts.find(visitor);
    const sessions = await this.pages.visitors.ownSessions(exchange.request, visitor);
    const isLately = sessions.here !== undefined && this.isLately(sessions.here);
    const proof = own === null ? (isLately ? 'lately' : 'long-since') : asked(own);
    const { formToken } = visitor;
    await this.pages.send(
      exchange,
      (frame) => (
        <OwnSessionsPage {...{ frame, formToken, proof, which, fault }} sessions={presentSessions(sessions)} />
      ),
      statusOf(exchange, fault),
    );
  }
}
