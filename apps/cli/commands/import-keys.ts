import { onKeys } from '#event-store';
import { importKeys } from '#moving';
import { readMasterKey } from '#privacy';
import type { AddCommand } from '../add-command.js';
import { EXIT } from '../outcome.js';
import { mustBeFile, settingsBeneath, withoutService } from '../records.js';
import { Answer, during } from '../session.js';
import type { GlobalOptions } from '../session.js';

export const addImportKeys: AddCommand = (self, done) =>
  void self.argument('<file>').action(async (file: string, _options: object, command) => {
    const options: GlobalOptions = command.optsWithGlobals();
    const settings = settingsBeneath(options);
    mustBeFile(file);
    const { dataDir, masterKeyFile } = settings;
    const master = await readMasterKey({ file: masterKeyFile, dataDir });
    const imported = await withoutService(dataDir, () =>
      onKeys(settings, (keys) => during('Importing keys', (progress) => importKeys({ keys, master, file, progress }))),
    );
    const { added, destroyed, stayedDestroyed } = imported;
    new Answer(options.json === true).give(imported, () =>
      [
        `${added} living keys are new here, ${destroyed} keys were destroyed.`,
        stayedDestroyed === 0 ? '' : `${stayedDestroyed} keys had been destroyed here already, and stay so.`,
      ].join('\n'),
    );
    done(EXIT.done);
  });
