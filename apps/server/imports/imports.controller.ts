import { Body, Controller, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  importCaseload,
  importDipSample,
  importFeedback,
  importLearning,
  importHistoricAudits,
  importMeasures,
  importPlan,
  importPeople,
  importPublished,
  importReadings,
  importRisks,
} from '#application';
import type { ListImportOrder, ListRecorded } from '#application';
import { isDutyOf, londonDateOf, notTheirDuty, responsibilitiesOf } from '#domain';
import type { Actor, Duty, Refusal } from '#domain';
import type { Engine } from '#engine';
import { ImportProblem, parseCaseloadMapping } from '#imports';
import type { CaseloadMapping } from '#imports';
import { ENGINE } from '../engine-token.js';
import { PROBLEM_TYPE, ProblemError, problem, problemOf } from '../problems/problem.js';
import { accepted, checked } from '../exchange/reading.js';
import { SignIn } from '../sign-in.js';
import { incomingFolder, withFile } from './file-bodies.js';
import { FilesUnderWay } from './files-under-way.js';
import { CaseloadImportQuery, ImportQuery, MeasuresImportQuery, PeopleImportQuery } from './import-queries.js';

const A_FILE = { schema: { type: 'string', format: 'binary' } } as const;

/** Files: each is imported as a whole or, where its bad rows are accepted, without them. */
@ApiTags('imports')
@ApiBearerAuth()
@Controller('api/v1/imports')
export class ImportsController {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(FilesUnderWay) private readonly underWay: FilesUnderWay,
  ) {}

  @Post('people')
  @ApiOperation({
    summary: 'Import people and teams (CSV): what the file leaves out of those who are known stays as it is',
  })
  @ApiConsumes('text/csv')
  @ApiBody(A_FILE)
  async people(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: PeopleImportQuery,
    @Body() body: unknown,
  ) {
    const actor = await this.importer(request, 'people-import');
    const { acceptRejects, acceptChanges } = checked(PeopleImportQuery, query);
    const order = {
      actor,
      now: this.engine.clock(),
      acceptRejects: acceptRejects === 'true',
      acceptChanges: acceptChanges === 'true',
    };
    const result = await this.received(actor, body, (file) => importPeople(this.engine, { ...order, file }));
    return told(reply, accepted(result));
  }

  @Post('caseload')
  @ApiOperation({ summary: 'Import a caseload (Annex A workbook as .xlsx or .ods, or CSV)' })
  @ApiConsumes('text/csv', 'application/octet-stream')
  @ApiBody(A_FILE)
  async caseload(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: CaseloadImportQuery,
    @Body() body: unknown,
  ) {
    const actor = await this.importer(request, 'caseload');
    const { asAt, source, subjectType, mapping, fileName, acceptRejects } = checked(CaseloadImportQuery, query);
    const order = {
      asAt,
      source,
      subjectType,
      mapping: mapping === undefined ? undefined : mappingOf(mapping),
      fileName: fileName ?? source,
      actor,
      acceptRejects: acceptRejects === 'true',
    };
    const result = await this.received(actor, body, (file) => importCaseload(this.engine, { ...order, file }));
    return told(reply, accepted(result));
  }

  @Post('audits')
  @ApiOperation({ summary: 'Import earlier audits (CSV)' })
  @ApiConsumes('text/csv')
  @ApiBody(A_FILE)
  async audits(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: ImportQuery,
    @Body() body: unknown,
  ) {
    const actor = await this.importer(request, 'earlier-audits');
    const { acceptRejects } = checked(ImportQuery, query);
    const now = this.engine.clock();
    const result = await this.received(actor, body, (file) =>
      importHistoricAudits(this.engine, {
        file,
        actor,
        now,
        today: londonDateOf(now),
        acceptRejects: acceptRejects === 'true',
      }),
    );
    return told(reply, accepted(result));
  }

  @Post('published')
  @ApiOperation({ summary: 'Enter figures as a report printed them (CSV); a figure said otherwise is corrected' })
  @ApiConsumes('text/csv')
  @ApiBody(A_FILE)
  async published(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: ImportQuery,
    @Body() body: unknown,
  ) {
    return told(reply, await this.listed({ request, query, body, duty: 'published-figures' }, importPublished));
  }

  @Post('measures')
  @ApiOperation({
    summary:
      'Publish measures with their bands as printed (CSV): those whose bands do not hold together only with acceptFindings',
  })
  @ApiConsumes('text/csv')
  @ApiBody(A_FILE)
  async measures(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: MeasuresImportQuery,
    @Body() body: unknown,
  ) {
    const actor = await this.importer(request, 'measures');
    const { acceptRejects, acceptFindings } = checked(MeasuresImportQuery, query);
    const order = {
      actor,
      now: this.engine.clock(),
      acceptRejects: acceptRejects === 'true',
      acceptFindings: acceptFindings === 'true',
    };
    const result = await this.received(actor, body, (file) => importMeasures(this.engine, { ...order, file }));
    return told(reply, accepted(result));
  }

  @Post('feedback')
  @ApiOperation({ summary: 'Enter what children, families, staff and partners said (CSV)' })
  @ApiConsumes('text/csv')
  @ApiBody(A_FILE)
  async feedback(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: ImportQuery,
    @Body() body: unknown,
  ) {
    return told(reply, await this.listed({ request, query, body, duty: 'feedback' }, importFeedback));
  }

  @Post('dip-sample')
  @ApiOperation({ summary: 'Enter what a dip sample found, a row a child or family (CSV)' })
  @ApiConsumes('text/csv')
  @ApiBody(A_FILE)
  async dipSample(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: ImportQuery,
    @Body() body: unknown,
  ) {
    return told(reply, await this.listed({ request, query, body, duty: 'dip-samples' }, importDipSample));
  }

  @Post('plan')
  @ApiOperation({ summary: 'Enter the actions of the improvement plan as they are printed (CSV)' })
  @ApiConsumes('text/csv')
  @ApiBody(A_FILE)
  async plan(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: ImportQuery,
    @Body() body: unknown,
  ) {
    return told(reply, await this.listed({ request, query, body, duty: 'improvement' }, importPlan));
  }

  @Post('learning')
  @ApiOperation({ summary: 'Enter learning activities: trainings, workshops, briefings (CSV)' })
  @ApiConsumes('text/csv')
  @ApiBody(A_FILE)
  async learning(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: ImportQuery,
    @Body() body: unknown,
  ) {
    return told(reply, await this.listed({ request, query, body, duty: 'learning' }, importLearning));
  }

  @Post('risks')
  @ApiOperation({ summary: 'Enter the risks of the register as they are printed (CSV)' })
  @ApiConsumes('text/csv')
  @ApiBody(A_FILE)
  async risks(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: ImportQuery,
    @Body() body: unknown,
  ) {
    return told(reply, await this.listed({ request, query, body, duty: 'improvement' }, importRisks));
  }

  @Post('readings')
  @ApiOperation({ summary: 'Enter readings of measures (CSV); a reading said otherwise is corrected' })
  @ApiConsumes('text/csv')
  @ApiBody(A_FILE)
  async readings(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: ImportQuery,
    @Body() body: unknown,
  ) {
    return told(reply, await this.listed({ request, query, body, duty: 'measures' }, importReadings));
  }

  /** A list of which every row says one thing. @throws ProblemError */
  private async listed<Result extends ListRecorded>(
    { request, query, body, duty }: ListSent,
    importList: (engine: Engine, order: ListImportOrder) => Promise<Result | Refusal>,
  ): Promise<Result> {
    const actor = await this.importer(request, duty);
    const { acceptRejects } = checked(ImportQuery, query);
    const order = { actor, now: this.engine.clock(), acceptRejects: acceptRejects === 'true' };
    return accepted(await this.received(actor, body, (file) => importList(this.engine, { ...order, file })));
  }

  /** Receives a file to a place of its own, where there is room for one, and has it imported. @throws ProblemError 413, 415, 429 */
  private received<Result>({ id }: Actor, body: unknown, importIt: (file: string) => Promise<Result>): Promise<Result> {
    return this.underWay.with(id, () => withFile(body, incomingFolder(this.engine.dataDir), importIt));
  }

  /** Asked before the file is read. @throws ProblemError 401, 403 */
  private async importer(request: FastifyRequest, duty: Duty): Promise<Actor> {
    const actor = await this.signIn.actorOf(request);
    const { settings } = await this.engine.references.load();
    if (isDutyOf(actor, duty, responsibilitiesOf(settings))) return actor;
    throw new ProblemError(problemOf(notTheirDuty(duty)));
  }
}

