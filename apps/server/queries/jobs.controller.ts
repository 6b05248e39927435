import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { isSetupFault, setupFaults } from '#domain';
import { findPlanned, findUnanswered, listSetupFaults } from '#projections';
import type { ViewReader } from '#projections';
import { QUEUES } from '../engine-token.js';
import type { FailedOfKind, Queues } from '../queues.js';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import { Reading, found } from '../exchange/reading.js';

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
    summary:
      'Jobs that were tried again and again and failed each time, until the next sweep tries them; and what is wrong with how messages are set up to be sent',
  })
  async failed(@Exchanged() exchange: Exchange) {
    await this.reading.reader(exchange, 'jobs');
    const failed = await this.queues.failed();
    const reminders = this.reading.engine.readModels.views.open('reminders');
    return {
      jobs: failed.map((job) => ({ ...job, recordId: recordOf(job, reminders) })),
      // Each waits until it is mended, whether or not a job of it has just failed.
      setupFaults: listSetupFaults(reminders).map((fault) => ({ ...fault, sentence: sentenceOf(fault.code) })),
    };
  }

  /** Its handler finds in the log what there is still to do: trying once too often does nothing twice. */
  @Post(':kind/retry')
  @HttpCode(202)
  @ApiOperation({ summary: 'Have all that a queue put aside tried again now' })
  async retry(@Exchanged() exchange: Exchange, @Param('kind') kind: string) {
    await this.reading.reader(exchange, 'jobs');
    return { retried: found(await this.queues.retry(kind), 'queue') };
  }
}

/** The audit, digest or export that a job is about; null where it is about none any more. */
function recordOf({ kind, id }: FailedOfKind, reminders: ViewReader): string | null {
  if (kind === 'exports') return id;
  return findPlanned(reminders, id)?.auditId ?? findUnanswered(reminders, id)?.recordId ?? null;
}

const sentenceOf = (code: string): string => (isSetupFault(code) ? setupFaults[code] : '');
