import { onKeys } from '#event-store';
import { exportKeys } from '#moving';
import type { AddCommand } from '../add-command.js';
import { EXIT } from '../outcome.js';
import { mustHaveRecords, settingsBeneath, writingTo } from '../records.js';
import { Answer, during } from '../session.js';
import type { GlobalOptions } from '../session.js';

export const addExportKeys: AddCommand = (self, done) =>
  void self.argument('<file>').action(async (file: string, _options: object, command) => {
    const options: GlobalOptions = command.optsWithGlobals();
    const settings = settingsBeneath(options);
    mustHaveRecords(settings);
    const exported = await writingTo(file, () =>
      onKeys(settings, (keys) => during('Exporting keys', () => exportKeys({ keys, file }))),
    );
    const { living, destroyed, masterKeyIds } = exported;
    new Answer(options.json === true).give({ file, ...exported }, () =>
      [
        `${living} living keys and ${destroyed} destroyed ones are in ${file}.`,
        ...masterKeyIds.map((id) => `They open with the master key ${id} alone, which is not in the file.`),
      ].join('\n'),
    );
    done(EXIT.done);
  });
