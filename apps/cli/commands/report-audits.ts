import { seesSmallNumbers } from '#domain';
import { reportActions, reportExpected, reportInadequates } from '#engine';
import type { Engine } from '#engine';
import type { InadequateItem, InadequatesReport, ReportRequest } from '#reporting';
import { formatOf, giveReport } from '../give-report.js';
import type { ReportFormat, Written } from '../give-report.js';
import { EXIT, Refused, WrongUse } from '../outcome.js';
import type { ExitCode } from '../outcome.js';
import { table } from '../output/table.js';
import { requestOf } from '../report-options.js';
import type { AskedOptions } from '../report-options.js';
import { inSession, mayRead } from '../session.js';
import type { GlobalOptions } from '../session.js';
import { writtenList, writtenReport } from '../written-report.js';

/** Reports of single audits and single auditors, for the QA team alone. */
export const AUDIT_LISTS = ['inadequate', 'actions', 'expected'] as const;
export type AuditList = (typeof AUDIT_LISTS)[number];

interface Options extends GlobalOptions, Partial<AskedOptions> {
  readonly published?: string;
  readonly item?: string;
  readonly format?: ReportFormat;
  readonly csv?: boolean;
  readonly out?: string;
}

interface Listed {
  /** Options that ask something it does not answer. */
  readonly without: readonly (keyof Options)[];
  readonly write: (engine: Engine, request: Omit<ReportRequest, 'report'>, council: string) => Promise<Written>;
}

const WAIT_MS = 600_000;

const figures =
  (report: typeof reportActions): Listed['write'] =>
  async (engine, { scale: _, ...request }, council) =>
    writtenReport(await report(engine, { ...request, waitMs: WAIT_MS }), {
      council,
      asAt: engine.clock(),
      settings: null,
    });

const LISTED: Readonly<Record<AuditList, Listed>> = {
  inadequate: {
    without: ['by', 'scale', 'combine', 'published', 'item'],
    write: async (engine, { from, to, asAt, filters }, council) => {
      const report = await reportInadequates(engine, { from, to, asAt, filters, waitMs: WAIT_MS });
      return writtenList(report, () => asText(report), { council, asAt: engine.clock() });
    },
  },
  actions: { without: ['scale', 'combine', 'published', 'item'], write: figures(reportActions) },
  expected: {
    without: ['scale', 'combine', 'published', 'item', 'service', 'team', 'activity'],
    write: figures(reportExpected),
  },
};

/** `report inadequate`, `report actions`, `report expected`. @throws WrongUse, Refused */
export async function showAuditList(name: AuditList, options: Options, done: (code: ExitCode) => void): Promise<void> {
  const { without, write } = LISTED[name];
  const [other] = without.filter((option) => options[option] !== undefined);
  if (other !== undefined) throw new WrongUse(`The report ${name} has no --${other}: leave it out.`);
  formatOf(options);
  const { report: _, ...request } = requestOf(name, options);
  await inSession(options, async ({ engine, actor, answer, during }) => {
    mayRead('reports', actor);
    const { settings } = await engine.references.load();
    if (!seesSmallNumbers(actor, settings))
      throw new Refused('This report is of single audits or auditors, which do not leave the QA team.');
    const written = await during('Bringing the figures up to date', () =>
      write(engine, request, settings?.council ?? ''),
    );
    await giveReport(answer, written, options);
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
