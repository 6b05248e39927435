import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PROBLEM_TYPE } from '../../problems/problem.js';
import type { Pages } from '../frame/pages.js';
import { markupOf, newNonce, pageHeaders } from '../frame/send-page.js';
import { ProblemPage, type ProblemShown } from './problem-page.js';

/** What programs ask for is answered as programs read it. */
const FOR_PROGRAMS = /^\/(api|health|metrics|log|\.well-known)(\/|$)/;

const wantsPage = ({ url, headers }: FastifyRequest): boolean =>
  !FOR_PROGRAMS.test(url) && /\btext\/html\b/.test(headers.accept ?? '');

/**
 * Tells a person in a browser on a page what is wrong, wherever in the service it was found: before there was a route, by
 * the framework, or past its time.
 */
export function tellProblemsAsPages(fastify: FastifyInstance, pages: Pages): void {
  fastify.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    if (reply.getHeader('content-type') !== PROBLEM_TYPE || typeof payload !== 'string' || !wantsPage(request))
      return payload;
    const problem = problemIn(payload);
    const nonce = newNonce();
    const frame = await pages.frameOf(request, nonce);
    const page = markupOf(<ProblemPage frame={frame} problem={problem} />);
    void reply.headers({ ...pageHeaders(nonce), 'content-length': Buffer.byteLength(page) });
    return page;
  });
}

function problemIn(payload: string): ProblemShown {
  const { status, title, detail } = Object(JSON.parse(payload));
  return { status: Number(status), title: String(title), detail: String(detail) };
}
