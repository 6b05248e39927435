import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DOCUMENT_FORMATS, writeDocument } from '#committee';
import { hasRole } from '#domain';
import type { Actor } from '#domain';
import { listCommitteeReports, namesIn, printedCommitteeReport } from '#engine';
import type { KeptReportShown } from '#engine';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, found } from '../../exchange/reading.js';
import { ProblemError, problem } from '../../problems/problem.js';
import { FormPages } from '../command-forms/form-pages.js';
import type { PageForm } from '../command-forms/page-form.js';
import { Pages } from '../frame/pages.js';
import { sendDocument } from './send-document.js';
import { KeptReportPage, KeptReportsPage, keptAddress } from './kept-reports-page.js';

/** Reports to committees that were kept: read, printed again, signed off. */
@ApiExcludeController()
@Controller('reports/committee/kept')
export class KeptReportPagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FormPages) private readonly forms: FormPages,
  ) {}

  @Get()
  async list(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    const reports = await listCommitteeReports(this.reading.engine);
    await this.pages.send(exchange, (frame) => <KeptReportsPage {...{ frame, reports }} />);
  }

  @Get(':id')
  async report(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    const report = await this.find(id);
    const names = await namesIn(this.reading.engine, report);
    const maySignOff = report.signedOff === null && hasRole(visitor.actor, 'leader');
    await this.pages.send(exchange, (frame) => <KeptReportPage {...{ frame, report, names, maySignOff }} />);
  }

  @Get(':id/sign-off')
  signOffForm(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    return this.forms.show(exchange, 'reports', ({ actor }) => this.signing(id, actor));
  }

  @Post(':id/sign-off')
  signOff(@Exchanged() exchange: Exchange, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, 'reports', body, ({ actor }) => this.signing(id, actor));
  }

  @Get(':id/:version/:format')
  async file(@Exchanged() exchange: Exchange, @Param() asked: Asked): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'reports');
    if (visitor === undefined) return;
    const format = found(
      DOCUMENT_FORMATS.find((each) => each === asked.format),
      'file',
    );
    const document = await printedCommitteeReport(this.reading.engine, asked.id, Number(asked.version));
    const file = await writeDocument(found(document ?? undefined, 'version of a report'), format);
    sendDocument(exchange, file, { format, name: `committee-report-version-${asked.version}` });
  }

  /** @throws ProblemError 403, 404 */
  private async signing(id: string, actor: Actor): Promise<PageForm> {
    if (!hasRole(actor, 'leader'))
      throw new ProblemError(problem(403, 'role-missing', 'Only a leader may sign a report off.'));
    const report = await this.find(id);
    const version = report.versions.at(-1)?.version ?? 1;
    const address = keptAddress(id);
    return {
      title: 'Sign the report off',
      back: { text: report.title ?? 'The report', href: address },
      lead: `You sign version ${version} off, the newest. Read it before. From then on it stays as it is: its words and its figures can be printed again, and not changed.`,
      fields: [
        {
          kind: 'line',
          name: 'as',
          label: 'Your name and title',
          hint: 'As they are to stand in the report',
          asks: 'Enter your name and title',
        },
      ],
      button: 'Sign it off',
      isWarning: true,
      command: 'SignOffCommitteeReport',
      target: id,
      revision: null,
      says: ({ as }) => ({ version, as }),
      next: () => address,
    };
  }

  /** @throws ProblemError 404 */
  private async find(id: string): Promise<KeptReportShown> {
    const reports = await listCommitteeReports(this.reading.engine);
    return found(
      reports.find(({ reportId }) => reportId === id),
      'report to a committee',
    );
  }
}

interface Asked {
  readonly id: string;
  readonly version: string;
  readonly format: string;
}