interface ListSent {
  readonly request: FastifyRequest;
  readonly query: ImportQuery;
  readonly body: unknown;
  readonly duty: Duty;
}

function told<
  Result extends {
    readonly imported: boolean;
    readonly rejected: readonly unknown[];
    readonly changes?: readonly unknown[];
    readonly heldBack?: number;
  },
>(reply: FastifyReply, result: Result): Result {
  const { imported, heldBack = 0 } = result;
  if (imported && heldBack === 0) return result;
  void reply.code(422).type(PROBLEM_TYPE);
  if (imported) return { ...problem(422, 'findings-not-accepted', LEFT_OUT), ...result };
  const { code, sentence } = whyNothing(result);
  return { ...problem(422, code, `Nothing was imported: ${sentence}`), ...result };
}

const LEFT_OUT =
  'Measures were left out: their bands do not hold together. Correct them, or accept the findings. The others are published.';

function whyNothing({ rejected, changes }: { rejected: readonly unknown[]; changes?: readonly unknown[] }) {
  if (rejected.length > 0) {
    return {
      code: 'rows-rejected',
      sentence: 'some rows are not right. Put them right, or accept that they are left out.',
    };
  }
  if (changes !== undefined) {
    return {
      code: 'changes-not-accepted',
      sentence: 'the file says other things of people or teams than are known. Look at the changes, and accept them.',
    };
  }
  return { code: 'caseload-empty', sentence: 'the file holds no case.' };
}

function mappingOf(text: string): CaseloadMapping {
  try {
    return parseCaseloadMapping(JSON.parse(text));
  } catch (error) {
    if (error instanceof ImportProblem)
      throw new ProblemError(problem(422, error.code.replaceAll('_', '-'), error.sentence));
    throw new ProblemError(
      problem(422, 'mapping-unknown', 'The column mapping must be a JSON object of fields and headers.'),
    );
  }
}
