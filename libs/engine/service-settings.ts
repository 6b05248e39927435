import { plainToInstance } from 'class-transformer';
import { IsBoolean, IsInt, IsNotEmpty, IsString, Max, Min, validateSync } from 'class-validator';

/** What the environment says is wrong; the message names every setting that is. */
export class SettingsProblem extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SettingsProblem';
  }
}

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

  /** Folder of the event log, keys and views. */
  @IsString()
  @IsNotEmpty({ message: 'DATA_DIR must not be empty' })
  readonly dataDir!: string;

  /** File of the master key, outside the data folder. */
  @IsString()
  @IsNotEmpty({ message: 'MASTER_KEY_FILE must not be empty' })
  readonly masterKeyFile!: string;

  /** Whether a new data folder starts with the demonstration council. */
  @IsBoolean({ message: 'SEED_DEMO must be true or false' })
  readonly seedDemo!: boolean;
}

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false };

/** @throws SettingsProblem naming every setting that is wrong */
export function readServiceSettings(environment: Readonly<Record<string, string | undefined>>): ServiceSettings {
  const set = (name: string, otherwise: string): string => environment[name]?.trim() ?? otherwise;
  const dataDir = set('DATA_DIR', './data');
  const seedDemo = set('SEED_DEMO', 'true').toLowerCase();
  const port = set('PORT', '3000');
  const settings = plainToInstance(ServiceSettings, {
    port: /^\d+$/.test(port) ? Number(port) : port,
    host: set('HOST', '127.0.0.1'),
    dataDir,
    masterKeyFile: set('MASTER_KEY_FILE', `${dataDir.replace(/[/\\]+$/, '')}.key`),
    seedDemo: BOOLEANS[seedDemo] ?? seedDemo,
  });
  const problems = validateSync(settings, { stopAtFirstError: true }).flatMap(({ constraints }) =>
    Object.values(constraints ?? {}),
  );
  if (problems.length > 0) throw new SettingsProblem(problems);
  return settings;
}
