import { backUp } from '#moving';
import type { AddCommand } from '../add-command.js';
import { EXIT, WrongUse } from '../outcome.js';
import { mustHaveRecords, settingsBeneath, writingTo } from '../records.js';
import { Answer, during } from '../session.js';
import type { GlobalOptions } from '../session.js';

export const addBackup: AddCommand = (self, done) =>
  void self.argument('<folder>').action(async (folder: string, _options: object, command) => {
    const options: GlobalOptions = command.optsWithGlobals();
    const settings = settingsBeneath(options);
    if (settings.eventStore !== undefined) {
      throw new WrongUse(
        'The records are on an event server: use its own backup, or plumbline export events and plumbline export keys.',
      );
    }
    mustHaveRecords(settings);
    const order = { dataDir: settings.dataDir, folder, now: new Date().toISOString() };
    const { events, masterKeyIds } = await writingTo(folder, () => during('Backing up', () => backUp(order)));
    new Answer(options.json === true).give({ folder, events, masterKeyIds }, () =>
      [
        `${events} events and their keys are in ${folder}.`,
        ...masterKeyIds.map(
          (id) => `Keep the master key ${id} somewhere else: nothing personal can be read without it.`,
        ),
      ].join('\n'),
    );
    done(EXIT.done);
  });
