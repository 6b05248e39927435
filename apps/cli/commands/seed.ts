import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { seedDemo, seedingWasCutShort } from '#demo';
import { readServiceSettings } from '#engine';
import type { AddCommand } from '../add-command.js';
import { EXIT, Refused } from '../outcome.js';
import { Answer, during } from '../session.js';
import type { GlobalOptions } from '../session.js';

/** The bar's steps: the seed tells a share. */
const OF = 1_000;

export const addSeed: AddCommand = (parent, done) =>
  void parent
    .command('seed')
    .description('fill a new data folder with a demonstration council: invented people, eighteen months of audits')
    .action(async (_options: object, command) => {
      const options: GlobalOptions = command.optsWithGlobals();
      const { dataDir, masterKeyFile } = readServiceSettings(process.env);
      if (existsSync(join(dataDir, 'events.db')) && !seedingWasCutShort(dataDir)) {
        throw new Refused('The data folder holds records already: a demonstration is seeded in a new one.');
      }
      await during('Seeding the demonstration', (show) =>
        seedDemo({
          dataDir,
          masterKeyFile,
          now: new Date().toISOString(),
          progress: (share) => show({ done: Math.round(share * OF), of: OF }),
        }),
      );
      new Answer(options.json === true).give({ seeded: true }, () => `The demonstration council is in ${dataDir}.`);
      done(EXIT.done);
    });
