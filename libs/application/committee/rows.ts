import { commandIn, committeeForms, committeeReports, responsibilitiesOf } from '#domain';
import type { CommitteeCommand, KeptReports } from '#domain';
import { bodyOf } from '../body/body-of.js';
import type { BodyClass } from '../body/body-class.js';
import { commandRow } from '../row/command-row.js';
import type { CommandRow, SaysOf } from '../row/command-row.js';
import { foldOf } from '../streams/stream-fold.js';

export const COMMITTEE_REPORTS_STREAM = 'committee-reports';
const committeeReportsFold = foldOf(committeeReports);

interface CommitteeRow<Body extends object> {
  readonly path: string | null;
  readonly summary: string;
  readonly body: BodyClass<Body> | null;
  readonly says: (body: Body, reportId: string) => CommitteeCommand;
}

const row = <Body extends object>(name: CommitteeCommand['type'], { says, ...rest }: CommitteeRow<Body>): CommandRow =>
  commandRow<KeptReports, Body>({
    name,
    group: 'reports',
    ...rest,
    fold: committeeReportsFold,
    record: 'always',
    idOf: (target) => target ?? COMMITTEE_REPORTS_STREAM,
    streamOf: () => COMMITTEE_REPORTS_STREAM,
    decide(body, reports, context) {
      const responsibilities = responsibilitiesOf(context.references.settings);
      return committeeReports.decide(says(body, context.id), reports, { ...context, responsibilities });
    },
  });

/** Reports to committees, kept and signed off. */
export const committeeRows: readonly CommandRow[] = [
  row<SaysOf<CommitteeCommand, 'KeepCommitteeReport'>>('KeepCommitteeReport', {
    path: null,
    summary: 'Keep a version of a report to a committee',
    body: null,
    says: (body) => ({ type: 'KeepCommitteeReport', ...body }),
  }),
  row('SignOffCommitteeReport', {
    path: 'committee-reports/:id/sign-off',
    summary: 'Sign the newest version of a report to a committee off',
    body: bodyOf(committeeForms.SignOffCommitteeReport),
    says: (body, reportId) => ({ ...commandIn(committeeForms, 'SignOffCommitteeReport', body), reportId }),
  }),
];
