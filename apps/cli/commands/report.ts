import { Argument, Option } from 'commander';
import { seesSmallNumbers } from '#domain';
import { runReport } from '#engine';
import { REPORTS, comparePublished, formatCsv, formatJson } from '#reporting';
import type { Report, ReportName, ReportRow } from '#reporting';
import type { AddCommand } from '../add-command.js';
import { publishedIn, sentenceOn } from '../published-figures.js';
import { formatOf, giveReport } from '../give-report.js';
import { WITHOUT_DATES, asking, requestOf } from '../report-options.js';
import { showCommittee } from './report-committee.js';
import { LIST_REPORTS, showListReport, type ListReport } from './report-lists.js';
import type { AskedOptions } from '../report-options.js';
import { EXIT, WrongUse } from '../outcome.js';
import { table } from '../output/table.js';
import { inSession, mayRead } from '../session.js';
import type { GlobalOptions } from '../session.js';

interface Options extends GlobalOptions, Partial<AskedOptions> {
  readonly published?: string;
  readonly format?: 'json' | 'csv' | 'text';
  readonly csv?: boolean;
  readonly out?: string;
  readonly item?: string;
}

interface DocumentOptions {
  readonly format?: string;
  readonly cover?: string;
  readonly parts?: string;
}

/** How long a report waits for its facts to hold everything recorded: they may first have to be built. Milliseconds. */
const WAIT_MS = 600_000;

export const addReport: AddCommand = (self, done) =>
  void asking(
    self.addArgument(new Argument('<report>', 'which report').choices([...REPORTS, ...LIST_REPORTS, 'committee'])),
    WITHOUT_DATES,
  )
    .addOption(
      new Option(
        '--format <format>',
        'how it is written; json with --json, csv into a .csv file, otherwise text',
      ).choices(['json', 'csv', 'text', 'html', 'docx', 'pdf']),
    )
    .option('--csv', 'the same as --format csv')
    .option('--out <file>', 'write it to a file; shown by default')
    .option('--published <file>', 'say of figures printed elsewhere (JSON) whether these audits give them')
    .option('--item <key>', 'of dip samples: what a figure counts, by the item of its row in JSON')
    .option('--cover <file>', 'of a report to a committee: its cover sheet and what is written of its parts (JSON)')
    .option('--parts <names>', 'of a report to a committee: which reports, in order, with commas; all by default')
    .action(async (name: ReportName | ListReport | 'committee', _options: object, command) => {
      const options: Options & DocumentOptions = command.optsWithGlobals();
      if (name === 'committee') return showCommittee(options, done);
      if (isDocument(options)) throw new WrongUse('Only a report to a committee is a document: report committee.');
      if (isListReport(name)) return showListReport(name, options, done);
      if (options.item !== undefined) throw new WrongUse('Figures of audits are opened by: figure.');
      const request = requestOf(name, options);
      const figures = options.published === undefined ? [] : publishedIn(options.published);
      await inSession(options, async ({ engine, actor, answer, during }) => {
        mayRead('reports', actor);
        const { settings } = await engine.references.load();
        const report = await during('Bringing the figures up to date', () =>
          runReport(engine, { ...request, withSmallNumbers: seesSmallNumbers(actor, settings), waitMs: WAIT_MS }),
        );
        if ('sentence' in report) throw new WrongUse(report.sentence);
        giveReport(answer, written(report, formatOf(options)), options);
        const compared = comparePublished(figures, report.rows);
        for (const comparison of compared) answer.note(sentenceOn(comparison));
        done(compared.some(({ flagged }) => flagged) ? EXIT.refusedOrBad : EXIT.done);
      });
    });

const isListReport = (name: ReportName | ListReport): name is ListReport => LIST_REPORTS.some((one) => one === name);

/** Whether something is asked for that only a document has. */
const isDocument = ({ format = '', cover, parts }: DocumentOptions): boolean =>
  ['html', 'docx', 'pdf'].includes(format) || cover !== undefined || parts !== undefined;

const FORMATS = {
  json: formatJson,
  csv: formatCsv,
  text: asText,
} as const;

/** A value with its unit, where a row has one. */
function valueOf({ value = null, unit }: ReportRow): string | null {
  if (value === null) return null;
  return unit === undefined ? String(value) : `${value} ${unit.replace('_', ' ')}`;
}

const written = (report: Report, format: keyof typeof FORMATS): string => FORMATS[format](report);

function asText({ report, from, to, rows, notes }: Report): string {
  const counts = ({ numerator, denominator, withheld }: ReportRow): string =>
    withheld === true
      ? `withheld${denominator === null ? '' : `/${denominator}`}`
      : denominator === null
        ? ''
        : `${numerator ?? '-'}/${denominator}`;
  const figures = table(
    [
      { heading: 'Period', of: ({ period }) => period },
      { heading: 'Series', of: ({ series }) => series },
      { heading: 'What', of: ({ label }) => label },
      { heading: 'n/N', of: counts, right: true },
      { heading: '%', of: ({ percent }) => percent, right: true },
      { heading: 'Value', of: valueOf },
    ],
    rows,
  );
  return [`${report}, ${from} to ${to}`, '', figures, ...notes.map(({ text }) => `\n${text}`), ''].join('\n');
}
