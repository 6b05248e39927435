import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import type { Engine } from '#engine';
import { ENGINE } from '../../engine-token.js';
import type { Exchange } from '../../exchange/exchange.js';
import type { Frame } from './document.js';
import { navigationFor } from './navigation.js';
import { newNonce, sendPage } from './send-page.js';
import { Visitors, type Visitor } from './visitors.js';

/** What every page's controller needs: who asks, the frame of the page, and the way back. */
@Injectable()
export class Pages {
  constructor(
    @Inject(ENGINE) readonly engine: Engine,
    @Inject(Visitors) readonly visitors: Visitors,
  ) {}

  /** Whoever is signed in; anybody else is sent to sign in, and undefined comes back. */
  async visitor({ request, reply }: Exchange): Promise<Visitor | undefined> {
    const visitor = await this.visitors.visitorOf(request);
    if (visitor !== null) return visitor;
    seeOther(reply, '/');
    return undefined;
  }

  /** Answers with a page in its frame. */
  async send(
    { request, reply }: Exchange,
    visitor: Visitor | null,
    page: (frame: Frame) => VNode,
    status?: number,
  ): Promise<void> {
    const { settings } = await this.engine.references.load();
    const nonce = newNonce();
    const frame: Frame = {
      council: settings?.council ?? 'This council',
      navigation: visitor === null ? [] : navigationFor(visitor.actor),
      signedIn: visitor,
      address: request.url.split('?', 1)[0] ?? '/',
      nonce,
    };
    sendPage(reply, nonce, page(frame), status);
  }
}

/** Post/Redirect/Get: what a form did is shown by a page that can be asked for again. */
export const seeOther = (reply: FastifyReply, address: string): void =>
  void reply.code(303).header('location', address).send();
