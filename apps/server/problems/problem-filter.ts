import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AttemptsAway, ProviderAway, TooManyPasswords } from '#accounts';
import { isDamage, isSqliteError } from '#disk';
import { UnknownName, ViewsBehind } from '#engine';
import { StoreUnavailable } from '#event-store';
import { ReadingEnded } from '#imports';
import { QueueAway } from '#jobs';
import { KeysUnavailable } from '#privacy';
import { RegisterDamaged, ViewDamaged, ViewNotReady } from '#projections';
import { SessionsAway } from '#sessions';
import { ProblemError, problem } from './problem.js';
import type { Problem } from './problem.js';
import { sendProblem } from './send-problem.js';

/** What the web framework itself refuses before any of our code has seen it. */
const FRAMEWORK: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['unreadable-request', 'The request could not be read. A body must be well-formed JSON.'],
  404: ['unknown-address', 'There is nothing at this address.'],
  405: ['method-not-possible', 'This address does not answer that method.'],
  413: ['body-too-large', 'The request is larger than is accepted here.'],
  415: ['unknown-content-type', 'This kind of content is not read here. Send JSON as application/json.'],
};

/** Every error that leaves the service is a problem with a code, and none tells of its insides. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    sendProblem(reply, this.problemOf(error, request), error instanceof ProblemError ? error.afterMs : undefined);
  }

  private problemOf(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof ProblemError) return error.problem;
    if (error instanceof StoreUnavailable || error instanceof KeysUnavailable) {
      const { name, message } = error;
      this.log.warn(
        { error: name, trouble: message, route: request.routeOptions.url },
        'the store or the keys are away',
      );
      if (isDamage(error.cause)) {
        return problem(
          503,
          'records-damaged',
          'A file of the records is damaged, and this cannot be read or recorded. Tell whoever runs the service: plumbline verify says what is wrong, and a backup mends it.',
        );
      }
      return problem(
        503,
        'store-unavailable',
        'The records cannot be reached just now. Send the same request again in a moment.',
      );
    }
    if (error instanceof ReadingEnded) {
      return problem(
        503,
        'service-stopping',
        'The service is stopping: nothing of this file was imported. Send it again in a moment.',
      );
    }
    if (error instanceof SessionsAway || error instanceof AttemptsAway) {
      this.log.warn({ error: error.name }, 'the sessions are away');
      return problem(
        503,
        'sessions-unavailable',
        'Who is signed in cannot be looked up just now. Try again in a moment.',
      );
    }
    if (error instanceof ProviderAway) {
      this.log.warn({ error: error.name }, 'the identity provider is away');
      return problem(
        503,
        'provider-unavailable',
        'Your council’s sign-in does not answer just now. Try again in a moment.',
      );
    }
    if (error instanceof TooManyPasswords) {
      return problem(503, 'sign-in-busy', 'Many people are signing in just now. Try again in a moment.');
    }
    if (error instanceof QueueAway) {
      return problem(503, 'queue-unavailable', 'The queue of jobs cannot be reached just now. Try again in a moment.');
    }
    if (error instanceof ViewNotReady || error instanceof ViewsBehind) {
      return problem(503, 'view-not-ready', 'This list is still being built from the records. Try again in a moment.');
    }
    if (error instanceof ViewDamaged) {
      this.log.error({ error: error.name, trouble: error.message, view: error.view }, 'a view is damaged');
      return problem(
        503,
        'view-damaged',
        'The file of this list was damaged. It is being built anew from the records, which are not touched by it. Try again in a moment.',
      );
    }
    if (error instanceof RegisterDamaged) {
      this.log.error({ error: error.name, trouble: error.message }, 'the register of the views is damaged');
      return problem(
        503,
        'views-register-damaged',
        'The register of the lists was damaged. All lists are being built anew from the records, which are not touched by it. Try again in a moment.',
      );
    }
    if (isSqliteError(error)) {
      this.log.error({ err: bareError(error), code: error.code }, 'a file of the data folder cannot be read');
      return problem(
        503,
        'file-unreadable',
        'A file that the service keeps beside the records cannot be read just now. Try again in a moment.',
      );
    }
    if (error instanceof UnknownName) return problem(422, 'unknown-name', error.message);
    const status = statusOf(error);
    const known = FRAMEWORK[status];
    if (known !== undefined) return problem(status, ...known);
    if (status >= 400 && status < 500) return problem(status, 'request-refused', 'The request was refused.');
    this.log.error({ err: bareError(error), route: request.routeOptions.url }, 'a request failed');
    return problem(
      500,
      'unexpected',
      'Something went wrong that should not have. It has been logged; please try again.',
    );
  }
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number') {
    return error.statusCode;
  }
  return 500;
}

/** Name and place, never the message: it may hold what was sent. */
function bareError(error: unknown): { name: string; at: readonly string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const at = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { name: error.name, at: at.slice(0, 12) };
}
