import type { View } from '../../view.js';
import { changesOf } from './fact-changes.js';
import { prepareFactWriter } from './fact-writer.js';
import { openProgrammeWriter } from './programme-writer.js';
import { schema } from './schema.js';

const AUDIT_STREAM = 'audit-';

/**
 * What the reports count: for every audit, what was known of it from one recorded instant to another. Holds no personal data.
 * See docs/adr/0007-report-facts.md.
 */
export const reportFacts: View = {
  name: 'report-facts',
  version: 3,
  schema,
  projector: (db) => {
    const keep = openProgrammeWriter(db);
    const openWriter = prepareFactWriter(db);
    return {
      apply(events) {
        const writer = openWriter();
        for (const event of events) {
          if (!event.stream.startsWith(AUDIT_STREAM)) {
            keep(event);
            continue;
          }
          const auditId = event.stream.slice(AUDIT_STREAM.length);
          const changes = changesOf(event, () => writer.isFinal(auditId));
          if (changes !== undefined && Object.keys(changes).length > 0)
            writer.record(auditId, event.revision, Date.parse(event.metadata.recordedAt), changes);
        }
        writer.flush();
      },
    };
  },
};
