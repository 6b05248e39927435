import { importPeople } from '#application';
import type { PeopleChange } from '#application';
import { accepted } from '../accepted.js';
import type { AddCommand } from '../add-command.js';
import { checkIsFile } from '../option-values.js';
import { EXIT } from '../outcome.js';
import { IS_AND_BECOMES, table } from '../output/table.js';
import { inNewSession } from '../session.js';
import type { GlobalOptions } from '../session.js';
import { NOTHING_IMPORTED, findingsText } from './import-findings.js';

interface Options extends GlobalOptions {
  readonly acceptRejects?: boolean;
  readonly acceptChanges?: boolean;
}

const awaited = (changes: number): string =>
  `${changes} changes of roles or addresses wait until a second administrator or coordinator confirms them.`;

const CHANGES_NOT_ACCEPTED =
  'Nothing was imported: the file says other things of people or teams than are known. Look at what would change, and run the same command with --accept-changes.';

/** What the file says otherwise than it is known, for people. */
const changesText = (changes: readonly PeopleChange[]): string =>
  changes.length === 0
    ? ''
    : table(
        [
          { heading: 'Ref', of: ({ ref }) => ref ?? '' },
          { heading: 'Who', of: ({ name }) => name },
          { heading: 'What', of: ({ field }) => field },
          ...IS_AND_BECOMES,
          { heading: '', of: ({ waits }) => (waits ? 'once a second person confirms it' : '') },
        ],
        changes,
      );

export const addImportPeople: AddCommand = (self, done) =>
  void self
    .argument('<file>')
    .option('--accept-rejects', 'import the rows that are right although others are not')
    .option('--accept-changes', 'change people and teams who are known as well, as shown without this')
    .action(async (file: string, _options: object, command) => {
      const options: Options = command.optsWithGlobals();
      checkIsFile(file);
      await inNewSession(options, async ({ engine, actor, now, answer, during }) => {
        const order = {
          acceptRejects: options.acceptRejects === true,
          acceptChanges: options.acceptChanges === true,
        };
        const said = accepted(
          await during('Importing people', () => importPeople(engine, { ...order, file, actor, now })),
        );
        const { imported, ...json } = said;
        const { rows, registered, changed, teams, awaitingConfirmation, changes, rejected, warnings } = json;
        answer.give(json, () =>
          [
            `${rows.read} rows read, ${rows.accepted} accepted, ${rows.rejected} rejected.`,
            imported
              ? `${registered} people registered, ${changed} changed, ${teams} teams.`
              : rejected.length > 0 && !order.acceptRejects
                ? NOTHING_IMPORTED
                : CHANGES_NOT_ACCEPTED,
            ...(imported && awaitingConfirmation > 0 ? [awaited(awaitingConfirmation)] : []),
            changesText(changes),
            findingsText(rejected, warnings),
          ].join('\n'),
        );
        done(imported ? EXIT.done : EXIT.refusedOrBad);
      });
    });
