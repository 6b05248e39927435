import { importPeople } from '#application';
import type { AddCommand } from '../add-command.js';
import { checkIsFile } from '../option-values.js';
import { EXIT, accepted } from '../outcome.js';
import { inNewSession } from '../session.js';
import type { GlobalOptions } from '../session.js';
import { NOTHING_IMPORTED, findingsText } from './import-findings.js';

interface Options extends GlobalOptions {
  readonly acceptRejects?: boolean;
}

const awaited = (changes: number): string =>
  `${changes} changes of roles or addresses wait until a second administrator or coordinator confirms them.`;

export const addImportPeople: AddCommand = (parent, done) =>
  void parent
    .command('people <file>')
    .description('import people and teams from a CSV: ref, name, aliases, email, team, manager, roles, from, to')
    .option('--accept-rejects', 'import the rows that are right although others are not')
    .action(async (file: string, _options: object, command) => {
      const options: Options = command.optsWithGlobals();
      checkIsFile(file);
      await inNewSession(options, async ({ engine, actor, now, answer, during }) => {
        const acceptRejects = options.acceptRejects === true;
        const said = accepted(
          await during('Importing people', () => importPeople(engine, { file, actor, now, acceptRejects })),
        );
        const { imported, ...json } = said;
        const { rows, registered, changed, teams, awaitingConfirmation, rejected, warnings } = json;
        answer.give(json, () =>
          [
            `${rows.read} rows read, ${rows.accepted} accepted, ${rows.rejected} rejected.`,
            imported ? `${registered} people registered, ${changed} changed, ${teams} teams.` : NOTHING_IMPORTED,
            ...(awaitingConfirmation > 0 ? [awaited(awaitingConfirmation)] : []),
            findingsText(rejected, warnings),
          ].join('\n'),
        );
        done(imported ? EXIT.done : EXIT.refusedOrBad);
      });
    });
