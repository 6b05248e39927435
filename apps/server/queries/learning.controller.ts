import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { learningFor, namesIn } from '#engine';
import type { LearningShown, NamesShown } from '#engine';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import { Reading } from '../exchange/reading.js';

interface LearningMessages {
  readonly messages: readonly LearningShown[];
  readonly names: NamesShown;
}

/** Messages to staff. */
@ApiTags('learning')
@ApiBearerAuth()
@Controller('api/v1/learning')
export class LearningController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get()
  @ApiOperation({
    summary: 'The messages to staff that are for you, the newest first, and what you may do about each',
    description: 'Whoever issues messages, or looks again at what they said, sees all of them.',
  })
  async list(@Exchanged() exchange: Exchange): Promise<LearningMessages> {
    const actor = await this.reading.reader(exchange, 'own-tasks');
    const { engine } = this.reading;
    const messages = await learningFor(engine, actor);
    return { messages, names: await namesIn(engine, messages) };
  }
}
