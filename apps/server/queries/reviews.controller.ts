import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { isDutyOf, responsibilitiesOf } from '#domain';
import { namesIn, reviewsOwed } from '#engine';
import type { NamesShown, ReviewOwed } from '#engine';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import { Reading } from '../exchange/reading.js';

interface ReviewsOwed {
  readonly reviews: readonly ReviewOwed[];
  readonly names: NamesShown;
}

/** Reviews of what the improvement plan and the risk register hold, and what messages to staff call for. */
@ApiTags('reviews')
@ApiBearerAuth()
@Controller('api/v1/reviews')
export class ReviewsController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get('owed')
  @ApiOperation({
    summary:
      'The reviews of plan actions and risks, and what messages to staff call for, that you owe, late or due within a month, the longest first',
    description: 'Whoever may enter the plan and the register sees all of them.',
  })
  async owed(@Exchanged() exchange: Exchange): Promise<ReviewsOwed> {
    const actor = await this.reading.reader(exchange, 'own-tasks');
    const { engine } = this.reading;
    const heads = responsibilitiesOf((await engine.references.load()).settings);
    const seesAll = isDutyOf(actor, 'improvement', heads);
    const all = await reviewsOwed(engine);
    const reviews = all.filter(({ owners }) => seesAll || owners.some(({ personId }) => personId === actor.id));
    return { reviews, names: await namesIn(engine, reviews) };
  }
}
