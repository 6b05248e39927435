import pino from 'pino';
import { keepFilesToOurselves } from '#disk';
import {
  commandLines,
  keepErasing,
  keepGathering,
  keepSealing,
  openOnceReachable,
  readServiceSettings,
  startTelling,
  watchEngine,
} from '#engine';
import type { Waiting } from '#engine';
import { ExportFiles, exportFolder } from '#exports';
import { readReminderSettings } from '#reminders';
import { createWorker } from './worker.js';

keepFilesToOurselves();

/** Tells whoever starts the worker why it cannot start: the sentence, not the stack. */
function giveUp(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

const SENDS = 'Plumbline makes exports and sends reminders';
const SENDS_NOT = 'Plumbline makes exports; it sends no reminders until SMTP_URL or NOTIFY_API_KEY is set';

async function start(): Promise<void> {
  const service = readServiceSettings(process.env);
  const { dataDir, eventStore, masterKeyFile, logLevel: level } = service;
  const log = pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
  const settings = readReminderSettings(process.env);
  const stopping = new AbortController();
  const waiting: Waiting = {
    signal: stopping.signal,
    onWaiting: (trouble) => log.warn({ trouble }, 'waiting for the event server'),
  };
  const ends: (() => void | Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    stopping.abort();
    for (const end of ends.splice(0).reverse()) await end();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop().catch(giveUp));

  const telling = await startTelling('plumbline-worker', service, () => log.warn('telemetry could not be sent'));
  ends.push(() => telling.stop());
  // Beside a service on the same folder, or on a folder of its own.
  const engine = await openOnceReachable(
    { dataDir, eventStore, masterKeyFile, mode: 'tool', onCommandDone: commandLines(log) },
    waiting,
  );
  if (engine === undefined) return stop();
  ends.push(() => engine.close());
  ends.push(watchEngine(engine));
  const files = new ExportFiles(exportFolder(process.env, dataDir));
  const worker = await createWorker({ engine, settings, files, log, waiting });
  ends.push(() => worker.close());
  const onTrouble = ({ name, message }: Error): void => log.warn({ error: name, trouble: message });
  ends.push(keepErasing(engine, files, onTrouble));
  ends.push(keepGathering(engine, onTrouble));
  const sealing = keepSealing(engine, service, onTrouble);
  ends.push(() => sealing.stop());
  if (stopping.signal.aborted) await stop();
  else console.log(settings.sends ? SENDS : SENDS_NOT);
}

await start().catch(giveUp);
