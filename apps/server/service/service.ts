import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { readSignInSettings } from '#accounts';
import {
  AwaitedEngine,
  finishRotation,
  commandLines,
  keepErasing,
  keepGathering,
  keepSealing,
  openOnceReachable,
  sweepDrafts,
  warmReports,
  watchEngine,
} from '#engine';
import type { ServiceSettings, Waiting } from '#engine';
import { ExportFiles, exportFolder } from '#exports';
import type { RunningJobs } from '#jobs';
import { readReminderSettings } from '#reminders';
import { clearIncoming } from '../imports/file-bodies.js';
import { hostJobs } from '../jobs.js';
import { Queues } from '../queues.js';
import { SealsShown } from '../seals-shown.js';
import { createServer } from './server.js';

export interface ServiceParts {
  readonly settings: ServiceSettings;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Logger;
}

/** The web service with what it does in the background, from its start to its stop. */
export class Service {
  private readonly stopping = new AbortController();
  private readonly waiting: Waiting;
  private starting: Promise<void> = Promise.resolve();
  private jobs: readonly RunningJobs[] = [];
  private endSweeping = async (): Promise<void> => undefined;
  private endErasing = async (): Promise<void> => undefined;
  private endGathering = async (): Promise<void> => undefined;
  private endSealing = async (): Promise<void> => undefined;
  private readonly watchesNoMore: () => void;

  private constructor(
    private readonly parts: ServiceParts,
    private readonly engine: AwaitedEngine,
    private readonly server: NestFastifyApplication,
    private readonly queues: Queues,
    private readonly files: ExportFiles,
    private readonly seals: SealsShown,
  ) {
    const { signal } = this.stopping;
    const onWaiting = (trouble: string): void => parts.log.warn({ trouble }, 'waiting for the event server');
    this.waiting = { signal, onWaiting };
    this.watchesNoMore = watchEngine(engine);
  }

  static async create(parts: ServiceParts): Promise<Service> {
    const engine = new AwaitedEngine(parts.settings.dataDir);
    const queues = new Queues();
    const files = new ExportFiles(exportFolder(parts.environment, engine.dataDir));
    const signIn = readSignInSettings(parts.environment);
    const seals = new SealsShown();
    const server = await createServer(engine, parts.log, { queues, files, signIn, seals });
    return new Service(parts, engine, server, queues, files, seals);
  }

  /**
   * Resolves when commands can be taken. Records in a folder are there or never will be: they are opened first. An event
   * server may come later: the service listens at once, and answers 503 to all but whether it lives until then.
   */
  async start(): Promise<void> {
    const inFolder = this.parts.settings.eventStore === undefined;
    this.starting = inFolder ? this.open().then(this.listen) : this.listen().then(this.open);
    await this.starting;
  }

  /** Does what makes the first answers quick. */
  async warmUp(): Promise<void> {
    await warmReports(this.engine).catch(this.onTrouble);
  }

  /** Answers what is being asked and takes nothing more. */
  async stop(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    this.stopping.abort();
    this.engine.endReading();
    await this.server.close();
    await this.starting.catch(() => undefined);
    await this.endSweeping();
    await this.endErasing();
    await this.endGathering();
    for (const jobs of this.jobs) await jobs.stop();
    await this.endSealing();
    this.watchesNoMore();
    await this.engine.close();
  }

  private readonly onTrouble = ({ name, message }: Error): void =>
    this.parts.log.warn({ error: name, trouble: message }, 'something in the background failed');

  private readonly listen = async (): Promise<void> => {
    const { host, port } = this.parts.settings;
    await this.server.listen(port, host);
  };

  private readonly open = async (): Promise<void> => {
    const { settings, environment, log } = this.parts;
    const { dataDir, eventStore, masterKeyFile } = settings;
    const order = {
      dataDir,
      eventStore,
      masterKeyFile,
      mode: 'service',
      onTrouble: this.onTrouble,
      onCommandDone: commandLines(log),
    } as const;
    const engine = await openOnceReachable(order, this.waiting);
    if (engine === undefined) return;
    await clearIncoming(dataDir);
    this.engine.arrived(engine);
    engine.processes.start();
    this.endSweeping = sweepDrafts(engine, this.onTrouble);
    void finishRotation(engine, masterKeyFile).catch(this.onTrouble);
    this.endErasing = keepErasing(engine, this.files, this.onTrouble);
    this.endGathering = keepGathering(engine, this.onTrouble);
    // Where there is a Redis, workers seal.
    if (readReminderSettings(environment).redisUrl === undefined) {
      const sealing = keepSealing(engine, settings, this.onTrouble);
      this.seals.show(() => sealing.report());
      this.endSealing = () => sealing.stop();
    }
    const { queues, files, waiting } = this;
    this.jobs = await hostJobs({ engine, files, environment, log, queues, waiting });
  };
}
