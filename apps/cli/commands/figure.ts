import { Argument } from 'commander';
import { NAMED_REPORTS, wholeOf } from '#reporting';
import type { NamedReport } from '#reporting';
import type { AddCommand } from '../add-command.js';
import { wholeNumber } from '../option-values.js';
import { EXIT } from '../outcome.js';
import { asking, requestOf } from '../report-options.js';
import type { AskedOptions } from '../report-options.js';
import { inSession, mayRead } from '../session.js';
import { showFigure } from '../show-figure.js';
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
  void asking(self.addArgument(new Argument('<report>', 'which report').choices(NAMED_REPORTS)))
    .requiredOption('--period <period>', 'of the row, such as 2024-05 or total')
    .requiredOption('--series <series>', 'of the row, such as overall')
    .requiredOption('--key <key>', 'of the row, such as good')
    .option('--most <n>', 'how many audits to list', wholeNumber, LISTED)
    .action(async (report: NamedReport, _options: object, command) => {
      const options: Options = command.optsWithGlobals();
      const { period, series, key, most } = options;
      const order = { ...requestOf(wholeOf(report), options), figure: { period, series, key }, most, waitMs: WAIT_MS };
      await inSession(options, async (session) => {
        mayRead('reports', session.actor);
        await showFigure(session, order);
        done(EXIT.done);
      });
    });
