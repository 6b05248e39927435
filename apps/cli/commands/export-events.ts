import { onLog } from '#event-store';
import { exportEvents } from '#moving';
import type { AddCommand } from '../add-command.js';
import { EXIT } from '../outcome.js';
import { mustHaveRecords, settingsBeneath, writingTo } from '../records.js';
import { Answer, during } from '../session.js';
import type { GlobalOptions } from '../session.js';

export const addExportEvents: AddCommand = (self, done) =>
  void self.argument('<file>').action(async (file: string, _options: object, command) => {
    const options: GlobalOptions = command.optsWithGlobals();
    const settings = settingsBeneath(options);
    mustHaveRecords(settings);
    const exported = await writingTo(file, () =>
      onLog(settings, (store) => during('Exporting events', (progress) => exportEvents({ store, file, progress }))),
    );
    const { events, streams } = exported;
    new Answer(options.json === true).give(
      { file, ...exported },
      () => `${events} events in ${streams} streams are in ${file}, every chain whole. Keys are exported apart.`,
    );
    done(EXIT.done);
  });
