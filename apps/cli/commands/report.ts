import { Argument, Option } from 'commander';
import { seesSmallNumbers } from '#domain';
import { runReport } from '#engine';
import { NAMED_REPORTS, combinedReport, comparePublished, shownOf, wholeOf } from '#reporting';
import type { NamedReport, ReportRow } from '#reporting';
import type { AddCommand } from '../add-command.js';
import { showFigure } from '../show-figure.js';
import { publishedIn, sentenceOn } from '../published-figures.js';
import { REPORT_FORMATS, formatOf, giveReport } from '../give-report.js';
import type { ReportFormat } from '../give-report.js';
import { writtenReport } from '../written-report.js';
import { WITHOUT_DATES, asking, requestOf } from '../report-options.js';
import { showCommittee } from './report-committee.js';
import { showTrends } from './report-trends.js';
import { AUDIT_LISTS, showAuditList, type AuditList } from './report-audits.js';
import { LIST_REPORTS, showListReport, type ListReport } from './report-lists.js';
import type { AskedOptions } from '../report-options.js';
import { EXIT, WrongUse } from '../outcome.js';
import { inSession, mayRead } from '../session.js';
import type { GlobalOptions } from '../session.js';

interface Options extends GlobalOptions, Partial<AskedOptions> {
  readonly published?: string;
  readonly format?: ReportFormat;
  readonly item?: string;
  readonly csv?: boolean;
  readonly practitioners?: boolean;
  readonly out?: string;
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
    self.addArgument(
      new Argument('<report>', 'which report').choices([
        ...NAMED_REPORTS,
        ...LIST_REPORTS,
        ...AUDIT_LISTS,
        'trends',
        'committee',
      ]),
    ),
    WITHOUT_DATES,
  )
    .addOption(
      new Option(
        '--format <format>',
        'how it is written; json with --json, otherwise as the ending of --out says, otherwise text',
      ).choices(REPORT_FORMATS),
    )
    .option(
      '--combine <rows>',
      'rows that are wanted as one besides, by their keys: good+outstanding; several with commas',
    )
    .option('--practitioners', 'of trends: by practitioner too, of one team')
    .option('--csv', 'the same as --format csv')
    .option('--out <file>', 'write it to a file; shown by default')
    .option('--published <file>', 'say of figures printed elsewhere (JSON) whether these audits give them')
    .option(
      '--item <figure>',
      'what one figure counts: key, series/key or period/series/key of its row; of dip samples, the item of its row in JSON',
    )
    .option('--cover <file>', 'of a report to a committee: its cover sheet and what is written of its parts (JSON)')
    .option(
      '--parts <names>',
      'of a report to a committee: which reports, in order, with commas; by default all but the plan and the risks',
    )
    .action(async (name: NamedReport | ListReport | AuditList | 'trends' | 'committee', _options: object, command) => {
      const options: Options & DocumentOptions = command.optsWithGlobals();
      if (name === 'committee') return showCommittee(options, done);
      if (options.cover !== undefined || options.parts !== undefined)
        throw new WrongUse('Only a report to a committee has a cover sheet and parts: report committee.');
      if (name === 'trends') return showTrends(options, done);
      if (options.practitioners === true) throw new WrongUse('Only trends are told by practitioner: report trends.');
      if (isAuditList(name)) return showAuditList(name, options, done);
      if (isListReport(name)) return showListReport(name, options, done);
      formatOf(options);
      const request = requestOf(wholeOf(name), options);
      const figures = options.published === undefined ? [] : publishedIn(options.published);
      await inSession(options, async (session) => {
        const { engine, actor, answer, during } = session;
        mayRead('reports', actor);
        const { settings } = await engine.references.load();
        const report = await during('Bringing the figures up to date', () =>
          runReport(engine, { ...request, withSmallNumbers: seesSmallNumbers(actor, settings), waitMs: WAIT_MS }),
        );
        if ('sentence' in report) throw new WrongUse(report.sentence);
        const shown = combinedReport(shownOf(name, report), options.combine ?? '');
        if ('sentence' in shown) throw new WrongUse(shown.sentence);
        if (options.item !== undefined) {
          const figure = figureIn(shown.rows, options.item);
          await showFigure(session, { ...request, figure, most: LISTED, waitMs: WAIT_MS });
          return done(EXIT.done);
        }
        const standing = { council: settings?.council ?? '', asAt: engine.clock(), settings };
        await giveReport(answer, writtenReport(shown, standing), options);
        const compared = comparePublished(figures, shown.rows);
        for (const comparison of compared) answer.note(sentenceOn(comparison));
        done(compared.some(({ flagged }) => flagged) ? EXIT.refusedOrBad : EXIT.done);
      });
    });

/** Audits shown behind a figure. */
const LISTED = 50;
/** Figures named where several are meant. */
const NAMED = 10;

/** The one row that an item names from its end. @throws WrongUse */
function figureIn(rows: readonly ReportRow[], item: string): Pick<ReportRow, 'period' | 'series' | 'key'> {
  const nameOf = ({ period, series, key }: ReportRow): string => `${period}/${series}/${key}`;
  const meant = rows.filter((row) => `/${nameOf(row)}`.endsWith(`/${item}`));
  const [only, another] = meant;
  if (only === undefined)
    throw new WrongUse(
      `No figure of the report is called ${item}. A figure is called as its row is, such as total/overall/good.`,
    );
  if (another !== undefined)
    throw new WrongUse(
      `${meant.length} figures are called ${item}. Say which: ${meant.slice(0, NAMED).map(nameOf).join(', ')}${meant.length > NAMED ? ', …' : ''}.`,
    );
  return only;
}

const isAuditList = (name: NamedReport | ListReport | AuditList): name is AuditList =>
  AUDIT_LISTS.some((one) => one === name);
const isListReport = (name: NamedReport | ListReport): name is ListReport => LIST_REPORTS.some((one) => one === name);
