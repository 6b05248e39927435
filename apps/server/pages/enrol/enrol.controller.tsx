import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { VNode } from 'preact';
import { totpAddress } from '#accounts';
import type { SignInSettings } from '#accounts';
import { SIGN_IN_SETTINGS } from '../../engine-token.js';
import { WrongAttempts } from '../../enrolment/attempts.js';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { retryAfter } from '../../problems/send-problem.js';
import { hasFormFromBefore, tokenBeforeSession } from '../frame/before-session.js';
import type { Frame } from '../frame/document.js';
import { Pages } from '../frame/pages.js';
import { LocalSignIn } from '../sign-in/local-sign-in.js';
import { textIn } from '../sign-in/typed.js';
import { CouncilAccountPage, EnrolPage, PasswordPage, SecondFactorPage, SetUpPage } from './enrol-page.js';
import { Enrolment } from './enrolment.js';
import type { Guest } from './enrolment.js';

const NOT_GOOD =
  'This link is not good: it was used, has run out, or a newer one has taken its place. Ask for another.';
const OUT_OF_DATE = 'This page was out of date. Open your link again, or paste it here.';
const TOO_MANY = 'Too many links that are not good came from here. Try again in a minute.';
const WRONG_CODE =
  'Type the code that your app shows now. If it is not taken, check that the time on your phone is right.';

/** Where the link of an invitation leads: what stands behind its `#` is known to the browser alone until it is redeemed. */
@ApiExcludeController()
@Controller('enrol')
export class EnrolController {
  private readonly wrong = new WrongAttempts();

  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Enrolment) private readonly enrolment: Enrolment,
    @Inject(LocalSignIn) private readonly local: LocalSignIn,
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
  ) {}

  @Get()
  page(@Exchanged() exchange: Exchange): Promise<void> {
    return this.show(exchange, (frame, formToken) => <EnrolPage frame={frame} formToken={formToken} />);
  }

  @Post()
  async begin(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    const guest = await this.guest(exchange, body);
    if (guest === undefined) return;
    if (!this.settings.localAccounts) return this.show(exchange, (frame) => <CouncilAccountPage frame={frame} />);
    await this.askForPassword(exchange, body, guest);
  }

  @Post('password')
  async password(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    const guest = await this.guest(exchange, body);
    if (guest === undefined) return;
    const password = textIn(body, 'password');
    const fault = password === '' ? 'Enter a password.' : await this.enrolment.faultIn(password, guest);
    if (fault !== null) return this.askForPassword(exchange, body, guest, fault);
    await this.askForCode(exchange, body, guest, await this.enrolment.passwordBox(password, guest));
  }

  @Post('second-factor')
  async secondFactor(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    const guest = await this.guest(exchange, body);
    if (guest === undefined) return;
    const passwordBox = textIn(body, 'passwordBox');
    const leavesOut = guest.secondFactorOptional && textIn(body, 'leaveOut') === 'yes';
    const { secret } = await this.enrolment.secondFactor(textIn(body, 'factorBox'), guest);
    if (!leavesOut && !this.enrolment.isRightCode(secret, textIn(body, 'code')))
      return this.askForCode(exchange, body, guest, passwordBox, WRONG_CODE);
    const setUp = await this.enrolment.setUp(guest, textIn(body, 'secret'), passwordBox, leavesOut ? null : secret);
    if (setUp === 'not-good') return this.begins(exchange, NOT_GOOD, 403);
    await this.local.letIn(exchange, guest.person.personId, guest.person.roles);
    await this.show(exchange, (frame) => (
      <SetUpPage frame={frame} name={guest.name} recoveryCodes={setUp.recoveryCodes} />
    ));
  }

  /** Whose link a form carries; whoever has none that is good is asked for it again, and undefined comes back. */
  private async guest(exchange: Exchange, body: unknown): Promise<Guest | undefined> {
    const { request } = exchange;
    if (!hasFormFromBefore(request)) {
      await this.begins(exchange, OUT_OF_DATE, 403);
      return undefined;
    }
    const guest = await this.enrolment.guestOf(textIn(body, 'secret'));
    if (guest !== undefined) return guest;
    const isTooMany = this.wrong.isOneTooMany(request.ip);
    if (isTooMany) void exchange.reply.header('retry-after', retryAfter(60_000));
    await this.begins(exchange, isTooMany ? TOO_MANY : NOT_GOOD, isTooMany ? 429 : 403);
    return undefined;
  }

  private begins(exchange: Exchange, fault: string, status: number): Promise<void> {
    return this.show(
      exchange,
      (frame, formToken) => <EnrolPage frame={frame} formToken={formToken} fault={fault} />,
      status,
    );
  }

  private askForPassword(exchange: Exchange, body: unknown, { name }: Guest, fault?: string): Promise<void> {
    const secret = textIn(body, 'secret');
    return this.show(
      exchange,
      (frame, formToken) => (
        <PasswordPage frame={frame} formToken={formToken} secret={secret} name={name} fault={fault} />
      ),
      fault === undefined ? 200 : 422,
    );
  }

  private async askForCode(
    exchange: Exchange,
    body: unknown,
    guest: Guest,
    passwordBox: string,
    fault?: string,
  ): Promise<void> {
    const { secret: totpSecret, box } = await this.enrolment.secondFactor(textIn(body, 'factorBox'), guest);
    const { settings } = await this.pages.engine.references.load();
    const props = {
      secret: textIn(body, 'secret'),
      name: guest.name,
      passwordBox,
      factorBox: box,
      totpSecret,
      totpAddress: totpAddress(totpSecret, settings?.council ?? '', guest.name),
      isOptional: guest.secondFactorOptional,
      fault,
    };
    await this.show(
      exchange,
      (frame, formToken) => <SecondFactorPage frame={frame} formToken={formToken} {...props} />,
      fault === undefined ? 200 : 422,
    );
  }

  private async show(
    exchange: Exchange,
    page: (frame: Frame, formToken: string) => VNode,
    status?: number,
  ): Promise<void> {
    const formToken = tokenBeforeSession(exchange);
    await this.pages.send(exchange, (frame) => page(frame, formToken), status);
  }
}
