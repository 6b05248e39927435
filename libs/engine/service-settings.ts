import { plainToInstance } from 'class-transformer';
import { IsBoolean, IsInt, IsNotEmpty, IsString, Max, Min, validateSync } from 'class-validator';
import { eventServerProblems } from '#event-store';
import type { EventServer } from '#event-store';

/** What the environment says is wrong; the message names every setting that is. */
export class SettingsProblem extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SettingsProblem';
  }
}

const SEEDS_APART =
  'SEED_DEMO cannot be true with EVENT_STORE_URL, where several replicas may start at once: run plumbline seed once';
const PORT = 'PORT must be a whole number between 0 and 65535';

/** The settings of a process, read from its environment once, at boot. */
export class ServiceSettings {
  /** Port of the web service. */
  @IsInt({ message: PORT })
  @Min(0, { message: PORT })
  @Max(65_535, { message: PORT })
  readonly port!: number;

  /** Address the web service listens on. */
  @IsString()
  @IsNotEmpty({ message: 'HOST must not be empty' })
  readonly host!: string;

  /** The event server that keeps events and keys; in the data folder where it is left out. Checked by its own reader. */
  readonly eventStore?: EventServer;

  /** Folder of the views, and of events and keys where no event server keeps them. */
  @IsString()
  @IsNotEmpty({ message: 'DATA_DIR must not be empty' })
  readonly dataDir!: string;

  /** File of the master key, outside the data folder. */
  @IsString()
  @IsNotEmpty({ message: 'MASTER_KEY_FILE must not be empty' })
  readonly masterKeyFile!: string;

  /** Whether a new data folder starts with the demonstration council; replicas on an event server do not seed themselves. */
  @IsBoolean({ message: 'SEED_DEMO must be true or false' })
  readonly seedDemo!: boolean;
}

/** Streams of a deployment that is not named begin with this. */
const DEPLOYMENT = 'plumbline';

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false };

/** @throws SettingsProblem naming every setting that is wrong */
export function readServiceSettings(environment: Readonly<Record<string, string | undefined>>): ServiceSettings {
  const set = (name: string, otherwise: string): string => environment[name]?.trim() ?? otherwise;
  const dataDir = set('DATA_DIR', './data');
  const url = set('EVENT_STORE_URL', '');
  const eventStore = url === '' ? undefined : { url, deployment: set('EVENT_STORE_DEPLOYMENT', DEPLOYMENT) };
  const seedDemo = set('SEED_DEMO', String(eventStore === undefined)).toLowerCase();
  const port = set('PORT', '3000');
  const settings = plainToInstance(ServiceSettings, {
    port: /^\d+$/.test(port) ? Number(port) : port,
    host: set('HOST', '127.0.0.1'),
    eventStore,
    dataDir,
    masterKeyFile: set('MASTER_KEY_FILE', `${dataDir.replace(/[/\\]+$/, '')}.key`),
    seedDemo: BOOLEANS[seedDemo] ?? seedDemo,
  });
  const problems = [
    ...validateSync(settings, { stopAtFirstError: true }).flatMap(({ constraints }) =>
      Object.values(constraints ?? {}),
    ),
    ...(eventStore === undefined ? [] : eventServerProblems(eventStore)),
    ...(eventStore !== undefined && settings.seedDemo === true ? [SEEDS_APART] : []),
  ];
  if (problems.length > 0) throw new SettingsProblem(problems);
  return settings;
}
