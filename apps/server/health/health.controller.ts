import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Engine } from '#engine';
import { ENGINE } from '../engine-token.js';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get('live')
  @ApiOperation({ summary: 'Whether the process answers' })
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** @throws StoreUnavailable, told as 503 */
  @Get('ready')
  @ApiOperation({ summary: 'Whether commands can be taken: the log and the keys answer' })
  async ready(): Promise<{ status: 'ready'; position: number }> {
    await this.engine.keys.pseudonym('ready', '');
    return { status: 'ready', position: await this.engine.ledger.store.head() };
  }
}
