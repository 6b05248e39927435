import { isRefusal, systemActor } from '#domain';
import { CATCH_UP_MS, InProcessQueue, startJobs } from '#jobs';
import type { JobsSettings, RunningJobs } from '#jobs';
import { findUnconfirmed, listUnconfirmed } from '#projections';
import type { Receipt, Receipts } from '../mail/port.js';
import type { ReminderEngine } from '../parts.js';
import { nextLook } from './next-look.js';

export interface ReceiptsOptions extends JobsSettings {
  readonly engine: ReminderEngine;
  readonly receipts: Receipts;
}

/** GOV.UK Notify tries for three days; what it says by then is all it will say. */
const ASKED_FOR_MS = 4 * 24 * 3_600_000;
const ACTOR = systemActor('receipts');

/** What is recorded of a receipt; nothing while a message is under way. */
function recordOf(receipt: Receipt, messageId: string): { readonly name: string; readonly body: object } | undefined {
  if (receipt === 'under-way') return undefined;
  return receipt === 'delivered'
    ? { name: 'RecordDelivery', body: { messageId } }
    : { name: 'RecordBounce', body: { messageId, code: receipt.failed } };
}

/**
 * Asks the mail service what became of the messages it took, until it says, and records it.
 * @throws StoreUnavailable
 */
export async function startReceipts({
  engine,
  receipts,
  queue = new InProcessQueue({ clock: engine.clock }),
  onTrouble = () => undefined,
  ...often
}: ReceiptsOptions): Promise<RunningJobs> {
  const { readModels, ledger, clock, execute } = engine;
  const { channel } = receipts;
  const rows = () => readModels.views.open('reminders');
  return startJobs({
    ...often,
    kind: 'receipts',
    store: ledger.store,
    queue,
    clock,
    handler: async (messageId) => {
      const unconfirmed = findUnconfirmed(rows(), channel, messageId);
      if (unconfirmed === undefined) return;
      const record = recordOf(await receipts.of(messageId), messageId);
      if (record === undefined) return;
      const answer = await execute({ ...record, target: unconfirmed.recordId, actor: ACTOR });
      if (isRefusal(answer)) throw new Error(`A receipt could not be recorded: ${answer.sentence}`);
    },
    awaiting: async (position) => {
      await readModels.reach(['reminders'], position, CATCH_UP_MS);
      const now = clock();
      const since = new Date(Date.parse(now) - ASKED_FOR_MS).toISOString();
      return listUnconfirmed(rows(), channel, since).map(({ messageId, sentAt }) => ({
        id: messageId,
        at: nextLook(sentAt, now),
      }));
    },
    // The first look is a minute after the message: a sweep comes before that.
    follows: () => false,
    onTrouble,
  });
}
