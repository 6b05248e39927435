import { recognisedIn } from '#application';
import type { RecognisingParts, SampleSources } from '#application';
import { auditHistoryOf, auditsOfSubject, latestCaseload } from '#projections';
import type { ReadModels } from './read-models.js';

/** A draw waits this long for the lists it rests on: they may first have to be built. Milliseconds. */
const WAIT_MS = 120_000;

/** What commands must know besides their own streams: views hold everything recorded up to the moment they are asked. */
export function sampleSourcesFrom(parts: RecognisingParts & { readonly readModels: ReadModels }): SampleSources {
  const { readModels } = parts;
  return {
    async caseloadFor(subjectType, asAtOrBefore) {
      const caseloads = await readModels.upToNow('caseloads', WAIT_MS);
      return latestCaseload(caseloads, subjectType, asAtOrBefore)?.caseloadId ?? null;
    },
    async auditHistory(isMeant) {
      return auditHistoryOf(await readModels.upToNow('audit-history', WAIT_MS), isMeant);
    },
    async auditsOf(subjectId) {
      return auditsOfSubject(await readModels.upToNow('case-ids', WAIT_MS), subjectId);
    },
    recognisedIn: (texts) => recognisedIn(parts, texts),
  };
}
