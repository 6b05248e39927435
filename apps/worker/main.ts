import pino from 'pino';
import { openEngine, readServiceSettings } from '#engine';
import { readReminderSettings } from '#reminders';
import { createWorker } from './worker.js';

const log = pino({ base: undefined, timestamp: pino.stdTimeFunctions.isoTime });

/** What whoever starts the worker is told when it cannot start: the sentence, not the stack. */
function giveUp(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function start(): Promise<void> {
  const { dataDir, eventStore, masterKeyFile } = readServiceSettings(process.env);
  const settings = readReminderSettings(process.env);
  // Beside a service on the same folder, or on a folder of its own.
  const engine = await openEngine({ dataDir, eventStore, masterKeyFile, mode: 'tool' });
  const worker = await createWorker(engine, settings, log);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await worker.close();
    await engine.close();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop().catch(giveUp));
  console.log('Plumbline sends reminders');
}

await start().catch(giveUp);
