import { Body, Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Accepted, CommandAnswer, CommandRow } from '#application';
import { auditIdFor } from '#engine';
import type { Engine } from '#engine';
import { ENGINE } from '../engine-token.js';
import { PROBLEM_TYPE, problemOf } from '../problems/problem.js';
import type { Problem } from '../problems/problem.js';
import { SignIn } from '../sign-in.js';
import { etag, expectedRevision, idempotencyKey } from '../exchange/request-headers.js';

const RECORD = { description: 'The record the command is about', format: 'uuid' };
const AUDIT = { description: 'The audit the command is about, by its id or its reference' };

type Routed = CommandRow & { readonly path: string };

/** One controller a group of commands, one route a command: POST with the command's body. */
export function commandControllers(rows: readonly CommandRow[]): readonly Type[] {
  const routed = rows.filter((row): row is Routed => row.path !== null);
  const groups = [...new Set(routed.map(({ group }) => group))];
  return groups.map((group) =>
    commandController(
      group,
      routed.filter((row) => row.group === group),
    ),
  );
}

function commandController(group: string, rows: readonly Routed[]): Type {
  @ApiTags(group)
  @ApiBearerAuth()
  @Controller('api/v1')
  class Commands {
    constructor(
      @Inject(ENGINE) readonly engine: Engine,
      @Inject(SignIn) readonly signIn: SignIn,
    ) {}
  }
  Object.defineProperty(Commands, 'name', { value: `${group}-commands` });
  for (const row of rows) addRoute(Commands, row);
  return Commands;
}

function addRoute(
  controller: new (engine: Engine, signIn: SignIn) => { engine: Engine; signIn: SignIn },
  row: Routed,
): void {
  const about = row.path.includes(':id');
  const isOfAudit = row.path.startsWith('audits/:id/');
  async function route(
    this: { engine: Engine; signIn: SignIn },
    target: string | undefined,
    body: unknown,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<unknown> {
    const actor = await this.signIn.actorOf(request);
    const id = isOfAudit ? await auditIdFor(this.engine, target ?? '') : target;
    const answer = await this.engine.execute({
      name: row.name,
      target: about ? id : undefined,
      body: body ?? {},
      actor,
      route: `POST ${row.path.replace(':id', id ?? '')}`,
      correlationId: request.id,
      idempotencyKey: idempotencyKey(request.headers['idempotency-key']),
      expectedRevision: expectedRevision(request.headers['if-match']),
    });
    return answered(reply, answer, row.record === 'made' || !about);
  }
  Object.defineProperty(controller.prototype, row.name, { value: route, configurable: true, writable: true });
  const at = [controller.prototype, row.name] as const;
  Reflect.defineMetadata('design:paramtypes', [String, Object, Object, Object], ...at);
  Param('id')(...at, 0);
  Body()(...at, 1);
  Req()(...at, 2);
  Res({ passthrough: true })(...at, 3);
  const descriptor: PropertyDescriptor = { value: route, configurable: true, writable: true };
  for (const decorate of decorators(row, about, isOfAudit)) decorate(...at, descriptor);
}

function decorators(row: Routed, about: boolean, isOfAudit: boolean): MethodDecorator[] {
  return [
    Post(row.path),
    ApiOperation({ operationId: row.name, summary: row.summary }),
    ApiBody({ type: row.body ?? Object }),
    ...(about ? [ApiParam({ name: 'id', ...(isOfAudit ? AUDIT : RECORD) })] : []),
    ApiHeader({
      name: 'Idempotency-Key',
      description: 'The same key from the same person is the same request: it has one effect, however often it is sent',
      required: false,
    }),
    ApiHeader({
      name: 'If-Match',
      description: 'The ETag of the record as you saw it: had it changed since, the command is refused',
      required: false,
    }),
    ApiResponse({ status: 200, description: 'Recorded, or nothing was left to record' }),
    ...(row.record === 'made' || !about ? [ApiResponse({ status: 201, description: 'Recorded' })] : []),
  ];
}

/** The body and status that tell what a command came to. */
export function answered(reply: FastifyReply, answer: CommandAnswer, makes: boolean): Accepted | Problem {
  if ('refused' in answer) {
    const told = problemOf(answer);
    void reply.code(told.status).type(PROBLEM_TYPE);
    return told;
  }
  void reply.code(makes && answer.events.length > 0 ? 201 : 200).header('etag', etag(answer.revision));
  return answer;
}
