import { SETTINGS_STREAM, previewSettings, settingsFold } from '#application';
import { READY_MADE, readyMade, startFrom, whyStartedFrom } from '#domain';
import { hasOwnSettings } from '#engine';
import { accepted } from '../accepted.js';
import type { AddCommand } from '../add-command.js';
import { EXIT } from '../outcome.js';
import { changesText } from '../output/changes-text.js';
import { inNewSession } from '../session.js';
import type { GlobalOptions } from '../session.js';

interface Options extends GlobalOptions {
  readonly like: string;
  readonly council?: string;
  readonly acceptChanges?: boolean;
}

const lines = (heading: string, sentences: readonly string[]): readonly string[] =>
  sentences.length === 0 ? [] : ['', heading, ...sentences.map((sentence) => `- ${sentence}`)];

/** Starts a council from a ready-made programme; where it has settings of its own, what would change is shown first. */
export const addInit: AddCommand = (self, done) =>
  void self
    .requiredOption('--like <programme>', `one of ${READY_MADE.map(({ key }) => key).join(', ')}`)
    .option('--council <name>', 'what the council is called')
    .option('--accept-changes', 'publish what is shown without this, where the council has settings of its own')
    .action(async (_options: object, command) => {
      const options: Options = command.optsWithGlobals();
      const programme = accepted(readyMade(options.like));
      await inNewSession(options, async ({ engine, actor, now, answer }) => {
        const { directory } = await engine.references.load();
        const { state: published, end } = await engine.memories.of(settingsFold).load(SETTINGS_STREAM);
        const council = options.council === undefined ? {} : { council: options.council };
        const settings = { ...startFrom(programme, published), ...council };
        const { version, changes } = accepted(previewSettings(settings, published, { actor, now, directory }));
        const isAccepted = changes.length === 0 || options.acceptChanges === true || !(await hasOwnSettings(engine));
        if (isAccepted) {
          const body = { settings, note: whyStartedFrom(programme) };
          accepted(await engine.execute({ name: 'PublishSettings', body, actor, now, expectedRevision: end.revision }));
        }
        const { key, source, published: said, filledIn, notSet, report } = programme;
        answer.give(
          { like: key, source, published: isAccepted, version, changes, said, filledIn, notSet, report },
          () =>
            [
              changes.length === 0
                ? 'Nothing changes: the settings in force are these.'
                : isAccepted
                  ? `Version ${version} of the settings is in force, like ${programme.label}.`
                  : 'Nothing was published: the council has settings of its own. Look at what would change, and run the same command with --accept-changes.',
              ...(source === null ? [] : ['', `After: ${source}.`]),
              ...lines('What it says:', said),
              ...lines('Filled in, and to be looked at:', filledIn),
              ...lines('Said there, and held by no setting:', notSet),
              ...lines('The parts of its report:', report),
              ...(isAccepted ? [] : ['', changesText(changes)]),
            ].join('\n'),
        );
        done(isAccepted ? EXIT.done : EXIT.refusedOrBad);
      });
    });
