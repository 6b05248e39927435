import { rotateMasterKey, sealerOf, signingPlace } from '#engine';
import { ERASURES_STREAM } from '#application';
import { onKeys, onLog } from '#event-store';
import type { EventStore } from '#event-store';
import { publicKeys, readSigningKey } from '#evidence';
import { KeyFileProblem, readMasterKey } from '#privacy';
import { parseVerifierKey } from '#transparency';
import type { AddCommand } from '../add-command.js';
import { EXIT } from '../outcome.js';
import { mustHaveRecords, settingsBeneath } from '../records.js';
import { Answer, inSession } from '../session.js';
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

/** When keys were last wrapped under another master key; null: never. ISO instant. */
async function lastRotation(store: EventStore): Promise<string | null> {
  const rotated = (await store.readStream(ERASURES_STREAM))
    .filter(({ type }) => type === 'master-key-rotated.v1')
    .at(-1);
  const { rotatedAt = null }: { rotatedAt?: string | null } = rotated === undefined ? {} : JSON.parse(rotated.data);
  return rotatedAt;
}

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
    const rotatedAt = await onLog(settings, lastRotation);
    const signs = current !== undefined && signingKey?.publicKey.equals(parseVerifierKey(current).publicKey) === true;
    const status = { signingKey: current ?? null, signs, masterKey: masterKey?.id ?? null, opening, rotatedAt };
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
        opening.length > 1
          ? 'The keys are being wrapped anew: run plumbline keys rotate again, with the same file, where it was cut short.'
          : rotatedAt === null
            ? 'The master key has never been rotated: whoever has it opens every backup.'
            : `Every backup from before ${rotatedAt} opens nothing with the key that is here.`,
      ].join('\n'),
    );
    done(EXIT.done);
  });

function ifNoFile(error: unknown): undefined {
  if (!(error instanceof KeyFileProblem)) throw error;
  return undefined;
}

export const addKeysRotate: AddCommand = (self, done) =>
  void self
    .requiredOption(
      '--new <file>',
      'the file of the new master key, outside the data folder; made where it is not there',
    )
    .action(async (_options: object, command) => {
      const options: GlobalOptions & { readonly new: string } = command.optsWithGlobals();
      const { masterKeyFile } = settingsBeneath(options);
      await inSession(options, async ({ engine, answer, during }) => {
        const place = { masterKeyFile, newFile: options.new };
        const rotated = await during('Wrapping keys anew', () => rotateMasterKey(engine, place));
        answer.give(rotated, () =>
          [
            `${rotated.keys} keys are wrapped under ${rotated.to}, which is in ${masterKeyFile} now and in ${options.new}: keep that copy apart from backups.`,
            'The key before is gone from there. Backups from before open nothing any more; delete every other copy of the old key.',
          ].join('\n'),
        );
      });
      done(EXIT.done);
    });

export const addKeysRotateSigning: AddCommand = (self, done) =>
  void self
    .requiredOption(
      '--new <file>',
      'the file of the new signing key, outside the data folder; made where it is not there',
    )
    .action(async (_options: object, command) => {
      const options: GlobalOptions & { readonly new: string } = command.optsWithGlobals();
      const settings = settingsBeneath(options);
      mustHaveRecords(settings);
      const now = (): string => new Date().toISOString();
      const key = await onLog(settings, (store) => sealerOf(store, settings, now).rotate(options.new));
      new Answer(options.json === true).give({ key, file: settings.signingKeyFile }, () =>
        [
          `The log is signed with ${key} from now on; it is in ${settings.signingKeyFile} and in ${options.new}.`,
          'Give the file to every replica, and the public key to whoever checks the log. The key before stays beside it, for copies of the log from before.',
        ].join('\n'),
      );
      done(EXIT.done);
    });
