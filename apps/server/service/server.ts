import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { readSignInSettings } from '#accounts';
import type { SignInSettings } from '#accounts';
import { catalogue } from '#application';
import type { Engine } from '#engine';
import { ExportFiles, exportFolder } from '#exports';
import { HeadedAnswer, refuseUnreadable } from '../answer-headers.js';
import { commandControllers } from '../commands/command-controllers.js';
import { TokensController } from '../commands/tokens.controller.js';
import { readAnswerSchemas } from '../documentation/answer-schemas.js';
import { apiDocument } from '../documentation/api-document.js';
import { DESCRIPTION } from '../documentation/description.js';
import type { Description } from '../documentation/description.js';
import { DocumentationController } from '../documentation/documentation.controller.js';
import { EnrolmentController } from '../enrolment/enrolment.controller.js';
import { ENGINE, EXPORT_FILES, LOG, QUEUES, SEALS_SHOWN, SIGN_IN_SETTINGS } from '../engine-token.js';
import { HealthController } from '../health/health.controller.js';
import { LogController } from '../health/log.controller.js';
import { FollowUpPageController } from '../pages/follow-up/follow-up.controller.js';
import { OwnSessionsController } from '../pages/you/own-sessions.controller.js';
import { OwnSignInController } from '../pages/you/own-sign-in.controller.js';
import { TokenPagesController } from '../pages/tokens/token-pages.controller.js';
import { YouController } from '../pages/you/you.controller.js';
import { QueueController } from '../pages/moderation/queue.controller.js';
import { AuditPageController } from '../pages/audit/audit.controller.js';
import { ModerationController } from '../pages/audit/moderation.controller.js';
import { ReplayController } from '../pages/audit/replay.controller.js';
import { Audits } from '../pages/audit/audits.js';
import { StepController } from '../pages/audit/step.controller.js';
import { StepDrafts } from '../pages/audit/step-drafts.js';
import { FormDrafts } from '../pages/frame/form-drafts.js';
import { AboutController } from '../pages/about/about.controller.js';
import { EnrolController } from '../pages/enrol/enrol.controller.js';
import { Enrolment } from '../pages/enrol/enrolment.js';
import { AssetsController } from '../pages/frame/assets.controller.js';
import { compressPages } from '../pages/frame/compress-pages.js';
import { Pages } from '../pages/frame/pages.js';
import { Visitors } from '../pages/frame/visitors.js';
import { takeUploads } from '../pages/uploads/receive-upload.js';
import { tellProblemsAsPages } from '../pages/problem/tell-problems-as-pages.js';
import { BoardController } from '../pages/board/board.controller.js';
import { CaseloadPagesController } from '../pages/caseloads/caseloads.controller.js';
import { CasePagesController } from '../pages/caseloads/cases.controller.js';
import { FormPages } from '../pages/command-forms/form-pages.js';
import { EnterPagesController } from '../pages/entered/enter.controller.js';
import { EnteredReportPagesController } from '../pages/entered/entered-reports.controller.js';
import { PeopleImportPagesController } from '../pages/people/import.controller.js';
import { PeoplePagesController } from '../pages/people/people.controller.js';
import { TeamPagesController } from '../pages/people/teams.controller.js';
import { DataRequestPagesController } from '../pages/data-requests/data-requests.controller.js';
import { ErasurePagesController } from '../pages/erasures/erasures.controller.js';
import { InspectionPagesController } from '../pages/inspections/inspections.controller.js';
import { ServicePagesController } from '../pages/service/service.controller.js';
import { ProgrammesController } from '../pages/settings/programmes.controller.js';
import { SettingsPagesController } from '../pages/settings/settings.controller.js';
import { ProgrammePagesController } from '../pages/programme/programme.controller.js';
import { SearchPageController } from '../pages/search/search.controller.js';
import { LearningPagesController } from '../pages/learning/learning.controller.js';
import { ReviewPagesController } from '../pages/reviews/reviews.controller.js';
import { ExpectedPagesController } from '../pages/expected/expected.controller.js';
import { RoundPagesController } from '../pages/rounds/rounds.controller.js';
import { SamplePagesController } from '../pages/samples/samples.controller.js';
import { KeptReportPagesController } from '../pages/reports/kept-reports.controller.js';
import { CommitteePagesController } from '../pages/reports/committee.controller.js';
import { ReportPagesController } from '../pages/reports/reports.controller.js';
import { LocalSignIn } from '../pages/sign-in/local-sign-in.js';
import { OwnAccounts } from '../pages/sign-in/own-accounts.js';
import { SignInController } from '../pages/sign-in/sign-in.controller.js';
import { ProviderController } from '../pages/sign-in/provider.controller.js';
import { ProviderSignIn } from '../pages/sign-in/provider-sign-in.js';
import { OwnSessionController } from '../pages/sign-in/own-session.controller.js';
import { SessionsController } from '../pages/sign-in/sessions.controller.js';
import { SignInLog } from '../pages/sign-in/sign-in-log.js';
import { SignInNames } from '../pages/sign-in/sign-in-names.js';
import { Tries } from '../pages/sign-in/tries.js';
import { TasksController } from '../pages/tasks/tasks.controller.js';
import { ProblemFilter } from '../problems/problem-filter.js';
import { whoAsks } from './who-asks.js';
import { takeFiles } from '../imports/file-bodies.js';
import { FilesUnderWay } from '../imports/files-under-way.js';
import { ImportsController } from '../imports/imports.controller.js';
import { AuditsController } from '../queries/audits.controller.js';
import { FollowUpController } from '../queries/follow-up.controller.js';
import { ExportsController } from '../queries/exports.controller.js';
import { JobsController } from '../queries/jobs.controller.js';
import { ProgrammeController } from '../queries/programme.controller.js';
import { ReadyMadeController } from '../queries/ready-made.controller.js';
import { Reading } from '../exchange/reading.js';
import { DataRequestsController } from '../queries/data-requests.controller.js';
import { ErasuresController } from '../queries/erasures.controller.js';
import { InspectionsController } from '../queries/inspections.controller.js';
import { RemindersController } from '../queries/reminders.controller.js';
import { CommitteeReportsController } from '../queries/committee-reports.controller.js';
import { ReportsController } from '../queries/reports.controller.js';
import { LearningController } from '../queries/learning.controller.js';
import { ReviewsController } from '../queries/reviews.controller.js';
import { ExpectedAuditsController } from '../queries/expected-audits.controller.js';
import { RoundsController } from '../queries/rounds.controller.js';
import { SamplesController } from '../queries/samples.controller.js';
import { ViewsController } from '../queries/views.controller.js';
import { Queues } from '../queues.js';
import { limitCosts } from '../limits/costly-requests.js';
import { closeAfterLastAnswers } from '../last-answers.js';
import { boundRequests, tellFrameworkError } from '../request-bounds.js';
import type { RequestBounds } from '../request-bounds.js';
import { logRequests } from '../request-log.js';
import { SealsShown } from '../seals-shown.js';
import { SignIn } from '../sign-in.js';
import { tellRequests } from '../told-requests.js';
import { TokenUse } from '../token-use.js';

