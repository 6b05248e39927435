import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { findPlanned, findUnanswered } from '#projections';
import type { ViewReader } from '#projections';
import { QUEUES } from '../engine-token.js';
import type { FailedOfKind, Queues } from '../queues.js';
import { Exchanged } from './exchange.js';
import type { Exchange } from './exchange.js';
import { Reading } from './reading.js';

/** What the engine could not do in the background. Names nobody. */
@ApiTags('operation')
@ApiBearerAuth()
@Controller('api/v1/jobs')
export class JobsController {
  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(QUEUES) private readonly queues: Queues,
  ) {}

  @Get('failed')
  @ApiOperation({
    summary: 'Jobs that were tried again and again and failed each time, until the next sweep tries them',
  })
  async failed(@Exchanged() exchange: Exchange) {
    await this.reading.reader(exchange, 'jobs');
    const failed = await this.queues.failed();
    const reminders = this.reading.engine.readModels.views.open('reminders');
    return { jobs: failed.map((job) => ({ ...job, recordId: recordOf(job, reminders) })) };
  }
}

/** The audit, digest or export that a job is about; null where it is about none any more. */
function recordOf({ kind, id }: FailedOfKind, reminders: ViewReader): string | null {
  if (kind === 'exports') return id;
  return findPlanned(reminders, id)?.auditId ?? findUnanswered(reminders, id)?.recordId ?? null;
}
