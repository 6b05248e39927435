import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { CommandRefusal } from '#application';
import { writeDocument, type DocumentFormat } from '#committee';
import type { Draft } from '#drafts';
import { ViewsBehind, committeeReport } from '#engine';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading } from '../../exchange/reading.js';
import { FormPage } from '../command-forms/form-page.js';
import { NO_ERRORS, type FormErrors } from '../forms/errors-of.js';
import { newCommandKey } from '../forms/give-command.js';
import { draftShown } from '../forms/kept-words.js';
import { notOffered } from '../forms/not-offered.js';
import { postedOf, type Posted } from '../forms/posted.js';
import { valuesOf } from '../forms/values-of.js';
import { whatIsWrong } from '../forms/what-is-wrong.js';
import { FormDrafts, wasThrownAway } from '../frame/form-drafts.js';
import { Pages } from '../frame/pages.js';
import type { Visitor } from '../frame/visitors.js';
import { committeeAsked, committeeForm } from './committee-form.js';

const WAIT_MS = 2_000;

const TYPES: Readonly<Record<DocumentFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
};

/** Where a report to a committee is written. What was written stays in the form, to go on with. */
@ApiExcludeController()
@Controller('reports/committee')
export class CommitteePagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FormDrafts) private readonly drafts: FormDrafts,
  ) {}

  @Get()
  async write(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    await this.send(exchange, visitor, await this.drafts.find(exchange.request, visitor.actor), null);
  }

  @Post()
  async make(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    const posted = postedOf(body);
    const visitor = await this.drafts.received(exchange, 'reports', posted);
    if (visitor === undefined) return;
    const kept = await this.drafts.keepIfPossible(exchange.request, visitor.actor, posted);
    const { fields } = committeeForm(this.reading.today());
    const values = valuesOf(fields, posted);
    const refuse = (refusal: CommandRefusal): Promise<void> =>
      this.send(exchange, visitor, kept, { posted, errors: whatIsWrong(refusal, fields, posted, values) });
    const stale = notOffered(fields, posted);
    if (stale.length > 0) return refuse(refusalOf(NOT_AS_IT_IS, stale));
    const asked = committeeAsked(fields, values);
    if (!('cover' in asked)) return refuse(refusalOf(NOT_AS_IT_IS, asked));
    const { format, ...order } = asked;
    const document = await committeeReport(this.reading.engine, { ...order, asAt: null, waitMs: WAIT_MS }).catch(
      notYet,
    );
    if ('sentence' in document) return refuse(refusalOf(document.sentence));
    const file = await writeDocument(document, format);
    void exchange.reply
      .status(200)
      .type(TYPES[format])
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="committee-report-${order.from}-${order.to}.${format}"`)
      .send(Buffer.from(file));
  }

  private async send(
    exchange: Exchange,
    visitor: Visitor,
    draft: Draft | null,
    sent: { readonly posted: Posted; readonly errors: FormErrors } | null,
  ): Promise<void> {
    const form = committeeForm(this.reading.today());
    const commandKey = newCommandKey();
    const state = {
      formToken: visitor.formToken,
      commandKey,
      revision: form.revision,
      posted: sent?.posted ?? draft?.words ?? null,
      errors: sent?.errors ?? NO_ERRORS,
      drafting: await this.drafts.drafting(visitor.actor, commandKey, draft?.savedAt ?? null),
    };
    const shown = {
      hasChanged: false,
      draft: sent === null && draft !== null ? draftShown(draft, form.fields) : null,
      wasThrownAway: sent === null && wasThrownAway(exchange.request),
    };
    await this.pages.send(
      exchange,
      (frame) => <FormPage {...{ frame, form, state }} {...shown} />,
      sent === null ? 200 : 422,
    );
  }
}

const NOT_AS_IT_IS = 'The report cannot be made as it is.';

const refusalOf = (sentence: string, problems?: CommandRefusal['problems']): CommandRefusal => ({
  refused: true,
  kind: 'invalid',
  code: 'no-document',
  sentence,
  ...(problems !== undefined && { problems }),
});

/** @throws whatever else was wrong */
function notYet(error: unknown): { readonly sentence: string } {
  if (!(error instanceof ViewsBehind)) throw error;
  return { sentence: 'The figures are still being worked out. Nothing you wrote is lost: try again in a minute.' };
}
