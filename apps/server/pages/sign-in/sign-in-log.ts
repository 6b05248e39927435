import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Engine } from '#engine';
import type { SignInWay } from '#sessions';
import { askedFrom } from '../../asked-by.js';
import { ENGINE, LOG } from '../../engine-token.js';

/** What happened at the door. */
interface AtTheDoor {
  readonly event: 'sign-in' | 'sign-out' | 'shown-again';
  /** `let-in`, `out`, `right`; any other is told as a warning. */
  readonly outcome: string;
  readonly way: SignInWay;
  /** Null where it is nobody who is known. */
  readonly personId: string | null;
}

const AS_IT_SHOULD_BE: readonly string[] = ['let-in', 'out', 'right'];

/** Tells of every sign-in, sign-out and refusal: by ids, and by a digest of where it came from. */
@Injectable()
export class SignInLog {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async tell(request: FastifyRequest, { event, outcome, way, personId }: AtTheDoor): Promise<void> {
    const weight = AS_IT_SHOULD_BE.includes(outcome) ? 'info' : 'warn';
    const from = await askedFrom(this.engine, request);
    this.log[weight]({ event, outcome, way, personId, from, correlationId: request.id });
  }
}
