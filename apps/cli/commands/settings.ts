import { SETTINGS_STREAM, previewSettings, settingsFold } from '#application';
import { currentSettings } from '#domain';
import { accepted } from '../accepted.js';
import type { AddCommand } from '../add-command.js';
import { checkIsFile, jsonIn } from '../option-values.js';
import { EXIT, Refused, WrongUse } from '../outcome.js';
import { changesText } from '../output/changes-text.js';
import { inSession, mayRead } from '../session.js';
import type { GlobalOptions, Session } from '../session.js';

const publishedIn = ({ engine }: Session) => engine.memories.of(settingsFold).load(SETTINGS_STREAM);

/** Shows the settings in force, as they may be changed and published. */
export const addSettingsShow: AddCommand = (self, done) =>
  void self.action(async (_options: object, command) => {
    const options: GlobalOptions = command.optsWithGlobals();
    await inSession(options, async (session) => {
      mayRead('settings', session.actor);
      const inForce = currentSettings((await publishedIn(session)).state);
      if (inForce === null) throw new Refused('No settings have been published yet.');
      const { version, ...settings } = inForce;
      session.answer.give({ version, settings }, () => JSON.stringify(settings, null, 2));
      done(EXIT.done);
    });
  });

interface Options extends GlobalOptions {
  readonly note: string;
  readonly acceptChanges?: boolean;
}

/** Publishes a new version of the settings: what the file leaves out stays as it is. */
export const addSettingsPublish: AddCommand = (self, done) =>
  void self
    .argument('<file>')
    .requiredOption('--note <text>', 'why they change')
    .option('--accept-changes', 'publish what is shown without this')
    .action(async (file: string, _options: object, command) => {
      const options: Options = command.optsWithGlobals();
      checkIsFile(file);
      const settings = settingsFrom(file);
      await inSession(options, async (session) => {
        const { engine, actor, now, answer } = session;
        const { directory } = await engine.references.load();
        const { state: published, end } = await publishedIn(session);
        const { version, changes } = accepted(previewSettings(settings, published, { actor, now, directory }));
        const isAccepted = changes.length === 0 || options.acceptChanges === true;
        if (isAccepted) {
          const body = { settings, note: options.note };
          const seen = { expectedRevision: end.revision };
          accepted(await engine.execute({ name: 'PublishSettings', body, actor, now, ...seen }));
        }
        answer.give({ published: isAccepted, version, changes }, () =>
          changes.length === 0
            ? 'Nothing changes.'
            : [
                isAccepted
                  ? `Version ${version} of the settings is in force.`
                  : 'Nothing was published. Look at what would change, and run the same command with --accept-changes.',
                changesText(changes),
              ].join('\n'),
        );
        done(isAccepted ? EXIT.done : EXIT.refusedOrBad);
      });
    });

/** @throws WrongUse */
function settingsFrom(file: string): object {
  const value = jsonIn(file, 'The file is not JSON.');
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new WrongUse('The file must hold one JSON object with settings.');
  return value;
}