/** Bytes of a command's body. */
const LARGEST_BODY = 1_048_576;

/** What the service has beside the engine. */
export interface ServerParts {
  readonly queues: Queues;
  readonly files: ExportFiles;
  /** How people sign in to the pages: by a password here where it is left out. */
  readonly signIn?: SignInSettings;
  /** None where it is left out. */
  readonly seals?: SealsShown;
}

@Module({})
class ServerModule {
  static on(engine: Engine, description: Description, log: Logger, parts: ServerParts): DynamicModule {
    const { queues, files, signIn = readSignInSettings({}), seals = new SealsShown() } = parts;
    return {
      module: ServerModule,
      controllers: [
        SignInController,
        AssetsController,
        SessionsController,
        OwnSessionController,
        ProviderController,
        TasksController,
        ProgrammePagesController,
        BoardController,
        SearchPageController,
        LearningPagesController,
        ReviewPagesController,
        RoundPagesController,
        ExpectedPagesController,
        SamplePagesController,
        CaseloadPagesController,
        CasePagesController,
        EnterPagesController,
        EnteredReportPagesController,
        PeopleImportPagesController,
        PeoplePagesController,
        TeamPagesController,
        ProgrammesController,
        SettingsPagesController,
        InspectionPagesController,
        DataRequestPagesController,
        ErasurePagesController,
        ServicePagesController,
        KeptReportPagesController,
        CommitteePagesController,
        ReportPagesController,
        AboutController,
        QueueController,
        OwnSignInController,
        OwnSessionsController,
        TokenPagesController,
        YouController,
        FollowUpPageController,
        AuditPageController,
        ReplayController,
        ModerationController,
        StepController,
        EnrolController,
        HealthController,
        LogController,
        DocumentationController,
        ProgrammeController,
        ReadyMadeController,
        LearningController,
        ReviewsController,
        RoundsController,
        ExpectedAuditsController,
        SamplesController,
        AuditsController,
        FollowUpController,
        InspectionsController,
        DataRequestsController,
        ErasuresController,
        RemindersController,
        CommitteeReportsController,
        ReportsController,
        ExportsController,
        JobsController,
        ViewsController,
        TokensController,
        EnrolmentController,
        ImportsController,
        ...commandControllers(catalogue),
      ],
      providers: [
        { provide: ENGINE, useValue: engine },
        { provide: DESCRIPTION, useValue: description },
        { provide: QUEUES, useValue: queues },
        { provide: SEALS_SHOWN, useValue: seals },
        { provide: EXPORT_FILES, useValue: files },
        { provide: SIGN_IN_SETTINGS, useValue: signIn },
        { provide: LOG, useValue: log },
        SignIn,
        FilesUnderWay,
        TokenUse,
        Reading,
        Visitors,
        Pages,
        Audits,
        FormDrafts,
        FormPages,
        Tries,
        SignInNames,
        SignInLog,
        LocalSignIn,
        OwnAccounts,
        ProviderSignIn,
        Enrolment,
        StepDrafts,
      ],
    };
  }
}

