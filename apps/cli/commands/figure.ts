import { Argument } from 'commander';
import { seesSmallNumbers } from '#domain';
import { openReportFigure } from '#engine';
import { REPORTS } from '#reporting';
import type { ReportName } from '#reporting';
import type { AddCommand } from '../add-command.js';
import { wholeNumber } from '../option-values.js';
import { EXIT, Refused, WrongUse } from '../outcome.js';
import { table } from '../output/table.js';
import { asking, requestOf } from '../report-options.js';
import type { AskedOptions } from '../report-options.js';
import { inSession, mayRead } from '../session.js';
import type { GlobalOptions } from '../session.js';

interface Options extends GlobalOptions, AskedOptions {
  readonly period: string;
  readonly series: string;
  readonly key: string;
  readonly most: number;
}

/** How long it waits for the figures to hold everything recorded. Milliseconds. */
const WAIT_MS = 600_000;
const LISTED = 50;

export const addFigure: AddCommand = (self, done) =>
  void asking(self.addArgument(new Argument('<report>', 'which report').choices(REPORTS)))
    .requiredOption('--period <period>', 'of the row, such as 2024-05 or total')
    .requiredOption('--series <series>', 'of the row, such as overall')
    .requiredOption('--key <key>', 'of the row, such as good')
    .option('--most <n>', 'how many audits to list', wholeNumber, LISTED)
    .action(async (report: ReportName, _options: object, command) => {
      const options: Options = command.optsWithGlobals();
      const { period, series, key, most } = options;
      const order = { ...requestOf(report, options), figure: { period, series, key }, most, waitMs: WAIT_MS };
      await inSession(options, async ({ engine, actor, answer, during }) => {
        mayRead('reports', actor);
        if (!seesSmallNumbers(actor, (await engine.references.load()).settings))
          throw new Refused('The audits behind a figure are a small number, which is withheld outside the QA team.');
        const opened = await during('Bringing the figures up to date', () => openReportFigure(engine, order));
        if ('sentence' in opened) throw new WrongUse(opened.sentence);
        const { total, audits } = opened;
        answer.give({ total, audits }, () =>
          [
            `${total} audits${total > audits.length ? `, the first ${audits.length} of them` : ''}.`,
            table(
              [
                { heading: 'Audit', of: ({ auditId }) => auditId },
                { heading: 'Revision', of: ({ revision }) => revision, right: true },
                { heading: 'Recorded', of: ({ recordedAt }) => recordedAt },
                { heading: 'Corrected', of: ({ corrected }) => (corrected ? 'yes' : '') },
              ],
              audits,
            ),
          ].join('\n'),
        );
        done(EXIT.done);
      });
    });
