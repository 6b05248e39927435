import { openEngine } from '#engine';
import { BullMqQueue } from '#bullmq';
import { smtpPost } from '#mail';
import { startReminders } from '#reminders';

/** A worker with short patience, to be killed: as apps/worker, but for how soon an unanswered claim is made again. */
const { DATA_DIR = '', MASTER_KEY_FILE = '', REDIS_URL = '', SMTP_URL = '', ANSWER_WITHIN_MS = '' } = process.env;

const engine = await openEngine({ dataDir: DATA_DIR, masterKeyFile: MASTER_KEY_FILE, mode: 'tool' });
const queue = await BullMqQueue.open({
  name: 'reminders',
  redisUrl: REDIS_URL,
  clock: engine.clock,
  backoffMs: 100,
  lockMs: 2_000,
});
await startReminders({
  engine,
  queue,
  post: smtpPost({ url: SMTP_URL, from: 'audits@westmere.example' }),
  publicUrl: 'https://audits.westmere.example',
  answerWithinMs: Number(ANSWER_WITHIN_MS),
  sweepEveryMs: 1_000,
  followAfterMs: 200,
  onTrouble: () => undefined,
});
process.send?.('ready');
