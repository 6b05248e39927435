import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { againstReading } from '#access';
import { inspectionsFold } from '#application';
import { auditReference, inspectionsStream, isInForce } from '#domain';
import { ProblemError, problemOf } from '../problems/problem.js';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import { InspectionsQuery } from './query-bodies.js';
import { Reading, checked, found } from '../exchange/reading.js';

/** What inspectors were granted: the audits by reference, nothing of what is in them. */
@ApiTags('inspections')
@ApiBearerAuth()
@Controller('api/v1')
export class InspectionsController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get('inspections')
  @ApiOperation({ summary: "What you were granted as an inspector; for coordinators also an inspector's grants" })
  async grants(@Exchanged() exchange: Exchange, @Query() query: InspectionsQuery) {
    const actor = await this.reading.reader(exchange, 'own-inspections');
    const { inspector = actor.id } = checked(InspectionsQuery, query);
    const others = inspector === actor.id ? null : againstReading('others-inspections', actor);
    if (others !== null) throw new ProblemError(problemOf(others));
    const { directory } = await this.reading.engine.references.load();
    if (inspector !== actor.id) found(directory.person(inspector), 'person');
    const { state } = await this.reading.engine.memories.of(inspectionsFold).load(inspectionsStream(inspector));
    const today = this.reading.today();
    const grants = await this.reading.engine.ledger.openAll(state);
    return {
      grants: grants.map(({ auditIds, ...grant }) => ({
        ...grant,
        inForce: isInForce({ auditIds, ...grant }, today),
        audits: auditIds.map((auditId) => ({ auditId, reference: auditReference(auditId) })),
      })),
    };
  }
}
