import { importHistoricAudits } from '#application';
import type { UnmatchedName } from '#application';
import { accepted } from '../accepted.js';
import type { AddCommand } from '../add-command.js';
import { checkIsFile } from '../option-values.js';
import { EXIT, WrongUse } from '../outcome.js';
import { sayingWhenInterrupted } from '../interrupted.js';
import { table } from '../output/table.js';
import { inNewSession, inSession } from '../session.js';
import type { GlobalOptions } from '../session.js';
import { NOTHING_IMPORTED, findingsText } from './import-findings.js';

type Done = Parameters<AddCommand>[1];

interface Options extends GlobalOptions {
  readonly acceptRejects?: boolean;
  readonly takeBack?: string;
}

export const addImportAudits: AddCommand = (self, done) =>
  void self
    .argument('[file]')
    .option('--accept-rejects', 'import the rows that are right although others are not')
    .option('--take-back <import>', 'have the audits of an import, whole or unfinished, count no more')
    .action(async (file: string | undefined, _options: object, command) => {
      const options: Options = command.optsWithGlobals();
      if ((file === undefined) === (options.takeBack === undefined)) {
        throw new WrongUse('Give a file to import, or --take-back and the id of an import.');
      }
      if (file === undefined) return takeBack(options, done);
      checkIsFile(file);
      await inNewSession(options, async ({ engine, actor, now, today, answer, during }) => {
        const acceptRejects = options.acceptRejects === true;
        const order = { file, actor, now, today, acceptRejects };
        const said = accepted(
          await sayingWhenInterrupted(INTERRUPTED, () =>
            during('Importing audits', (progress) => importHistoricAudits(engine, { ...order, progress })),
          ),
        );
        const { rows, rejected, warnings, imported, importId, unmatchedNames } = said;
        answer.give({ rows, rejected, importId, unmatchedNames }, () =>
          [
            `${rows.read} rows read, ${rows.accepted} accepted, ${rows.rejected} rejected, ${rows.alreadyThere} already there.`,
            imported ? '' : NOTHING_IMPORTED,
            findingsText(rejected, []),
            unmatchedText(unmatchedNames),
          ].join('\n'),
        );
        if (warnings.length > 0) answer.note(findingsText([], warnings));
        done(imported ? EXIT.done : EXIT.refusedOrBad);
      });
    });

const INTERRUPTED =
  'Interrupted: none of the audits of this file counts until all are there. Import the same file again to go on where it stopped; until then reports and verify say that it is unfinished, and what to take it back by.';

async function takeBack(options: Options, done: Done): Promise<void> {
  const { takeBack: target = '' } = options;
  await inSession(options, async ({ engine, actor, answer }) => {
    accepted(await engine.execute({ name: 'TakeBackAuditsImport', target, body: {}, actor }));
    answer.give({ importId: target, takenBack: true }, () => 'Taken back: its audits count no more.');
    done(EXIT.done);
  });
}

/** The names nobody has configured, for people. */
function unmatchedText(names: readonly UnmatchedName[]): string {
  if (names.length === 0) return '';
  const rows = table(
    [
      { heading: 'What', of: ({ what }) => what.replace('_', ' ') },
      { heading: 'Name', of: ({ name }) => name },
      { heading: 'Audits', of: ({ audits }) => audits, right: true },
      { heading: 'Could mean', of: ({ couldMean }) => couldMean.join(', ') },
    ],
    names,
  );
  return `\nNames that are not configured, recorded as they stand (an alias in the settings joins them to what they mean; audits of an unknown activity keep nobody out of a draw):\n${rows}`;
}
