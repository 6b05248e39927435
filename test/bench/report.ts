import { join } from 'node:path';
import Database from 'better-sqlite3';
import { reportFacts } from '#facts';
import { buildReport, type ReportRequest } from '#reporting';
import { importedAudits } from '../support/imported-audits.js';
import type { Benchmark, Side } from './harness.js';

const AUDITS = 200_000;
const BATCH = 5_000;
const REPORTS = 5;

const wholeRange: ReportRequest = {
  report: 'judgements',
  from: '2021-04-01',
  to: '2024-03-31',
  by: 'month',
  asAt: null,
  filters: {},
};

/** Half of the audits were recorded by then. */
const MIDDLE_OF_IMPORT = '2024-04-02T09:01:40.000Z';

/**
 * The report of judgements over 200,000 imported audits with ten domains each, by month, against grouping the overall
 * grades alone in a plain table of one row an audit. The goal is an answer in under 100 ms, so 10 reports a second.
 */
const judgementsOver200000 = (name: string, asAt: string | null): Benchmark => ({
  name,
  what: `judgements over ${AUDITS} audits with ten domains, ${asAt === null ? 'now' : 'as at a moment'}, against one GROUP BY of a column`,
  unit: 'reports/s',
  goal: 1,
  enough: 10,
  turns: 5,
  async prepare(folder) {
    const facts = new Database(join(folder, 'facts.db'));
    const plain = new Database(join(folder, 'plain.db'));
    project(facts, plain);
    const grouped = plain.prepare(
      'SELECT month, grade, count(*) AS audits FROM audit WHERE recorded <= ? GROUP BY 1, 2',
    );
    return {
      ours: sideOf(facts, () => buildReport(facts, { ...wholeRange, asAt })),
      reference: sideOf(plain, () => grouped.all(asAt ?? '9')),
    };
  },
});

export const reportNow = judgementsOver200000('report-now', null);
export const reportAsAt = judgementsOver200000('report-as-at', MIDDLE_OF_IMPORT);

function project(facts: Database.Database, plain: Database.Database): void {
  facts.exec(reportFacts.schema);
  plain.exec('CREATE TABLE audit (month TEXT, grade TEXT, recorded TEXT)');
  const insert = plain.prepare('INSERT INTO audit VALUES (?, ?, ?)');
  const projector = reportFacts.projector(facts);
  const audits = importedAudits(AUDITS);
  for (let done = 0; done < AUDITS; done += BATCH) {
    const events = Array.from({ length: BATCH }, () => audits.next().value).filter((event) => event !== undefined);
    facts.transaction(() => projector.apply(events))();
    plain.transaction(() => {
      for (const { data, metadata } of events)
        insert.run(data.auditedOn.slice(0, 7), data.finalGrade, metadata.recordedAt);
    })();
  }
}

function sideOf(db: Database.Database, report: () => unknown): Side {
  return {
    ready: async () => async () => {
      for (let done = 0; done < REPORTS; done += 1) report();
      return REPORTS;
    },
    close: async () => {
      db.close();
    },
  };
}
