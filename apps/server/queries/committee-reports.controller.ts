import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags, type ApiBodyOptions } from '@nestjs/swagger';
import { CoverSheetProblems, PARTS, USUAL_PARTS, coverSheetFrom } from '#committee';
import type { CommitteePart } from '#committee';
import { PERIOD_LENGTHS, isDutyOf, isIsoDate, notTheirDuty, responsibilitiesOf } from '#domain';
import { committeeReport, keepCommitteeReport, listCommitteeReports, namesIn } from '#engine';
import type { KeptReportShown, NamesShown } from '#engine';
import { Exchanged } from '../exchange/exchange.js';
import type { Exchange } from '../exchange/exchange.js';
import { Reading, accepted } from '../exchange/reading.js';
import { ProblemError, problem, problemOf } from '../problems/problem.js';

interface KeptReportsAnswer {
  readonly reports: readonly KeptReportShown[];
  readonly names: NamesShown;
}

const TO_KEEP: ApiBodyOptions = {
  schema: {
    type: 'object',
    required: ['cover', 'from', 'to'],
    properties: {
      cover: { type: 'object', description: 'The cover sheet: docs/command-line.md#the-cover-sheet' },
      parts: { type: 'array', items: { type: 'string', enum: [...PARTS] } },
      from: { type: 'string', format: 'date' },
      to: { type: 'string', format: 'date' },
      by: { type: 'string', enum: [...PERIOD_LENGTHS] },
      reportId: {
        type: 'string',
        format: 'uuid',
        description: 'Of which report it is a version; a new one where it is left out',
      },
    },
  },
};

const WAIT_MS = 2_000;

/** Reports to committees that were kept. */
@ApiTags('reports')
@ApiBearerAuth()
@Controller('api/v1/committee-reports')
export class CommitteeReportsController {
  constructor(@Inject(Reading) private readonly reading: Reading) {}

  @Get()
  @ApiOperation({ summary: 'Reports to committees that were kept, version by version, and who signed them off' })
  async list(@Exchanged() exchange: Exchange): Promise<KeptReportsAnswer> {
    await this.reading.reader(exchange, 'reports');
    const reports = await listCommitteeReports(this.reading.engine);
    return { reports, names: await namesIn(this.reading.engine, reports) };
  }

  @Post()
  @ApiOperation({ summary: 'Keep a version of a report to a committee: its words, and its figures as they stand now' })
  @ApiBody(TO_KEEP)
  async keep(@Exchanged() exchange: Exchange, @Body() body: unknown): Promise<{ readonly reportId: string }> {
    const actor = await this.reading.reader(exchange, 'reports');
    const { engine } = this.reading;
    const heads = responsibilitiesOf((await engine.references.load()).settings);
    if (!isDutyOf(actor, 'committee-reports', heads))
      throw new ProblemError(problemOf(notTheirDuty('committee-reports')));
    const { reportId, ...order } = orderIn(body);
    const document = await committeeReport(engine, { ...order, asAt: null, waitMs: WAIT_MS });
    if ('sentence' in document) throw new ProblemError(problem(422, document.code, document.sentence));
    const { from, to } = order;
    const kept = await keepCommitteeReport(engine, { document, reportId, from, to, actor });
    accepted(kept.answer);
    return { reportId: kept.reportId };
  }
}

/** @throws ProblemError 422 */
function orderIn(body: unknown) {
  const { cover: said, parts = USUAL_PARTS, from, to, by = 'year', reportId = null } = Object(body) as Said;
  const cover = coverSheetFrom(said);
  if (cover instanceof CoverSheetProblems)
    throw refused(cover.problems.map(({ field, is }) => `${field} ${is}.`).join(' '));
  if (!isDay(from) || !isDay(to)) throw refused('Give the first and the last day: from and to, written 2026-04-30.');
  const length = PERIOD_LENGTHS.find((each) => each === by);
  if (length === undefined) throw refused(`by is one of ${PERIOD_LENGTHS.join(', ')}.`);
  if (!Array.isArray(parts) || !parts.every(isPart)) throw refused(`parts are some of ${PARTS.join(', ')}.`);
  if (reportId !== null && !isId(reportId)) throw refused('reportId is the id of a report that was kept.');
  return { cover, parts: PARTS.filter((part) => parts.includes(part)), from, to, by: length, reportId };
}

interface Said {
  readonly cover?: unknown;
  readonly parts?: unknown;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly by?: unknown;
  readonly reportId?: unknown;
}

const isDay = (value: unknown): value is string => typeof value === 'string' && isIsoDate(value);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);
const isPart = (value: unknown): value is CommitteePart => PARTS.some((part) => part === value);
const refused = (sentence: string): ProblemError => new ProblemError(problem(422, 'no-document', sentence));
