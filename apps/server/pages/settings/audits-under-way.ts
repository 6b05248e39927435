import { LIVE } from '#domain';
import type { Actor } from '#domain';
import { auditBoardPage } from '#projections';
import type { Exchange } from '../../exchange/exchange.js';
import type { Reading } from '../../exchange/reading.js';

/** How many audits are under way, which keep the settings they were selected under. */
export async function auditsUnderWay(reading: Reading, exchange: Exchange, actor: Actor): Promise<number> {
  const standing = await reading.standing({ ...actor, roles: ['coordinator'] });
  const board = await reading.rows('audit-board', undefined, exchange);
  const { stages } = auditBoardPage(board, standing, {}, { limit: 1 });
  return (stages ?? [])
    .filter(({ stage }) => LIVE.some((live) => live === stage))
    .reduce((sum, { count }) => sum + count, 0);
}
