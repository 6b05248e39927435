import type { StandardAnswer } from '#domain';

/**
 * One earlier audit as its spreadsheet tells it, final as it stands. Null stands for what the spreadsheet left empty.
 */
export interface HistoricAudit {
  /** The record's number in the file; the header is 1. */
  readonly row: number;
  readonly ref: string;
  readonly activity: string;
  readonly service: string | null;
  readonly team: string | null;
  readonly subjectType: string;
  readonly subjectRef: string;
  readonly workerRef: string | null;
  readonly auditorRef: string | null;
  readonly auditorRole: string | null;
  /** yyyy-MM-dd */
  readonly auditedOn: string;
  /** Key of a scale; null where the activity is not graded. */
  readonly scale: string | null;
  /** Keys of grades of the scale. */
  readonly firstGrade: string | null;
  readonly moderated: boolean;
  readonly finalGrade: string | null;
  readonly atRisk: boolean;
  /** Grade key by domain name; a domain left empty was not graded and is absent. */
  readonly domains: Readonly<Record<string, string>>;
  /** Answer by practice standard; one left empty was not assessed and is absent. */
  readonly standards: Readonly<Record<string, StandardAnswer>>;
  /**
   * Canonical text of all of the above but the row: two imports of an audit are the same audit when these are equal,
   * however the columns were ordered and the grades spelt.
   */
  readonly contentDigestInput: string;
}

export function contentDigestInput(audit: Omit<HistoricAudit, 'row' | 'contentDigestInput'>): string {
  return JSON.stringify([
    audit.ref,
    audit.activity,
    audit.service,
    audit.team,
    audit.subjectType,
    audit.subjectRef,
    audit.workerRef,
    audit.auditorRef,
    audit.auditorRole,
    audit.auditedOn,
    audit.scale,
    audit.firstGrade,
    audit.moderated,
    audit.finalGrade,
    audit.atRisk,
    sorted(audit.domains),
    sorted(audit.standards),
  ]);
}

function sorted(record: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
}
