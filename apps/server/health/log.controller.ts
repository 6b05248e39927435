import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Engine } from '#engine';
import { PublicKeys, newestCheckpoint } from '#evidence';
import { ENGINE } from '../engine-token.js';
import { ProblemError, problem } from '../problems/problem.js';

const AS_TEXT = { content: { 'text/plain': { schema: { type: 'string' } } } };
const TEXT = 'text/plain; charset=utf-8';
const NOT_SEALED = 'Nothing of this log has been sealed yet, and no key signs it.';

/** By what anybody can check the log: no names, no words, no figures. Source: docs/evidence-format.md. */
@ApiTags('log')
@Controller()
export class LogController {
  /** Begun when it is first asked for: a service stands before its records can be reached. */
  private keys: PublicKeys | undefined;

  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  @Get('.well-known/plumbline-keys')
  @Header('content-type', TEXT)
  @ApiOkResponse(AS_TEXT)
  @ApiOperation({ summary: 'The public keys that the log was signed with, a line each, the present one last' })
  async publicKeys(): Promise<string> {
    this.keys ??= new PublicKeys(this.engine.ledger.store);
    const keys = await this.keys.all();
    if (keys.length === 0) throw new ProblemError(problem(404, 'not-sealed', NOT_SEALED));
    return `${keys.join('\n')}\n`;
  }

  @Get('log/checkpoint')
  @Header('content-type', TEXT)
  @ApiOkResponse(AS_TEXT)
  @ApiOperation({ summary: 'The newest signed checkpoint of the log (C2SP tlog-checkpoint)' })
  async checkpoint(): Promise<string> {
    const checkpoint = await newestCheckpoint(this.engine.ledger.store);
    if (checkpoint === undefined) throw new ProblemError(problem(404, 'not-sealed', NOT_SEALED));
    return checkpoint;
  }
}
