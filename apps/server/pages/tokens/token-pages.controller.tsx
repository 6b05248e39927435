import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { newToken } from '#access';
import { addDays } from '#domain';
import { listTokens } from '#projections';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, found } from '../../exchange/reading.js';
import { TokenUse } from '../../token-use.js';
import { FormPages } from '../command-forms/form-pages.js';
import type { PageForm } from '../command-forms/page-form.js';
import type { FormState } from '../forms/command-form.js';
import { NO_ERRORS, type FormErrors } from '../forms/errors-of.js';
import type { Field } from '../forms/field.js';
import { giveCommand, newCommandKey } from '../forms/give-command.js';
import { draftShown } from '../forms/kept-words.js';
import { postedOf, type Posted } from '../forms/posted.js';
import { bitsShownOnce } from '../forms/shown-once.js';
import { valuesOf } from '../forms/values-of.js';
import { whatIsWrong } from '../forms/what-is-wrong.js';
import { FormDrafts, wasThrownAway } from '../frame/form-drafts.js';
import { Pages } from '../frame/pages.js';
import type { Visitor } from '../frame/visitors.js';
import { OwnAccounts, asked, statusOf } from '../sign-in/own-accounts.js';
import type { FaultInProof } from '../sign-in/show-again.js';
import { capitalised } from '../words/humanised.js';
import { plainInstant } from '../words/instants.js';
import { ROLE_WORDS } from '../words/roles.js';
import { presentTokens } from './present-tokens.js';
import { NewTokenPage, OwnTokensPage, TokenMadePage } from './token-pages.js';

const ADDRESS = '/you/tokens';
/** How long a token is offered for, in days, and for how long at most: a program's key is renewed once a year. */
const OFFERED_DAYS = 90;
const LONGEST_DAYS = 366;

