import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Resource } from '#access';
import type { Actor, Refusal } from '#domain';
import type { Draft, DraftOf, Words } from '#drafts';
import { ownerOf } from '#privacy';
import type { Exchange } from '../../exchange/exchange.js';
import type { Drafting } from '../forms/command-form.js';
import { keptIfPossible, notRefused, tellKept } from '../forms/kept.js';
import type { Posted } from '../forms/posted.js';
import { keepingIn, madeFor, typedIn } from '../forms/typed.js';
import { Pages, pageOf, seeOther, type Writer } from './pages.js';
import type { Visitor } from './visitors.js';

/**
 * What people typed into forms that are about no audit, and have not sent: by the address of the page a form stands on. It is
 * sealed under the key of the person it is about, or of whoever typed it.
 */
@Injectable()
export class FormDrafts {
  constructor(@Inject(Pages) private readonly pages: Pages) {}

  find(request: FastifyRequest, actor: Actor): Promise<Draft | null> {
    return this.pages.engine.drafts.find(draftOf(request, actor));
  }

  /** What was typed into a form that keeps nothing else, when a session had ended: given back once. */
  async take(request: FastifyRequest, actor: Actor): Promise<Words | null> {
    const draft = await this.find(request, actor);
    if (draft !== null) await this.forget(request, actor);
    return draft?.words ?? null;
  }

  forget(request: FastifyRequest, actor: Actor): Promise<void> {
    return this.pages.engine.drafts.forget(draftOf(request, actor));
  }

  /** @param about the person it is about; whoever types where it is about nobody */
  keep(request: FastifyRequest, actor: Actor, posted: Posted, about = actor.id): Promise<Draft | Refusal> {
    return this.pages.engine.drafts.keep(draftOf(request, actor), ownerOf('person', about), typedIn(posted));
  }

  /** Where there is more to say than whether it was kept; null where it was not. */
  keepIfPossible(...typed: Parameters<FormDrafts['keep']>): Promise<Draft | null> {
    return keptIfPossible(() => this.keep(...typed));
  }

  /**
   * What a form carries so that what is typed in it is kept.
   * @param shown `savedAt` of the draft that stands in it
   * @throws KeysUnavailable
   */
  async drafting({ id }: Actor, commandKey: string, shown: string | null): Promise<Drafting> {
    return {
      madeFor: await madeFor(this.pages.engine, id, commandKey),
      shown,
      isKeptByButton: false,
    };
  }

  /**
   * Whoever sent a form to have it done. What is only to be kept, or thrown away, or comes from a session that has ended, is so,
   * and answered; then nobody comes back.
   * @param about as in `keep`
   * @throws ProblemError
   */
  async sender(exchange: Exchange, writer: Writer, posted: Posted, about?: string): Promise<Visitor | undefined> {
    const { request, reply } = exchange;
    const { actor, visitor } = writer;
    const keeping = keepingIn(posted);
    if (keeping === 'by-itself') {
      tellKept(reply, notRefused(await this.keep(request, actor, posted, about)), visitor !== null);
      return undefined;
    }
    if (visitor === null) {
      if (keeping !== 'no-more') notRefused(await this.keep(request, actor, posted, about));
      this.pages.toSignIn(exchange);
      return undefined;
    }
    if (keeping !== 'no-more') return visitor;
    await this.forget(request, actor);
    toThrownAway(exchange);
    return undefined;
  }

  /** The same for a form that is sent to one place, whoever it is about. @throws ProblemError */
  async received(exchange: Exchange, resource: Resource | null, posted: Posted): Promise<Visitor | undefined> {
    const writer = await this.pages.writer(exchange, resource, posted);
    return writer && this.sender(exchange, writer, posted);
  }
}

/** Back to the page of a form, which says that what stood in it was thrown away. */
export const toThrownAway = ({ request, reply }: Exchange): void => seeOther(reply, `${pageOf(request)}?thrown-away`);

/** Whether what stood in the form of a page was thrown away a moment ago. */
export const wasThrownAway = ({ query }: FastifyRequest): boolean => Object(query)['thrown-away'] !== undefined;

const draftOf = (request: FastifyRequest, { id }: Actor): DraftOf => ({
  personId: id,
  form: { address: pageOf(request) },
});
