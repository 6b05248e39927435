import { importHistoricAudits } from '#application';
import type { AddCommand } from '../add-command.js';
import { checkIsFile } from '../option-values.js';
import { EXIT, accepted } from '../outcome.js';
import { inNewSession } from '../session.js';
import type { GlobalOptions } from '../session.js';
import { NOTHING_IMPORTED, findingsText } from './import-findings.js';

interface Options extends GlobalOptions {
  readonly acceptRejects?: boolean;
}

export const addImportAudits: AddCommand = (parent, done) =>
  void parent
    .command('audits <file>')
    .description('import earlier audits, with their grades, from a CSV')
    .option('--accept-rejects', 'import the rows that are right although others are not')
    .action(async (file: string, _options: object, command) => {
      const options: Options = command.optsWithGlobals();
      checkIsFile(file);
      await inNewSession(options, async ({ engine, actor, now, today, answer, during }) => {
        const acceptRejects = options.acceptRejects === true;
        const order = { file, actor, now, today, acceptRejects };
        const said = accepted(
          await during('Importing audits', (progress) => importHistoricAudits(engine, { ...order, progress })),
        );
        const { rows, rejected, warnings, imported } = said;
        answer.give({ rows, rejected }, () =>
          [
            `${rows.read} rows read, ${rows.accepted} accepted, ${rows.rejected} rejected, ${rows.alreadyThere} already there.`,
            imported ? '' : NOTHING_IMPORTED,
            findingsText(rejected, []),
          ].join('\n'),
        );
        if (warnings.length > 0) answer.note(findingsText([], warnings));
        done(imported ? EXIT.done : EXIT.refusedOrBad);
      });
    });
