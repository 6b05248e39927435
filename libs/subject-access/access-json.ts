import type { AccessFile } from './access-file.js';
import { factsOf } from './facts-in-words.js';
import { sentenceOf } from './words.js';

/** All that is given out, as data: what the document says, for programs. Whoever acted is named by their part alone. */
export function accessJson(file: AccessFile): object {
  const { request, council, name, caseId, items, counted, unreviewed, gatheredAt } = file;
  return {
    format: 'plumbline-subject-access-1',
    council,
    about: request.about,
    name,
    caseId,
    receivedOn: request.receivedOn,
    gatheredAt,
    reviewed: unreviewed === 0,
    items: items
      .map((item) => ({ item, ...item }))
      .map(({ item, type, at, by, stream, revision, texts }) => ({
        recordedAt: at,
        what: type,
        inWords: sentenceOf(type),
        by: by.isThem ? 'themself' : by.role,
        facts: factsOf(item, file.labels),
        place: `${stream}@${revision}`,
        texts: texts.map(({ label, shown, state, because }) => ({ label, text: shown, state, because })),
      })),
    counted,
  };
}
