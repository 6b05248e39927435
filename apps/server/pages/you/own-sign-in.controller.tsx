import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { newRecoveryCodes, totpAddress } from '#accounts';
import { isRefusal, londonDateOf, rolesOnEntering } from '#domain';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { ProblemError, problem, problemOf } from '../../problems/problem.js';
import { Enrolment } from '../enrol/enrolment.js';
import type { SetUpFor } from '../enrol/enrolment.js';
import { Pages } from '../frame/pages.js';
import type { Visitor } from '../frame/visitors.js';
import { LocalSignIn } from '../sign-in/local-sign-in.js';
import { OwnAccounts, asked, statusOf } from '../sign-in/own-accounts.js';
import type { OwnAccount } from '../sign-in/own-accounts.js';
import { textIn } from '../sign-in/typed.js';
import {
  ChangePasswordPage,
  ChangeSecondFactorPage,
  ChangedPage,
  OwnSignInPage,
  type Fault,
} from './own-sign-in-pages.js';

/** Changing what one signs in by: a password and a second factor of this service's own. */
@ApiExcludeController()
@Controller('you/sign-in')
export class OwnSignInController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Enrolment) private readonly enrolment: Enrolment,
    @Inject(LocalSignIn) private readonly local: LocalSignIn,
    @Inject(OwnAccounts) private readonly accounts: OwnAccounts,
  ) {}

  @Get()
  async page(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor === undefined) return;
    const own = await this.accounts.find(visitor);
    const codes = own?.access.secondFactor?.recoveryCodes ?? [];
    const here = own && {
      name: own.name,
      hasSecondFactor: own.access.secondFactor !== null,
      recoveryCodesLeft: codes.filter((code) => code !== null).length,
    };
    await this.pages.send(exchange, (frame) => <OwnSignInPage frame={frame} here={here} />);
  }

  @Get('password')
  async passwordForm(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor !== undefined) await this.askForPassword(exchange, visitor, await this.own(visitor), null);
  }

  @Post('password')
  async changePassword(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    const visitor = await this.pages.sender(exchange);
    if (visitor === undefined) return;
    const own = await this.own(visitor);
    const password = textIn(body, 'password');
    // What they type anew is looked at first: a code is used up by being looked at.
    const unfit = password === '' ? 'Enter a new password.' : await this.enrolment.faultIn(password, own);
    if (unfit !== null) return this.askForPassword(exchange, visitor, own, { field: 'password', text: unfit });
    const wrong = await this.accounts.faultInProof(exchange, own, body);
    if (wrong !== null) return this.askForPassword(exchange, visitor, own, wrong);
    await this.give(exchange, visitor, 'ChangePassword', { hash: await this.local.hashes.hash(password) });
    await this.changed(exchange, 'Your password is changed', []);
  }

  @Get('second-factor')
  async secondFactorForm(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor !== undefined) await this.askForCode(exchange, visitor, await this.own(visitor), '', null);
  }

  @Post('second-factor')
  async changeSecondFactor(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    const visitor = await this.pages.sender(exchange);
    if (visitor === undefined) return;
    const own = await this.own(visitor);
    const { secret, box } = await this.enrolment.secondFactor(textIn(body, 'factorBox'), setUpFor(own));
    if (!this.enrolment.isRightCode(secret, textIn(body, 'code')))
      return this.askForCode(exchange, visitor, own, box, {
        field: 'code',
        text: 'Type the code that the new entry in your app shows now.',
      });
    const wrong = await this.accounts.faultInProof(exchange, own, body);
    if (wrong !== null) return this.askForCode(exchange, visitor, own, box, wrong);
    const { codes, digests: recoveryCodes } = newRecoveryCodes();
    await this.give(exchange, visitor, 'ChangeSecondFactor', { secret, recoveryCodes });
    await this.changed(exchange, 'Your authenticator app is set up', codes);
  }

  /** Ends every session of theirs; this browser goes on in a new one. @throws ProblemError */
  private async give(exchange: Exchange, { actor }: Visitor, name: string, body: object): Promise<void> {
    const { engine } = this.pages;
    const correlationId = exchange.request.id;
    const answer = await engine.execute({
      name,
      target: actor.id,
      body,
      actor,
      correlationId,
      idempotencyKey: randomUUID(),
    });
    if (isRefusal(answer)) throw new ProblemError(problemOf(answer));
    await this.pages.visitors.endAllOf(actor.id);
    const { directory } = await engine.references.load();
    await this.local.letIn(exchange, actor.id, rolesOnEntering(directory, actor.id, londonDateOf(engine.clock())));
  }

  private askForPassword(
    exchange: Exchange,
    { formToken }: Visitor,
    own: OwnAccount,
    fault: Fault | null,
  ): Promise<void> {
    return this.pages.send(
      exchange,
      (frame) => <ChangePasswordPage {...{ frame, formToken, fault }} {...asked(own)} />,
      statusOf(exchange, fault),
    );
  }

  private async askForCode(
    exchange: Exchange,
    { formToken }: Visitor,
    own: OwnAccount,
    carried: string,
    fault: Fault | null,
  ): Promise<void> {
    const { secret: totpSecret, box: factorBox } = await this.enrolment.secondFactor(carried, setUpFor(own));
    const { settings } = await this.pages.engine.references.load();
    const app = { factorBox, totpSecret, totpAddress: totpAddress(totpSecret, settings?.council ?? '', own.name) };
    await this.pages.send(
      exchange,
      (frame) => <ChangeSecondFactorPage {...{ frame, formToken, fault }} {...asked(own)} {...app} />,
      statusOf(exchange, fault),
    );
  }

  private async changed(exchange: Exchange, title: string, recoveryCodes: readonly string[]): Promise<void> {
    await this.pages.send(exchange, (frame) => <ChangedPage {...{ frame, title, recoveryCodes }} />);
  }

  /** @throws ProblemError 404 where they do not sign in here */
  private async own(visitor: Visitor): Promise<OwnAccount> {
    const own = await this.accounts.find(visitor);
    if (own !== null) return own;
    throw new ProblemError(problem(404, 'unknown-address', 'You do not sign in by a password here.'));
  }
}

/** What a page carries on is good until the next change. */
const setUpFor = ({ person, access }: OwnAccount): SetUpFor => ({ person, invitationId: `own ${access.endings}` });
