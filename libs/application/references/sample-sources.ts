import type { AuditHistory, Recognised } from '#domain';

/**
 * What a draw, an erasure, or a message to staff must know that stands in many streams. Read models answer it, each brought up to the end of the log first,
 * so that an audit recorded a moment ago counts.
 */
export interface SampleSources {
  /** The caseload a period's sample is drawn from: the latest of these subjects as at or before a day; null for none. */
  caseloadFor(subjectType: string, asAtOrBefore: string): Promise<string | null>;
  /**
   * What is known of the audits of an activity.
   * @param isMeant whether a name means it: earlier audits have the names their spreadsheets gave them
   */
  auditHistory(isMeant: (activity: string) => boolean): Promise<AuditHistory>;
  /** The audits of a subject, whatever has become of them, and whether anything was ever recorded of it. */
  auditsOf(subjectId: string): Promise<{ readonly isKnown: boolean; readonly auditIds: readonly string[] }>;
  /** Whether words that are to name nobody hold the full name of somebody of the council, or the id of a case. */
  recognisedIn(texts: readonly string[]): Promise<Recognised | null>;
}
