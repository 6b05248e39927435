import { subjectKey } from '#application';
import type { SampleSources } from '#application';
import { SUBJECT_TYPES } from '#domain';
import { auditHistoryOf, auditsOfSubject, latestCaseload } from '#projections';
import type { Engine } from './engine.js';

/** A draw waits this long for the lists it rests on: they may first have to be built. Milliseconds. */
const WAIT_MS = 120_000;

/** What commands must know besides their own streams: views hold everything recorded up to the moment they are asked. */
export function sampleSourcesFrom({
  readModels,
  names,
  keys,
  references,
}: Pick<Engine, 'readModels' | 'names' | 'keys' | 'references'>): SampleSources {
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
    async recognisedIn(texts) {
      const ids = [...new Set(texts.flatMap(likeCaseIds))];
      const lookedUp = SUBJECT_TYPES.flatMap((type) => ids.map((id) => subjectKey(type, id)));
      if (lookedUp.length > 0 && (await keys.findSubjects(lookedUp)).size > 0) return 'case';
      const { directory } = await references.load();
      // Each by itself: the end of one and the beginning of the next are nobody's name.
      for (const text of texts) if (await names.standIn(directory.people(), text)) return 'person';
      return null;
    },
  };
}

/** The shortest word with a digit that is looked up as the id of a case: a shorter one is a number that anybody may write. */
const SHORTEST_ID = 4;

/** What in a text might be the id of a case. */
const likeCaseIds = (text: string): readonly string[] =>
  text
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word.length >= SHORTEST_ID && /\p{N}/u.test(word));
