import { seesSmallNumbers } from '#domain';
import { reportTrends } from '#engine';
import { formatOf, giveReport } from '../give-report.js';
import type { ReportFormat } from '../give-report.js';
import { EXIT, Refused, WrongUse } from '../outcome.js';
import type { ExitCode } from '../outcome.js';
import { requestOf } from '../report-options.js';
import type { AskedOptions } from '../report-options.js';
import { inSession, mayRead } from '../session.js';
import type { GlobalOptions } from '../session.js';
import { writtenReport } from '../written-report.js';

interface Options extends GlobalOptions, Partial<AskedOptions> {
  readonly practitioners?: boolean;
  readonly published?: string;
  readonly item?: string;
  readonly format?: ReportFormat;
  readonly csv?: boolean;
  readonly out?: string;
}

const WAIT_MS = 600_000;

const NOT_ASKED = ['scale', 'combine', 'published', 'item'] as const satisfies readonly (keyof Options)[];

/** `report trends`: of a team or of all; with `--practitioners` those of a team, for the QA team. @throws WrongUse, Refused */
export async function showTrends(options: Options, done: (code: ExitCode) => void): Promise<void> {
  const other = NOT_ASKED.find((option) => options[option] !== undefined);
  if (other !== undefined) throw new WrongUse(`The report trends has no --${other}: leave it out.`);
  formatOf(options);
  const { report: _, scale: __, ...request } = requestOf('trends', options);
  await inSession(options, async ({ engine, actor, answer, during }) => {
    mayRead('reports', actor);
    const { settings } = await engine.references.load();
    const order = {
      ...request,
      withSmallNumbers: seesSmallNumbers(actor, settings),
      practitioners: options.practitioners === true,
      waitMs: WAIT_MS,
    };
    const report = await during('Bringing the figures up to date', () => reportTrends(engine, order));
    if ('sentence' in report) {
      if (report.code === 'small-numbers-withheld') throw new Refused(report.sentence);
      throw new WrongUse(report.sentence);
    }
    const standing = { council: settings?.council ?? '', asAt: engine.clock(), settings };
    await giveReport(answer, writtenReport(report, standing), options);
    done(EXIT.done);
  });
}
