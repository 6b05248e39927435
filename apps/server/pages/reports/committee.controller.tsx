import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { CommandRefusal } from '#application';
import { writeDocument } from '#committee';
import { isRefusal } from '#domain';
import { ViewsBehind, committeeReport, keepCommitteeReport, listCommitteeReports } from '#engine';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading } from '../../exchange/reading.js';
import { FormPages } from '../command-forms/form-pages.js';
import { notOffered } from '../forms/not-offered.js';
import { postedOf } from '../forms/posted.js';
import { valuesOf } from '../forms/values-of.js';
import { whatIsWrong } from '../forms/what-is-wrong.js';
import { FormDrafts } from '../frame/form-drafts.js';
import { seeOther } from '../frame/pages.js';
import type { Option } from '../forms/field.js';
import { committeeAsked, committeeForm } from './committee-form.js';
import { keptAddress } from './kept-reports-page.js';
import { sendDocument } from './send-document.js';

const WAIT_MS = 2_000;

/** Where a report to a committee is written. What was written stays in the form, to go on with. */
@ApiExcludeController()
@Controller('reports/committee')
export class CommitteePagesController {
  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FormPages) private readonly forms: FormPages,
    @Inject(FormDrafts) private readonly drafts: FormDrafts,
  ) {}

  @Get()
  write(@Exchanged() exchange: Exchange): Promise<void> {
    return this.forms.show(exchange, 'reports', async () => committeeForm(this.reading.today(), await this.unsigned()));
  }

  @Post()
  async make(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    const posted = postedOf(body);
    const visitor = await this.drafts.received(exchange, 'reports', posted);
    if (visitor === undefined) return;
    const kept = await this.drafts.keepIfPossible(exchange.request, visitor.actor, posted);
    const form = committeeForm(this.reading.today(), await this.unsigned());
    const { fields } = form;
    const values = valuesOf(fields, posted);
    const refuse = (refusal: CommandRefusal): Promise<void> => {
      const errors = whatIsWrong(refusal, fields, posted, values);
      return this.forms.send(exchange, visitor, form, kept, { posted, errors, hasChanged: false });
    };
    const stale = notOffered(fields, posted);
    if (stale.length > 0) return refuse(refusalOf(NOT_AS_IT_IS, stale));
    const asked = committeeAsked(fields, values);
    if (!('cover' in asked)) return refuse(refusalOf(NOT_AS_IT_IS, asked));
    const { format, versionOf, ...order } = asked;
    const document = await committeeReport(this.reading.engine, { ...order, asAt: null, waitMs: WAIT_MS }).catch(
      notYet,
    );
    if ('sentence' in document) return refuse(refusalOf(document.sentence));
    if (format === null) {
      const { from, to } = order;
      const keep = { document, reportId: versionOf, from, to, actor: visitor.actor };
      const { reportId, answer } = await keepCommitteeReport(this.reading.engine, keep);
      return isRefusal(answer) ? refuse(answer) : seeOther(exchange.reply, keptAddress(reportId));
    }
    const file = await writeDocument(document, format);
    sendDocument(exchange, file, { format, name: `committee-report-${order.from}-${order.to}` });
  }

  /** Reports that were kept and may have another version. */
  private async unsigned(): Promise<readonly Option[]> {
    const reports = await listCommitteeReports(this.reading.engine);
    return reports
      .filter(({ signedOff }) => signedOff === null)
      .map(({ reportId, title, versions }) => ({
        value: reportId,
        text: `${title ?? 'Erased'}, version ${versions.length + 1}`,
      }));
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
