import { sealerOf } from '#engine';
import { onLog } from '#event-store';
import type { AddCommand } from '../add-command.js';
import { EXIT } from '../outcome.js';
import { mustHaveRecords, settingsBeneath } from '../records.js';
import { Answer, during } from '../session.js';
import type { GlobalOptions } from '../session.js';

/** Works on what is stored, without the key of anything personal. */
export const addSeal: AddCommand = (self, done) =>
  void self.action(async (_options: object, command) => {
    const options: GlobalOptions = command.optsWithGlobals();
    const settings = settingsBeneath(options);
    mustHaveRecords(settings);
    const { sealed, newest } = await onLog(settings, (store) =>
      during('Sealing', () => sealerOf(store, settings, () => new Date().toISOString()).seal()),
    );
    const { origin = null, size = 0, root = null, sealedAt = null, checkpoint = null } = newest ?? {};
    new Answer(options.json === true).give({ sealed, origin, size, root, sealedAt, checkpoint }, () =>
      sealed
        ? `${size} events are sealed in ${origin}, and the checkpoint is in ${settings.witnessFile}.`
        : `There is nothing new to seal: ${size} events are sealed.`,
    );
    done(EXIT.done);
  });
