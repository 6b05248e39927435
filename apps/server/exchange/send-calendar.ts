import { auditReference } from '#domain';
import { calendarEntryFor } from '#engine';
import type { Engine } from '#engine';
import { calendarFile } from '#reminders';
import { ProblemError, problem } from '../problems/problem.js';
import type { Exchange } from './exchange.js';

/**
 * Answers with an audit's conversation for the calendar of whoever asks.
 * @throws ProblemError where they were never invited to one, whether or not there is such an audit
 */
export async function sendCalendar(
  { request, reply }: Exchange,
  engine: Engine,
  asked: Parameters<typeof calendarEntryFor>[1],
): Promise<void> {
  const entry = await calendarEntryFor(engine, asked);
  if (entry === undefined)
    throw new ProblemError(problem(403, 'not-invited', 'You are not invited to a conversation of this audit.'));
  const { auditId } = asked;
  const reference = auditReference(auditId);
  // As it was sent: what a proxy says of it (`X-Forwarded-Host`) anybody could say.
  const host = request.headers.host ?? 'localhost';
  const link = `${request.protocol}://${host}/audits/${reference}`;
  const organizer = `no-reply@${host.replace(/:\d+$/, '')}`;
  const { method, content } = await calendarFile(
    { auditId, reference, entry, link, now: engine.clock() },
    { organizer },
  );
  void reply
    .type(`text/calendar; charset=utf-8; method=${method}`)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="conversation-${reference}.ics"`)
    .send(content);
}
