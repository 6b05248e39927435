import { importPublished } from '#application';
import { accepted } from '../accepted.js';
import type { AddCommand } from '../add-command.js';
import { checkIsFile } from '../option-values.js';
import { EXIT } from '../outcome.js';
import { inNewSession } from '../session.js';
import type { GlobalOptions } from '../session.js';
import { NOTHING_IMPORTED, findingsText } from './import-findings.js';

interface Options extends GlobalOptions {
  readonly acceptRejects?: boolean;
}

export const addImportPublished: AddCommand = (self, done) =>
  void self
    .argument('<file>')
    .option('--accept-rejects', 'import the rows that are right although others are not')
    .action(async (file: string, _options: object, command) => {
      const options: Options = command.optsWithGlobals();
      checkIsFile(file);
      await inNewSession(options, async ({ engine, actor, now, answer, during }) => {
        const order = { file, actor, now, acceptRejects: options.acceptRejects === true };
        const said = accepted(await during('Entering published figures', () => importPublished(engine, order)));
        const { imported, ...json } = said;
        const { rows, recorded, corrected, unchanged, rejected, warnings } = json;
        answer.give(json, () =>
          [
            `${rows.read} rows read, ${rows.accepted} accepted, ${rows.rejected} rejected.`,
            imported
              ? `${recorded} figures entered, ${corrected} corrected, ${unchanged} known already.`
              : NOTHING_IMPORTED,
            findingsText(rejected, warnings),
          ].join('\n'),
        );
        done(imported ? EXIT.done : EXIT.refusedOrBad);
      });
    });
