import { onLog } from '#event-store';
import { importEvents, markFinished, markUnfinished } from '#moving';
import type { AddCommand } from '../add-command.js';
import { EXIT } from '../outcome.js';
import { mustBeFile, settingsBeneath, withoutService } from '../records.js';
import { Answer, during } from '../session.js';
import type { GlobalOptions } from '../session.js';

export const addImportEvents: AddCommand = (self, done) =>
  void self.argument('<file>').action(async (file: string, _options: object, command) => {
    const options: GlobalOptions = command.optsWithGlobals();
    const settings = settingsBeneath(options);
    mustBeFile(file);
    const { dataDir } = settings;
    const imported = await withoutService(dataDir, () =>
      onLog(settings, (store) =>
        during('Importing events', (progress) =>
          importEvents({ store, file, progress, onAppending: () => markUnfinished(dataDir) }),
        ),
      ),
    );
    markFinished(dataDir);
    const { events, streams, added } = imported;
    new Answer(options.json === true).give(
      imported,
      () => `${events} events in ${streams} streams, ${added} of them new here, every chain whole.`,
    );
    done(EXIT.done);
  });
