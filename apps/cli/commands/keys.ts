import { signingPlace } from '#engine';
import { onKeys, onLog } from '#event-store';
import { publicKeys, readSigningKey } from '#evidence';
import { KeyFileProblem, readMasterKey } from '#privacy';
import { parseVerifierKey } from '#transparency';
import type { AddCommand } from '../add-command.js';
import { EXIT } from '../outcome.js';
import { mustHaveRecords, settingsBeneath } from '../records.js';
import { Answer } from '../session.js';
import type { GlobalOptions } from '../session.js';

export const addKeysPublic: AddCommand = (self, done) =>
  void self.action(async (_options: object, command) => {
    const options: GlobalOptions = command.optsWithGlobals();
    const settings = settingsBeneath(options);
    mustHaveRecords(settings);
    const keys = await onLog(settings, publicKeys);
    new Answer(options.json === true).give({ keys }, () =>
      keys.length === 0 ? 'Nothing of this log has been sealed yet, and no key signs it.' : keys.join('\n'),
    );
    done(EXIT.done);
  });

export const addKeysStatus: AddCommand = (self, done) =>
  void self.action(async (_options: object, command) => {
    const options: GlobalOptions = command.optsWithGlobals();
    const settings = settingsBeneath(options);
    mustHaveRecords(settings);
    const [current] = (await onLog(settings, publicKeys)).slice(-1);
    const signing = await readSigningKey(signingPlace(settings));
    const signingKey = signing?.key.verifier(signing.name);
    const masterKey = await readMasterKey({ file: settings.masterKeyFile, dataDir: settings.dataDir }).catch(ifNoFile);
    const opening = [...(await onKeys(settings, (keys) => keys.masterKeyIds()))];
    const signs = current !== undefined && signingKey?.publicKey.equals(parseVerifierKey(current).publicKey) === true;
    const status = { signingKey: current ?? null, signs, masterKey: masterKey?.id ?? null, opening };
    new Answer(options.json === true).give(status, () =>
      [
        current === undefined
          ? 'Nothing of this log has been sealed yet, and no key signs it.'
          : `The log is signed with ${current}, which ${signs ? 'is in' : 'is not in'} ${settings.signingKeyFile}.`,
        `Personal fields are opened with ${opening.length === 0 ? 'no master key yet' : opening.join(' and ')}; ${
          masterKey === undefined
            ? `no master key is in ${settings.masterKeyFile}`
            : `${masterKey.id} is in ${settings.masterKeyFile}`
        }.`,
      ].join('\n'),
    );
    done(EXIT.done);
  });

function ifNoFile(error: unknown): undefined {
  if (!(error instanceof KeyFileProblem)) throw error;
  return undefined;
}
