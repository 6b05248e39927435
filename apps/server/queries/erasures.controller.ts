import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { erasuresKnown, retentionDue } from '#engine';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import { Reading } from '../exchange/reading.js';

/** Who was asked to be erased, what came of it, and what must be kept. Names nobody. */
@ApiTags('erasures')
@ApiBearerAuth()
@Controller('api/v1/erasures')
export class ErasuresController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get()
  @ApiOperation({ summary: 'Erasures that were asked for, with their certificates, and holds; the oldest first' })
  async list(@Exchanged() exchange: Exchange) {
    await this.reading.reader(exchange, 'erasures');
    const { engine } = this.reading;
    const { erasures, holds } = await engine.ledger.openAll(await erasuresKnown(engine));
    return { erasures, holds };
  }

  @Get('due')
  @ApiOperation({ summary: 'Whose time of keeping is over, by the settings in force; the longest due first' })
  async due(@Exchanged() exchange: Exchange) {
    await this.reading.reader(exchange, 'erasures');
    const due = (await retentionDue(this.reading.engine)) ?? [];
    return { due: due.map(({ holds, ...rest }) => ({ ...rest, held: holds.length > 0 })) };
  }
}
