import pino from 'pino';
import { keepFilesToOurselves } from '#disk';
import { readServiceSettings, startTelling } from '#engine';
import { seedOnFirstRun } from './demonstration.js';
import { Service } from './service/service.js';

keepFilesToOurselves();

/** Log lines are written in groups, at the latest a quarter of a second after they were logged. */
const LINES = { sync: false, minLength: 4_096, periodicFlush: 250 };

/** Tells whoever starts the service why it cannot start: the sentence, not the stack. */
function giveUp(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function start(): Promise<void> {
  const settings = readServiceSettings(process.env);
  const { logLevel: level } = settings;
  const log = pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(LINES));
  const telling = await startTelling('plumbline-server', settings, () => log.warn('telemetry could not be sent'));
  await seedOnFirstRun(settings);
  const service = await Service.create({ settings, environment: process.env, log });
  let ending = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      ending = true;
      service
        .stop()
        .then(() => telling.stop())
        .catch(giveUp);
    });
  }
  await service.start();
  if (ending) return;
  console.log(`Plumbline is at http://localhost:${settings.port}`);
  await service.warmUp();
}

await start().catch(giveUp);
