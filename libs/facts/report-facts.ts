import type { Database } from 'better-sqlite3';
import type { EventEnvelope } from '#event-store';
import { changesOf } from './fact-changes.js';
import { prepareFactWriter } from './fact-writer.js';
import { openProgrammeWriter } from './programme-writer.js';
import { openKnownFindings } from './known-findings.js';
import { schema } from './schema.js';

const AUDIT_STREAM = 'audit-';

/**
 * The view of what the reports count: for every audit, what was known of it from one recorded instant to another. Holds no
 * personal data.
 * See docs/adr/0007-report-facts.md.
 */
export const reportFacts = {
  name: 'report-facts',
  version: 7,
  schema,
  projector: (db: Database) => {
    const keep = openProgrammeWriter(db);
    const openWriter = prepareFactWriter(db);
    const findings = openKnownFindings(db);
    return {
      apply(events: readonly EventEnvelope[]): void {
        const writer = openWriter();
        for (const event of events) {
          if (!event.stream.startsWith(AUDIT_STREAM)) {
            keep(event);
            continue;
          }
          const auditId = event.stream.slice(AUDIT_STREAM.length);
          findings.keep(auditId, event);
          const changes = changesOf(event, {
            isFinal: () => writer.isFinal(auditId),
            findings: () => findings.of(auditId),
          });
          if (changes !== undefined && Object.keys(changes).length > 0)
            writer.record(auditId, event.revision, Date.parse(event.metadata.recordedAt), changes);
        }
        writer.flush();
      },
    };
  },
};
