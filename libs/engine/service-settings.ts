import { plainToInstance } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  validateSync,
} from 'class-validator';
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
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const METRICS_PORT = 'METRICS_PORT must be a whole number between 1 and 65535, and not PORT';
const TRACED_SHARE = 'TRACED_SHARE must be a number from 0 to 1';
const PORT = 'PORT must be a whole number between 0 and 65535';

const SEAL_MINUTES = 'SEAL_EVERY_MINUTES must be a number of minutes, up to 1440';

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

  /** File of the key that signs what was sealed, outside the data folder. */
  @IsString()
  @IsNotEmpty({ message: 'SIGNING_KEY_FILE must not be empty' })
  readonly signingKeyFile!: string;

  /** File that every signed checkpoint is appended to, outside the data folder. */
  @IsString()
  @IsNotEmpty({ message: 'WITNESS_FILE must not be empty' })
  readonly witnessFile!: string;

  /** What the log is called in its checkpoints, once sealing begins. */
  @IsOptional()
  @Matches(/^[^\s+]{1,200}$/, {
    message: 'LOG_ORIGIN must be a name such as audits.council.gov.uk/log, without spaces',
  })
  readonly logOrigin?: string;

  /** Minutes between two looks whether there is something to seal. */
  @IsNumber({}, { message: SEAL_MINUTES })
  @Min(0.01, { message: SEAL_MINUTES })
  @Max(1_440, { message: SEAL_MINUTES })
  readonly sealEveryMinutes!: number;

  /** Whether a new data folder starts with the demonstration council; replicas on an event server do not seed themselves. */
  @IsBoolean({ message: 'SEED_DEMO must be true or false' })
  readonly seedDemo!: boolean;

  /** From which weight on something is logged; `debug` has a line for every command. */
  @IsIn(LOG_LEVELS, { message: `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}` })
  readonly logLevel!: (typeof LOG_LEVELS)[number];

  /** Where Prometheus may read `/metrics`; nowhere where it is left out. */
  @IsOptional()
  @IsInt({ message: METRICS_PORT })
  @Min(1, { message: METRICS_PORT })
  @Max(65_535, { message: METRICS_PORT })
  readonly metricsPort?: number;

  /** Address on which they are shown. */
  @IsString()
  @IsNotEmpty({ message: 'METRICS_HOST must not be empty' })
  readonly metricsHost!: string;

  /** A collector that takes traces and figures by OTLP over HTTP. */
  @IsOptional()
  @Matches(/^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/, {
    message:
      'OTEL_EXPORTER_OTLP_ENDPOINT must be where a collector takes OTLP over HTTP, such as http://collector:4318, without a user or password',
  })
  readonly otlpEndpoint?: string;

  /** What the collector wants to see before it takes them: `authorization=Bearer …`. */
  @IsOptional()
  @Matches(/^[\w-]+=[^,]+(?:,[\w-]+=[^,]+)*$/, {
    message: 'OTEL_EXPORTER_OTLP_HEADERS must be names and values, such as authorization=Bearer 123,tenant=north',
  })
  readonly otlpHeaders?: string;

  /** The share of traces that are sent, 0 to 1. */
  @IsNumber({}, { message: TRACED_SHARE })
  @Min(0, { message: TRACED_SHARE })
  @Max(1, { message: TRACED_SHARE })
  readonly tracedShare!: number;
}

/** Streams of a deployment that is not named begin with this. */
const DEPLOYMENT = 'plumbline';

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false };

const wholeNumber = (text: string): number | string => (/^\d+$/.test(text) ? Number(text) : text);

/** @throws SettingsProblem naming every setting that is wrong */
export function readServiceSettings(environment: Readonly<Record<string, string | undefined>>): ServiceSettings {
  const set = (name: string, otherwise: string): string => environment[name]?.trim() ?? otherwise;
  const dataDir = set('DATA_DIR', './data');
  const url = set('EVENT_STORE_URL', '');
  const eventStore = url === '' ? undefined : { url, deployment: set('EVENT_STORE_DEPLOYMENT', DEPLOYMENT) };
  const seedDemo = set('SEED_DEMO', String(eventStore === undefined)).toLowerCase();
  const port = set('PORT', '3000');
  const metricsPort = set('METRICS_PORT', '');
  const tracedShare = set('TRACED_SHARE', '1');
  const sealEveryMinutes = set('SEAL_EVERY_MINUTES', '10');
  /** Beside the data folder, under its name. */
  const beside = (ending: string): string => `${dataDir.replace(/[/\\]+$/, '')}.${ending}`;
  const settings = plainToInstance(ServiceSettings, {
    port: wholeNumber(port),
    host: set('HOST', '127.0.0.1'),
    eventStore,
    dataDir,
    masterKeyFile: set('MASTER_KEY_FILE', beside('key')),
    signingKeyFile: set('SIGNING_KEY_FILE', beside('signing-key')),
    witnessFile: set('WITNESS_FILE', beside('witness')),
    logOrigin: set('LOG_ORIGIN', '') || undefined,
    sealEveryMinutes: /^[\d.]+$/.test(sealEveryMinutes) ? Number(sealEveryMinutes) : sealEveryMinutes,
    seedDemo: BOOLEANS[seedDemo] ?? seedDemo,
    logLevel: set('LOG_LEVEL', 'info').toLowerCase(),
    metricsPort: metricsPort === '' ? undefined : wholeNumber(metricsPort),
    metricsHost: set('METRICS_HOST', '127.0.0.1'),
    otlpEndpoint: set('OTEL_EXPORTER_OTLP_ENDPOINT', '') || undefined,
    otlpHeaders: set('OTEL_EXPORTER_OTLP_HEADERS', '') || undefined,
    tracedShare: /^[\d.]+$/.test(tracedShare) ? Number(tracedShare) : tracedShare,
  });
  const problems = [
    ...validateSync(settings, { stopAtFirstError: true }).flatMap(({ constraints }) =>
      Object.values(constraints ?? {}),
    ),
    ...(settings.metricsPort !== undefined && settings.metricsPort === settings.port ? [METRICS_PORT] : []),
    ...(eventStore === undefined ? [] : eventServerProblems(eventStore)),
    ...(eventStore !== undefined && settings.seedDemo === true ? [SEEDS_APART] : []),
  ];
  if (problems.length > 0) throw new SettingsProblem(problems);
  return settings;
}
