import { listDocument } from '#committee';
import { seesSmallNumbers } from '#domain';
import { reportInadequates } from '#engine';
import { aboutList, inadequatesTable } from '#reporting';
import type { InadequateItem, InadequatesReport } from '#reporting';
import { formatOf, giveReport } from '../give-report.js';
import type { ReportFormat } from '../give-report.js';
import { EXIT, Refused, WrongUse } from '../outcome.js';
import type { ExitCode } from '../outcome.js';
import { table } from '../output/table.js';
import { requestOf } from '../report-options.js';
import type { AskedOptions } from '../report-options.js';
import { inSession, mayRead } from '../session.js';
import type { GlobalOptions } from '../session.js';

interface Options extends GlobalOptions, Partial<AskedOptions> {
  readonly published?: string;
  readonly item?: string;
  readonly format?: ReportFormat;
  readonly csv?: boolean;
  readonly out?: string;
}

const WAIT_MS = 600_000;

/** `report inadequate`: the tracker of audits with the worst grade of their scale. @throws WrongUse, Refused */
export async function showInadequates(options: Options, done: (code: ExitCode) => void): Promise<void> {
  const [other] = (['by', 'scale', 'published', 'item'] as const).filter((name) => options[name] !== undefined);
  if (other !== undefined) throw new WrongUse(`The tracker is a list of audits: leave out --${other}.`);
  formatOf(options);
  const { from, to, asAt, filters } = requestOf('inadequate', options);
  await inSession(options, async ({ engine, actor, answer, during }) => {
    mayRead('reports', actor);
    const { settings } = await engine.references.load();
    if (!seesSmallNumbers(actor, settings))
      throw new Refused('The tracker is of single audits, which do not leave the QA team.');
    const report = await during('Bringing the figures up to date', () =>
      reportInadequates(engine, { from, to, asAt, filters, waitMs: WAIT_MS }),
    );
    const written = { json: report, table: inadequatesTable(report), about: aboutList('Lowest grades', report) };
    const document = () =>
      listDocument(written.table, written.about, { council: settings?.council ?? '', asAt: engine.clock() });
    await giveReport(answer, { ...written, document, text: () => asText(report) }, options);
    done(EXIT.done);
  });
}

const countsOf = ({ actionsOpen, actionsOverdue, actionsCompleted, actionsVerified }: InadequateItem): string =>
  `${actionsOpen} (${actionsOverdue})/${actionsCompleted}/${actionsVerified}`;

const asText = ({ from, to, items }: InadequatesReport): string =>
  `Lowest grades, ${from} to ${to}\n\n${table(
    [
      { heading: 'Audit', of: ({ audit }) => audit },
      { heading: 'Team', of: ({ team }) => team },
      { heading: 'Audited', of: ({ auditedOn }) => auditedOn },
      { heading: 'Grade', of: ({ grade }) => grade },
      { heading: 'Stands at', of: ({ standsAt, isLate }) => `${standsAt ?? ''}${isLate ? ', late' : ''}` },
      { heading: 'Plan', of: ({ planGivenOn, planDue }) => planGivenOn ?? (planDue === null ? '' : `due ${planDue}`) },
      { heading: 'Open (overdue)/to verify/done', of: countsOf },
      {
        heading: 'Re-audit',
        of: ({ reaudit, reauditGrade }) => [reaudit, reauditGrade].filter((one) => one !== null).join(' '),
      },
    ],
    items,
  )}\n`;