/** Tokens that somebody makes for programs of their own: in roles of theirs, to a last day. Nobody makes one for another. */
@ApiExcludeController()
@Controller('you/tokens')
export class TokenPagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FormPages) private readonly forms: FormPages,
    @Inject(FormDrafts) private readonly drafts: FormDrafts,
    @Inject(TokenUse) private readonly use: TokenUse,
    @Inject(OwnAccounts) private readonly accounts: OwnAccounts,
  ) {}

  @Get()
  async list(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor === undefined) return;
    const own = listTokens(await this.reading.rows('people', undefined, exchange), visitor.actor.id);
    const tokens = own.map((token) => ({ ...token, lastUsedOn: this.use.lastUsedOn(token.tokenId) }));
    const shown = presentTokens(ADDRESS, tokens, this.reading.today());
    await this.pages.send(exchange, (frame) => <OwnTokensPage frame={frame} tokens={shown} />);
  }

  @Get('new')
  async form(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor !== undefined) await this.ask(exchange, visitor, null, NO_ERRORS);
  }

  /** Kept only as a digest: nobody is shown it again, but whoever sends the same form twice. */
  @Post('new')
  async make(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    const posted = postedOf(body);
    const visitor = await this.drafts.received(exchange, null, posted);
    if (visitor === undefined) return;
    const fields = this.fieldsFor(visitor);
    const values = valuesOf(fields, posted);
    const { expiresOn } = values;
    const latest = addDays(this.reading.today(), LONGEST_DAYS);
    if (typeof expiresOn !== 'string' || expiresOn > latest) {
      const text = `Enter a last day, within a year of today`;
      const summary = [{ text, href: '#expiresOn-day' }];
      return this.ask(exchange, visitor, posted, { byField: { expiresOn: text }, summary });
    }
    const own = await this.accounts.find(visitor);
    const wrong = own && (await this.accounts.faultInProof(exchange, own, body));
    if (wrong !== null) return this.ask(exchange, visitor, posted, faulty(wrong), wrong);
    const { token, digest } = newToken(await bitsShownOnce(this.reading.engine, visitor.actor.id, posted, values));
    const answer = await giveCommand(this.reading.engine, {
      name: 'CreateToken',
      target: visitor.actor.id,
      body: { ...values, digest },
      actor: visitor.actor,
      posted,
      correlationId: exchange.request.id,
    });
    if ('refused' in answer) return this.ask(exchange, visitor, posted, whatIsWrong(answer, fields, posted, values));
    await this.drafts.forget(exchange.request, visitor.actor).catch(() => undefined);
    await this.reading.rows('people', String(answer.position), exchange);
    await this.pages.send(exchange, (frame) => <TokenMadePage frame={frame} token={token} />);
  }

  @Get(':tokenId/revoke')
  revokeForm(@Exchanged() exchange: Exchange, @Param('tokenId') tokenId: string): Promise<void> {
    return this.forms.show(exchange, null, (visitor) => this.revoke(exchange, visitor, tokenId));
  }

  @Post(':tokenId/revoke')
  revokeNow(@Exchanged() exchange: Exchange, @Param('tokenId') tokenId: string, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, null, body, (visitor) => this.revoke(exchange, visitor, tokenId));
  }

  private async revoke(exchange: Exchange, { actor }: Pick<Visitor, 'actor'>, tokenId: string): Promise<PageForm> {
    const rows = await this.reading.rows('people', undefined, exchange);
    const token = found(
      listTokens(rows, actor.id).find((each) => each.tokenId === tokenId),
      'token of yours',
    );
    return {
      title: 'Revoke your token',
      back: { text: 'Your tokens for programs', href: ADDRESS },
      lead: `Made ${plainInstant(token.createdAt)}. Whatever uses it is refused from now on. This cannot be taken back.`,
      isWarning: true,
      fields: [],
      button: 'Revoke the token',
      command: 'RevokeToken',
      target: tokenId,
      revision: null,
      says: () => ({}),
      next: async ({ position }) => {
        await this.reading.rows('people', String(position), exchange);
        return ADDRESS;
      },
    };
  }

  private fieldsFor({ actor }: Visitor): readonly Field[] {
    return [
      {
        kind: 'several',
        name: 'roles',
        label: 'What may the program act as?',
        hint: 'Give it no more than it needs',
        asks: 'Choose what the program may act as',
        options: actor.roles.flatMap((role) =>
          role === 'system' ? [] : [{ value: role, text: capitalised(ROLE_WORDS[role].name) }],
        ),
      },
      {
        kind: 'day',
        name: 'expiresOn',
        label: 'Last day it is good for',
        hint: 'At most a year from now',
        asks: 'Enter a last day, within a year of today',
        value: addDays(this.reading.today(), OFFERED_DAYS),
      },
    ];
  }

  private async ask(
    exchange: Exchange,
    visitor: Visitor,
    sent: Posted | null,
    errors: FormErrors,
    fault: FaultInProof | null = null,
  ): Promise<void> {
    const { formToken, actor } = visitor;
    const { request } = exchange;
    const own = await this.accounts.find(visitor);
    const proof = own && { ...asked(own), fault };
    const fields = this.fieldsFor(visitor);
    const commandKey = newCommandKey();
    const draft =
      sent === null ? await this.drafts.find(request, actor) : await this.drafts.keepIfPossible(request, actor, sent);
    const drafting = await this.drafts.drafting(actor, commandKey, draft?.savedAt ?? null);
    const posted = sent ?? draft?.words ?? null;
    // What they show again who they are by is not sent before they send it.
    const state: FormState = {
      formToken,
      commandKey,
      revision: null,
      posted,
      errors,
      ...(proof === null && { drafting }),
    };
    const begun = sent === null && draft !== null ? draftShown(draft, fields) : null;
    await this.pages.send(
      exchange,
      (frame) => <NewTokenPage {...{ frame, state, fields, begun, proof }} wasThrownAway={wasThrownAway(request)} />,
      statusOf(exchange, errors === NO_ERRORS ? null : errors),
    );
  }
}

const faulty = ({ field, text }: FaultInProof): FormErrors => ({
  byField: { [field]: text },
  summary: [{ text, href: `#${field}` }],
});
