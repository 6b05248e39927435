import pino from 'pino';
import { openEngine, readServiceSettings, warmReports } from '#engine';
import { seedOnFirstRun } from './demonstration.js';
import { hostReminders } from './reminders.js';
import { clearIncoming } from './imports/file-bodies.js';
import { createServer } from './server.js';

const log = pino({ base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ sync: false }));

function onTrouble({ name, message }: Error): void {
  log.warn({ error: name, trouble: message }, 'something in the background failed');
}

/** What whoever starts the service is told when it cannot start: the sentence, not the stack. */
function giveUp(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function start(): Promise<void> {
  const settings = readServiceSettings(process.env);
  const { dataDir, eventStore, masterKeyFile, host, port } = settings;
  await seedOnFirstRun(settings);
  const engine = await openEngine({
    dataDir,
    eventStore,
    masterKeyFile,
    mode: 'service',
    onTrouble,
  });
  await clearIncoming(dataDir);
  const server = await createServer(engine, log);
  engine.processes.start();
  const reminders = await hostReminders(engine, process.env, log);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await server.close();
    await reminders?.stop();
    await engine.close();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop().catch(giveUp));
  await server.listen(port, host);
  console.log(`Plumbline is at http://localhost:${port}`);
  await warmReports(engine).catch(onTrouble);
}

await start().catch(giveUp);
