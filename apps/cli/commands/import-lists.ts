import {
  importDipSample,
  importFeedback,
  importLearning,
  importMeasures,
  importPlan,
  importPublished,
  importReadings,
  importRisks,
} from '#application';
import type { ListImportOrder, ListRead } from '#application';
import type { Refusal } from '#domain';
import type { Engine } from '#engine';
import { accepted } from '../accepted.js';
import type { AddCommand } from '../add-command.js';
import { checkIsFile } from '../option-values.js';
import { EXIT } from '../outcome.js';
import { table } from '../output/table.js';
import { inNewSession } from '../session.js';
import type { GlobalOptions } from '../session.js';
import { NOTHING_IMPORTED, findingsText } from './import-findings.js';

interface Options extends GlobalOptions {
  readonly acceptRejects?: boolean;
  readonly acceptFindings?: boolean;
}

interface ListCommand<Said extends ListRead> {
  readonly during: string;
  readonly run: (engine: Engine, order: ListImportOrder, options: Options) => Promise<Said | Refusal>;
  /** What it came to, in a sentence or two. */
  readonly counts: (said: Said) => string;
  /** What was found besides what is wrong row by row. */
  readonly findings?: (said: Said) => string;
  /** Whether nothing was left out that somebody must decide on. */
  readonly isDecided?: (said: Said) => boolean;
}

/** A command that imports a list of which every row says one thing. */
const listImport =
  <Said extends ListRead>(
    { during: doing, run, counts, findings = () => '', isDecided = () => true }: ListCommand<Said>,
    acceptsFindings = false,
  ): AddCommand =>
  (self, done) => {
    self
      .argument('<file>')
      .option('--accept-rejects', 'import the rows that are right although others are not')
      .action(async (file: string, _options: object, command) => {
        const options: Options = command.optsWithGlobals();
        checkIsFile(file);
        await inNewSession(options, async ({ engine, actor, now, answer, during }) => {
          const order = { file, actor, now, acceptRejects: options.acceptRejects === true };
          const said: Said = accepted(await during(doing, () => run(engine, order, options)));
          const { imported, ...json } = said;
          const { rows, rejected, warnings } = said;
          answer.give(json, () =>
            [
              `${rows.read} rows read, ${rows.accepted} accepted, ${rows.rejected} rejected.`,
              imported ? counts(said) : NOTHING_IMPORTED,
              findingsText(rejected, warnings),
              findings(said),
            ].join('\n'),
          );
          done(imported && isDecided(said) ? EXIT.done : EXIT.refusedOrBad);
        });
      });
    if (acceptsFindings)
      self.option(
        '--accept-findings',
        'publish measures as they are printed although their bands do not hold together',
      );
  };

const recorded =
  (what: string) =>
  ({ recorded: entered, corrected, unchanged }: Record<'recorded' | 'corrected' | 'unchanged', number>): string =>
    `${entered} ${what} entered, ${corrected} corrected, ${unchanged} known already.`;

export const addImportPublished = listImport({
  during: 'Entering published figures',
  run: importPublished,
  counts: recorded('figures'),
});

export const addImportFeedback = listImport({
  during: 'Entering feedback',
  run: importFeedback,
  counts: recorded('answers'),
});

export const addImportDipSample = listImport({
  during: 'Entering a dip sample',
  run: importDipSample,
  counts: recorded('children or families'),
});

export const addImportLearning = listImport({
  during: 'Entering learning activities',
  run: importLearning,
  counts: recorded('activities'),
});

export const addImportPlan = listImport({
  during: 'Entering the improvement plan',
  run: importPlan,
  counts: recorded('actions'),
});

export const addImportRisks = listImport({
  during: 'Entering the risk register',
  run: importRisks,
  counts: recorded('risks'),
});

export const addImportReadings = listImport({
  during: 'Entering readings',
  run: importReadings,
  counts: recorded('readings'),
});

export const addImportMeasures = listImport(
  {
    during: 'Entering measures',
    run: (engine, order, { acceptFindings = false }) => importMeasures(engine, { ...order, acceptFindings }),
    counts: ({ published, changed, unchanged }) =>
      `${published} measures published, ${changed} changed, ${unchanged} known already.`,
    findings: ({ heldBack, findings }) =>
      [
        findings.length === 0
          ? ''
          : `\nTheir bands:\n${table(
              [
                { heading: 'Measure', of: ({ measure }) => measure },
                { heading: 'What', of: ({ kind }) => kind },
                { heading: 'Why', of: ({ text }) => text },
              ],
              findings,
            )}`,
        heldBack === 0
          ? ''
          : `\n${heldBack} measures were left out: their bands do not hold together. Correct them, or give --accept-findings to publish them as they are printed.`,
      ]
        .filter((part) => part !== '')
        .join('\n'),
    isDecided: ({ heldBack }) => heldBack === 0,
  },
  true,
);
