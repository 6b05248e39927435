import { restore } from '#moving';
import type { AddCommand } from '../add-command.js';
import { EXIT, WrongUse } from '../outcome.js';
import { settingsBeneath, withoutService, writingTo } from '../records.js';
import { Answer, during } from '../session.js';
import type { GlobalOptions } from '../session.js';

export const addRestore: AddCommand = (self, done) =>
  void self.argument('<folder>').action(async (folder: string, _options: object, command) => {
    const options: GlobalOptions = command.optsWithGlobals();
    const { dataDir, eventStore, masterKeyFile } = settingsBeneath(options);
    if (eventStore !== undefined) {
      throw new WrongUse('A backup of a data folder is restored into a data folder: leave out EVENT_STORE_URL.');
    }
    const { events, masterKeyIds, madeAt } = await writingTo(dataDir, () =>
      withoutService(dataDir, () => during('Restoring', () => restore({ folder, dataDir }))),
    );
    new Answer(options.json === true).give({ dataDir, events, madeAt, masterKeyIds }, () =>
      [
        `${events} events and their keys, as at ${madeAt}, are in ${dataDir}. Run plumbline verify before the service is started.`,
        ...masterKeyIds.map((id) => `They open with the master key ${id}, which ${masterKeyFile} must hold.`),
      ].join('\n'),
    );
    done(EXIT.done);
  });