/** The web service on an engine, not yet listening. */
export async function createServer(
  engine: Engine,
  log: Logger,
  parts: ServerParts = { queues: new Queues(), files: new ExportFiles(exportFolder({}, engine.dataDir)) },
  bounds?: RequestBounds,
): Promise<NestFastifyApplication> {
  const description: Description = { document: undefined };
  const adapter = new FastifyAdapter({
    bodyLimit: LARGEST_BODY,
    // Whom a request comes from is said by proxies that the settings name, and by nobody else.
    trustProxy: [...(parts.signIn?.trustedProxies ?? [])],
    logger: false,
    http: { ServerResponse: HeadedAnswer },
    clientErrorHandler: refuseUnreadable,
    // What a request makes happen is recorded as belonging to it.
    genReqId: () => randomUUID(),
    // Said as a problem instead, by `boundRequests`.
    return503OnClosing: false,
    frameworkErrors: tellFrameworkError,
  });
  const server = await NestFactory.create<NestFastifyApplication>(
    ServerModule.on(engine, description, log, parts),
    adapter,
    {
      logger: false,
      abortOnError: false,
    },
  );
  const fastify = server.getHttpAdapter().getInstance();
  logRequests(fastify, log, engine);
  tellRequests(fastify);
  boundRequests(fastify, bounds);
  tellProblemsAsPages(fastify, server.get(Pages));
  compressPages(fastify);
  limitCosts(fastify, whoAsks(server.get(SignIn), server.get(Visitors)));
  takeFiles(fastify);
  await takeUploads(fastify);
  closeAfterLastAnswers(fastify);
  server.useGlobalFilters(new ProblemFilter(log));
  description.document = apiDocument(server, readAnswerSchemas());
  await server.init();
  return server;
}
