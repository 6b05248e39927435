import { extname } from 'node:path';
import { Option } from 'commander';
import { importCaseload } from '#application';
import { SUBJECT_TYPES } from '#domain';
import type { CaseloadSource, SubjectType } from '#domain';
import { ImportProblem, parseCaseloadMapping } from '#imports';
import type { CaseloadMapping } from '#imports';
import { accepted } from '../accepted.js';
import type { AddCommand } from '../add-command.js';
import { jsonIn, checkIsFile, day } from '../option-values.js';
import { EXIT, WrongUse } from '../outcome.js';
import { inNewSession } from '../session.js';
import type { GlobalOptions } from '../session.js';
import { NOTHING_IMPORTED, findingsText } from './import-findings.js';

const SOURCES: Readonly<Record<string, CaseloadSource>> = { '.xlsx': 'annex-a', '.ods': 'annex-a', '.csv': 'csv' };

interface Options extends GlobalOptions {
  readonly asAt: string;
  readonly acceptRejects?: boolean;
  readonly mapping?: string;
  readonly subjectType?: SubjectType;
}

export const addImportCaseload: AddCommand = (self, done) =>
  void self
    .argument('<file>')
    .requiredOption('--as-at <date>', 'the day the list was true', day)
    .option('--accept-rejects', 'import the rows that are right although others are not')
    .option('--mapping <file>', 'of a CSV: a JSON file that says which header holds which field')
    .addOption(new Option('--subject-type <type>', 'of a CSV: who is listed').choices(SUBJECT_TYPES))
    .action(async (file: string, _options: object, command) => {
      const options: Options = command.optsWithGlobals();
      const source = sourceOf(file, options);
      checkIsFile(file);
      const mapping = options.mapping === undefined ? undefined : mappingIn(options.mapping);
      const { asAt, subjectType } = options;
      await inNewSession(options, async ({ engine, actor, answer, during }) => {
        const acceptRejects = options.acceptRejects === true;
        const order = { file, fileName: file, source, mapping, subjectType, asAt, actor, acceptRejects };
        const said = accepted(
          await during('Importing the caseload', (progress) => importCaseload(engine, { ...order, progress })),
        );
        const { imported, caseloadId: _, ...json } = said;
        const { rows, frame, rejected, warnings } = json;
        const { child_in_need, child_protection, looked_after, care_leaver } = frame.byStatus;
        const died = frame.died > 0 ? `, ${frame.died} of them because the child has died` : '';
        answer.give(json, () =>
          [
            `${rows.read} rows read, ${rows.accepted} accepted, ${rows.rejected} rejected.`,
            imported
              ? `The frame as at ${asAt} has ${frame.size} open cases; ${frame.closed} are closed${died}.`
              : rejected.length > 0
                ? NOTHING_IMPORTED
                : 'Nothing was imported: the file holds no case.',
            `Children in need ${child_in_need}, child protection ${child_protection}, looked after ${looked_after}, care leavers ${care_leaver}.`,
            findingsText(rejected, warnings),
          ].join('\n'),
        );
        done(imported ? EXIT.done : EXIT.refusedOrBad);
      });
    });

function sourceOf(file: string, { mapping, subjectType }: Options): CaseloadSource {
  const source = SOURCES[extname(file).toLowerCase()];
  if (source === undefined) throw new WrongUse('A caseload is an Annex A workbook (.xlsx or .ods) or a list (.csv).');
  if (source === 'annex-a' && (mapping !== undefined || (subjectType ?? 'child') !== 'child')) {
    throw new WrongUse(
      'An Annex A workbook lists children under known headers: leave out --mapping and --subject-type.',
    );
  }
  return source;
}

function mappingIn(file: string): CaseloadMapping {
  const mapping = jsonIn(file, 'The column mapping is no JSON.');
  try {
    return parseCaseloadMapping(mapping);
  } catch (error) {
    throw error instanceof ImportProblem ? new WrongUse(error.sentence) : error;
  }
}
