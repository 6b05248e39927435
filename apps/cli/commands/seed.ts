import { maySeed, seedDemo } from '#demo';
import { readServiceSettings } from '#engine';
import type { AddCommand } from '../add-command.js';
import { EXIT, Refused } from '../outcome.js';
import { Answer, during } from '../session.js';
import type { GlobalOptions } from '../session.js';

/** The steps of the progress bar: the seed tells how far it is as a share of 1. */
const OF = 1_000;

export const addSeed: AddCommand = (self, done) =>
  void self.action(async (_options: object, command) => {
    const options: GlobalOptions = command.optsWithGlobals();
    const { dataDir, eventStore, masterKeyFile } = readServiceSettings(process.env);
    if (!(await maySeed({ dataDir, eventStore }))) {
      throw new Refused(
        eventStore === undefined
          ? 'The data folder holds records already: a demonstration is seeded in a new one.'
          : 'The deployment on the event server holds records already: a demonstration is seeded in a new one, before any service starts on it.',
      );
    }
    await during('Seeding the demonstration', (show) =>
      seedDemo({
        dataDir,
        eventStore,
        masterKeyFile,
        now: new Date().toISOString(),
        progress: (share) => show({ done: Math.round(share * OF), of: OF }),
      }),
    );
    new Answer(options.json === true).give({ seeded: true }, () =>
      eventStore === undefined
        ? `The demonstration council is in ${dataDir}.`
        : `The demonstration council is on the event server, deployment ${eventStore.deployment}.`,
    );
    done(EXIT.done);
  });
