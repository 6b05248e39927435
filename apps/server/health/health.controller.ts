import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { importsUnderWay } from '#engine';
import type { Engine } from '#engine';
import { StoreUnavailable } from '#event-store';
import { ENGINE } from '../engine-token.js';

/** Whoever asks whether the service is ready does not wait long for the answer. */
const READY_MS = 2_000;

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get('live')
  @ApiOperation({ summary: 'Whether the process answers' })
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** @throws StoreUnavailable, ViewNotReady, told as 503 */
  @Get('ready')
  @ApiOperation({
    summary: 'Whether people can work: the log and the keys answer, and views have rows to show',
    description:
      'Lists whose view stands in `building` are being made for the first time and answer 503 until they are.',
  })
  async ready(): Promise<{
    status: 'ready';
    position: number;
    building: readonly string[];
    /** How many imports of earlier audits are not whole: reports leave their audits out. */
    unfinishedImports: number;
  }> {
    const { keys, ledger, readModels } = this.engine;
    const building = readModels.beingBuilt();
    const [position] = await within(READY_MS, Promise.all([ledger.store.head(), keys.pseudonym('ready', '')]));
    return { status: 'ready', position, building, unfinishedImports: importsUnderWay(this.engine).length };
  }
}

/** What comes in time. @throws StoreUnavailable where it does not */
async function within<Answer>(milliseconds: number, answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreUnavailable('The records did not answer in time')), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
