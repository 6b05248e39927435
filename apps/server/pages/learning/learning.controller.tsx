import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isDutyOf, notTheirDuty, refuse, responsibilitiesOf } from '#domain';
import type { Actor } from '#domain';
import { learningFor, namesIn, reportDipSamples } from '#engine';
import type { LearningShown } from '#engine';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading } from '../../exchange/reading.js';
import { ProblemError, problemOf } from '../../problems/problem.js';
import { FormPages } from '../command-forms/form-pages.js';
import type { PageForm } from '../command-forms/page-form.js';
import { Pages } from '../frame/pages.js';
import { discussionFields, issueFields, lookAgainFields, sampleIn, withdrawFields } from './learning-fields.js';
import { LearningListPage, LearningPage } from './learning-pages.js';
import { learningAddress, presentLearning } from './present-learning.js';

const LIST = { text: 'Messages to staff', href: '/learning' };

/** Alike whether there is such a message or not. */
const NOT_FOR_THEM = refuse('not-allowed', 'not-yours-to-read', 'There is no such message for you.');

/** Messages to staff: read by those they are for, discussed in teams, looked at again. */
@ApiExcludeController()
@Controller('learning')
export class LearningPagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FormPages) private readonly forms: FormPages,
  ) {}

  @Get()
  async list(@Exchanged() exchange: Exchange): Promise<void> {
    const visitor = await this.pages.visitor(exchange, 'own-tasks');
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const all = await learningFor(engine, visitor.actor);
    const around = { names: await namesIn(engine, all), today: this.reading.today() };
    const mayIssue = await this.mayIssue(visitor.actor);
    await this.pages.send(exchange, (frame) => (
      <LearningListPage {...{ frame, mayIssue }} messages={all.map((each) => presentLearning(each, around))} />
    ));
  }

  @Get('issue')
  issueForm(@Exchanged() exchange: Exchange): Promise<void> {
    return this.forms.show(exchange, null, ({ actor }) => this.issuing(actor));
  }

  @Post('issue')
  issue(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, null, body, ({ actor }) => this.issuing(actor));
  }

  @Get('discussions/:id')
  confirmForm(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    return this.forms.show(exchange, null, ({ actor }) => this.confirming(id, actor));
  }

  @Post('discussions/:id')
  confirm(@Exchanged() exchange: Exchange, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, null, body, ({ actor }) => this.confirming(id, actor));
  }

  @Get(':id')
  async message(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor === undefined) return;
    const { engine } = this.reading;
    const shown = await this.find(visitor.actor, ({ message }) => message.messageId === id);
    const around = { names: await namesIn(engine, shown), today: this.reading.today() };
    const may = { lookAgain: shown.mayLookAgain, withdraw: shown.mayWithdraw };
    await this.pages.send(exchange, (frame) => (
      <LearningPage {...{ frame, may }} {...presentLearning(shown, around)} />
    ));
  }

  @Get(':id/look-again')
  lookForm(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    return this.forms.show(exchange, null, ({ actor }) => this.looking(id, actor));
  }

  @Post(':id/look-again')
  look(@Exchanged() exchange: Exchange, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, null, body, ({ actor }) => this.looking(id, actor));
  }

  @Get(':id/withdraw')
  withdrawForm(@Exchanged() exchange: Exchange, @Param('id') id: string): Promise<void> {
    return this.forms.show(exchange, null, ({ actor }) => this.withdrawing(id, actor));
  }

  @Post(':id/withdraw')
  withdraw(@Exchanged() exchange: Exchange, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, null, body, ({ actor }) => this.withdrawing(id, actor));
  }

  /** @throws ProblemError 403 */
  private async issuing(actor: Actor): Promise<PageForm> {
    if (!(await this.mayIssue(actor))) throw new ProblemError(problemOf(notTheirDuty('learning')));
    const { directory } = await this.reading.engine.references.load();
    const today = this.reading.today();
    const teams = [...directory.teams()].filter(({ teamId }) =>
      directory.membersOf(teamId).some(({ personId }) => directory.inPost(personId, today)),
    );
    return {
      title: 'Issue a message to staff',
      back: LIST,
      lead: 'Choose at least one team, service or role. The managers of each team it is for confirm that it was discussed; whoever is in those teams can read it.',
      fields: issueFields(teams),
      button: 'Issue the message',
      command: 'IssueLearningMessage',
      revision: null,
      next: ({ id }) => learningAddress(id),
    };
  }

  private async confirming(id: string, actor: Actor): Promise<PageForm> {
    const shown = await this.find(actor, ({ toConfirm }) => toConfirm.includes(id));
    const { title, href, toDo } = presentLearning(shown, { names: {}, today: this.reading.today() });
    const team = shown.message.discussions.find(({ discussionId }) => discussionId === id)?.team ?? '';
    return {
      title: `Confirm that ${team} discussed it`,
      back: { text: title, href },
      lead: `${title}: ${toDo ?? ''}`,
      fields: discussionFields,
      button: 'Confirm it',
      command: 'ConfirmDiscussion',
      target: id,
      revision: null,
      next: () => href,
    };
  }

  private async looking(id: string, actor: Actor): Promise<PageForm> {
    const { message } = await this.find(actor, (each) => each.message.messageId === id && each.mayLookAgain);
    const { engine } = this.reading;
    const asked = { from: null, to: null, asAt: null, withSmallNumbers: true };
    const report = await reportDipSamples(engine, asked);
    const samples = ('samples' in report ? report.samples : []).filter(({ date }) => date >= message.issuedOn);
    return {
      title: 'Record that it was looked at again',
      back: { text: message.theme ?? 'Message', href: learningAddress(id) },
      lead: (
        <>
          It is looked at again by a dip sample made since the message was issued.{' '}
          <a class="govuk-link" href="/enter/dip-sample">
            Enter the dip sample
          </a>{' '}
          first, then choose it here.
        </>
      ),
      fields: lookAgainFields(samples),
      button: 'Record it',
      command: 'LookAgain',
      target: id,
      says: ({ sampleTheme, words, next }) => ({ ...sampleIn(sampleTheme, this.reading.today()), words, next }),
      revision: null,
      next: () => learningAddress(id),
    };
  }

  private async withdrawing(id: string, actor: Actor): Promise<PageForm> {
    const { message } = await this.find(actor, (each) => each.message.messageId === id && each.mayWithdraw);
    return {
      title: 'Withdraw this message',
      back: { text: message.theme ?? 'Message', href: learningAddress(id) },
      lead: 'Its words are shown to nobody any more, and nobody owes anything on it. That it was issued and withdrawn stays in the report.',
      fields: withdrawFields,
      button: 'Withdraw it',
      isWarning: true,
      command: 'WithdrawLearningMessage',
      target: id,
      revision: null,
      next: () => learningAddress(id),
    };
  }

  private async mayIssue(actor: Actor): Promise<boolean> {
    return isDutyOf(actor, 'learning', responsibilitiesOf((await this.reading.engine.references.load()).settings));
  }

  /** @throws ProblemError 403, alike whatever is there */
  private async find(actor: Actor, isIt: (shown: LearningShown) => boolean): Promise<LearningShown> {
    const shown = (await learningFor(this.reading.engine, actor)).find(isIt);
    if (shown === undefined) throw new ProblemError(problemOf(NOT_FOR_THEM));
    return shown;
  }
}
