import type { Decider } from '../decider.js';
import { hasRole, type DecisionContext } from '../decision-context.js';
import { decideBy } from '../decision-table.js';
import { isDutyOf, notTheirDuty, type Heads } from '../duties.js';
import { form, text, whole, type CommandOf } from '../form.js';
import { refuse, type Refusal } from '../refusal.js';
import type { CommitteeEvent } from './events.js';

/** A version that was kept. */
export interface KeptVersion {
  readonly version: number;
  readonly digest: string;
}

/** A report to a committee as it stands. */
export interface KeptReport {
  /** In order. */
  readonly versions: readonly KeptVersion[];
  /** Which version was signed off; null while none was. */
  readonly signedOff: number | null;
}

/** By id, in the order they were first kept. */
export type KeptReports = ReadonlyMap<string, KeptReport>;

/** More versions than anybody writes. */
const MOST_VERSIONS = 1_000;

export const committeeForms = {
  SignOffCommitteeReport: form('SignOffCommitteeReportBody', {
    version: whole('Which version is signed off: the newest', 1, MOST_VERSIONS),
    as: text('Name and title of whoever signs it off, as they are to stand in the report'),
  }),
};

type Said = CommandOf<typeof committeeForms>;
type Kept = Extract<CommitteeEvent, { type: 'committee-report-kept' }>['data'];

export type CommitteeCommand =
  | (Said['SignOffCommitteeReport'] & { readonly reportId: string })
  /** The engine's own: what is kept holds figures that it worked out. */
  | ({ readonly type: 'KeepCommitteeReport' } & Omit<Kept, 'version' | 'keptBy'>);

export interface CommitteeContext extends Pick<DecisionContext, 'actor' | 'today'> {
  readonly responsibilities: Heads;
}

function evolve(before: KeptReports, event: CommitteeEvent): KeptReports {
  const { reportId, version, digest } = event.data;
  const report = before.get(reportId) ?? { versions: [], signedOff: null };
  const after =
    event.type === 'committee-report-kept'
      ? { ...report, versions: [...report.versions, { version, digest }] }
      : { ...report, signedOff: version };
  return new Map(before).set(reportId, after);
}

/** The decider of the stream `committee-reports`. What is signed off stays as it is: a later report is another. */
export const committeeReports: Decider<KeptReports, CommitteeCommand, CommitteeEvent, CommitteeContext> = {
  initial: new Map(),
  evolve,
  decide: decideBy({
    KeepCommitteeReport({ type: _, ...data }, reports, { actor, responsibilities }) {
      if (!isDutyOf(actor, 'committee-reports', responsibilities)) return notTheirDuty('committee-reports');
      const report = reports.get(data.reportId);
      if (report !== undefined && report.signedOff !== null) return signedOffAlready();
      const last = report?.versions.at(-1);
      // Kept again without a change, it is the version it was.
      if (last?.digest === data.digest) return [];
      const version = (last?.version ?? 0) + 1;
      return [{ type: 'committee-report-kept', data: { ...data, version, keptBy: actor.id } }];
    },

    SignOffCommitteeReport({ reportId, version, as }, reports, { actor, today }) {
      if (!hasRole(actor, 'leader'))
        return refuse('not-allowed', 'role-missing', 'Only a leader may sign a report off.');
      const report = reports.get(reportId);
      const last = report?.versions.at(-1);
      if (report === undefined || last === undefined)
        return refuse('not-found', 'report-unknown', 'There is no such report to a committee.');
      if (report.signedOff !== null) return signedOffAlready();
      if (version !== last.version)
        return refuse('rule', 'version-not-newest', 'A newer version has been kept: read that one, and sign it off.');
      if (as.trim() === '') return refuse('invalid', 'name-missing', 'Say how you are to stand in the report.');
      const { digest } = last;
      return [
        {
          type: 'committee-report-signed-off',
          data: { reportId, version, digest, signedOffBy: actor.id, on: today, as: as.trim() },
        },
      ];
    },
  }),
};

const signedOffAlready = (): Refusal =>
  refuse(
    'rule',
    'report-signed-off',
    'This report is signed off, and stays as it is. Keep what is written as a new one.',
  );
