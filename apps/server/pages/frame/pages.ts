import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { againstReading } from '#access';
import type { Resource } from '#access';
import type { Actor } from '#domain';
import type { Engine } from '#engine';
import { ENGINE } from '../../engine-token.js';
import type { Exchange } from '../../exchange/exchange.js';
import { ProblemError, problem, problemOf } from '../../problems/problem.js';
import { postedOf, type Posted } from '../forms/posted.js';
import { wasMadeFor } from '../forms/typed.js';
import type { Frame } from './document.js';
import { navigationFor } from './navigation.js';
import { newNonce, sendPage } from './send-page.js';
import { Visitors, type Visitor } from './visitors.js';

/** Whoever typed in a form that came in. */
export interface Writer {
  readonly actor: Actor;
  /** Null where the form is of a session that has ended: what was typed may be kept for them, and nothing else be done. */
  readonly visitor: Visitor | null;
}

/** What every page's controller needs: who asks, the frame of the page, and the way back. */
@Injectable()
export class Pages {
  constructor(
    @Inject(ENGINE) readonly engine: Engine,
    @Inject(Visitors) readonly visitors: Visitors,
  ) {}

  /**
   * Whoever is signed in, if what they ask for is open to them; anybody else is sent to sign in, and undefined comes back.
   * @throws ProblemError 403
   */
  async visitor({ request, reply }: Exchange, resource: Resource | null = null): Promise<Visitor | undefined> {
    const visitor = await this.visitors.visitorOf(request);
    if (visitor === null) {
      this.toSignIn({ request, reply });
      return undefined;
    }
    const refusal = resource === null ? null : againstReading(resource, visitor.actor);
    if (refusal !== null) throw new ProblemError(problemOf(refusal));
    return visitor;
  }

  /**
   * Whoever sent a form, if it comes from a page of the session it is sent in, and is open to them.
   * @throws ProblemError 403
   */
  async sender(exchange: Exchange, resource: Resource | null = null): Promise<Visitor | undefined> {
    const visitor = await this.visitor(exchange, resource);
    if (visitor !== undefined && !this.visitors.hasOwnForm(exchange.request)) throw new ProblemError(NOT_OWN_FORM);
    return visitor;
  }

  /**
   * Whoever typed in a form that is kept as a draft: from a page of the session it is sent in, of an earlier one of the same
   * person, or of theirs that has ended by itself. Anybody else is sent to sign in, and undefined comes back.
   * @param posted what was sent, where it is not the body of the request
   * @throws ProblemError 403
   */
  async writer(
    { request, reply }: Exchange,
    resource: Resource | null = null,
    posted: Posted = postedOf(request.body),
  ): Promise<Writer | undefined> {
    const visitor = await this.visitors.visitorOf(request);
    const isOwnForm = this.visitors.hasOwnForm(request, posted['formToken']);
    if (visitor !== null) {
      const refusal = resource === null ? null : againstReading(resource, visitor.actor);
      if (refusal !== null) throw new ProblemError(problemOf(refusal));
      if (isOwnForm) return { actor: visitor.actor, visitor };
      if (await wasMadeFor(this.engine, visitor.actor.id, posted)) return { actor: visitor.actor, visitor: null };
      throw new ProblemError(NOT_OWN_FORM);
    }
    const actor = isOwnForm ? await this.visitors.lately(request) : null;
    if (actor !== null && (resource === null || againstReading(resource, actor) === null))
      return { actor, visitor: null };
    this.toSignIn({ request, reply });
    return undefined;
  }

  /** Sends somebody to sign in, and back to the page they asked for: at once, if they are signed in. */
  toSignIn({ request, reply }: Exchange): void {
    seeOther(reply, signInAddress(request));
  }

  /** What a page asked for by this request is framed in. */
  async frameOf(request: FastifyRequest, nonce: string): Promise<Frame> {
    const { settings } = await this.engine.references.load();
    const visitor = await this.visitors.visitorOf(request);
    return {
      council: settings?.council ?? 'This council',
      navigation: visitor === null ? [] : navigationFor(visitor.actor),
      signedIn: visitor,
      searches: visitor !== null && againstReading('board', visitor.actor) === null,
      address: pathOf(request),
      nonce,
    };
  }

  /** Answers with a page in its frame. */
  async send({ request, reply }: Exchange, page: (frame: Frame) => VNode, status?: number): Promise<void> {
    const nonce = newNonce();
    sendPage(reply, nonce, page(await this.frameOf(request, nonce)), status);
  }
}

export const NOT_OWN_FORM = problem(
  403,
  'not-own-form',
  'This form was opened before you signed in, or signed in again. Go back, load the page again, and send it once more.',
);

const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] ?? '/';

/** Where somebody signs in, and comes back from to where they were. */
function signInAddress(request: FastifyRequest): string {
  const to = pageOf(request);
  return to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`;
}

/**
 * The address of the page that a request asks for, or that its form stands on: a form may be sent to an address at which there
 * is nothing to read, below that of its page.
 */
export function pageOf(request: FastifyRequest): string {
  const route = (request.routeOptions.url ?? '').split('/');
  const path = pathOf(request).split('/');
  while (route.length > 1 && !request.server.hasRoute({ method: 'GET', url: route.join('/') })) {
    route.pop();
    path.pop();
  }
  return path.join('/') || '/';
}

/** Post/Redirect/Get: what a form did is shown by a page that can be asked for again. */
export const seeOther = (reply: FastifyReply, address: string): void =>
  void reply.code(303).header('location', address).send();
