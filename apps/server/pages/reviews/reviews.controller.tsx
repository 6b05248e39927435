import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { REGISTERS, findReviewable, namesIn } from '#engine';
import type { RegisterName, ReviewableEntry } from '#engine';
import { isDutyOf, notTheirDuty, responsibilitiesOf } from '#domain';
import type { Actor } from '#domain';
import { Exchanged } from '../../exchange/exchange.js';
import type { Exchange } from '../../exchange/exchange.js';
import { Reading, found } from '../../exchange/reading.js';
import { ProblemError, problemOf } from '../../problems/problem.js';
import { FormPages } from '../command-forms/form-pages.js';
import type { PageForm } from '../command-forms/page-form.js';
import { Pages } from '../frame/pages.js';
import { reviewAddress } from '../words/review-address.js';
import { presentReviewable } from './present-reviewable.js';
import { reviewFields } from './review-fields.js';
import { ReviewablePage } from './reviewable-page.js';

interface Named {
  readonly register: string;
  readonly id: string;
}

const COMMANDS: Readonly<Record<RegisterName, 'ReviewPlanAction' | 'ReviewRisk'>> = {
  plan: 'ReviewPlanAction',
  risk: 'ReviewRisk',
};

/** Reviews of what the improvement plan and the risk register hold, for whoever owes or enters them. */
@ApiExcludeController()
@Controller('reviews')
export class ReviewPagesController {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Reading) private readonly reading: Reading,
    @Inject(FormPages) private readonly forms: FormPages,
  ) {}

  @Get(':register/:id')
  async page(@Exchanged() exchange: Exchange, @Param() named: Named): Promise<void> {
    const visitor = await this.pages.visitor(exchange);
    if (visitor === undefined) return;
    const { entry, shown } = await this.find(visitor.actor, named);
    const names = await namesIn(this.reading.engine, [shown, entry]);
    await this.pages.send(exchange, (frame) => (
      <ReviewablePage
        {...{ frame, ...presentReviewable(shown, names) }}
        record={`${reviewAddress(shown.register, named.id)}/record`}
      />
    ));
  }

  @Get(':register/:id/record')
  form(@Exchanged() exchange: Exchange, @Param() named: Named): Promise<void> {
    return this.forms.show(exchange, null, ({ actor }) => this.reviewing(named, actor));
  }

  @Post(':register/:id/record')
  review(@Exchanged() exchange: Exchange, @Param() named: Named, @Body() body: unknown): Promise<void> {
    return this.forms.give(exchange, null, body, ({ actor }) => this.reviewing(named, actor));
  }

  private async reviewing(named: Named, actor: Actor): Promise<PageForm> {
    const { shown, revision } = await this.find(actor, named);
    const { title } = presentReviewable(shown, {});
    const address = reviewAddress(shown.register, named.id);
    return {
      title: 'Record a review',
      back: { text: title, href: address },
      lead: 'What you write stands with it from now on, dated, and is printed in the report. It may be read by leaders and councillors.',
      fields: reviewFields(shown),
      button: 'Record the review',
      command: COMMANDS[shown.register],
      target: named.id,
      revision,
      next: () => address,
    };
  }

  /** @throws ProblemError 403, alike whatever is there; 404 to whoever enters the register */
  private async find(actor: Actor, { register, id }: Named): Promise<ReviewableEntry> {
    const known = REGISTERS.find((name) => name === register);
    const entry = known === undefined ? null : await findReviewable(this.reading.engine, known, id, actor);
    const heads = responsibilitiesOf((await this.reading.engine.references.load()).settings);
    if (entry === null && !isDutyOf(actor, 'improvement', heads))
      throw new ProblemError(problemOf(notTheirDuty('improvement')));
    return found(entry ?? undefined, 'action or risk');
  }
}
