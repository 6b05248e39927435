import { writeDocument } from '#committee';
import { isRefusal } from '#domain';
import type { AccessFormat, Actor, DataRequest, Refusal } from '#domain';
import { accessDocument, accessJson } from '#subject-access';
import type { Engine } from './engine.js';
import { openAccess } from './open-access.js';

export interface AccessDocumentMade {
  readonly bytes: Uint8Array;
  /** Texts that nobody has reviewed; while there are any, it says at its head that it is not to be given out. */
  readonly unreviewed: number;
  readonly texts: number;
}

/**
 * The document of what is held on somebody, as far as it was reviewed. That it is made is recorded first; no copy is kept.
 * @throws StoreUnavailable, KeysUnavailable, ViewsBehind
 */
export async function makeAccessDocument(
  engine: Engine,
  request: DataRequest,
  format: AccessFormat,
  actor: Actor,
): Promise<AccessDocumentMade | Refusal> {
  const target = request.requestId;
  const recorded = await engine.execute({ name: 'RecordAccessDocument', target, body: { format }, actor });
  if (isRefusal(recorded)) return recorded;
  const file = await openAccess(engine, request, actor);
  const bytes =
    format === 'json'
      ? new TextEncoder().encode(`${JSON.stringify(accessJson(file), null, 2)}\n`)
      : await writeDocument(accessDocument(file), format);
  const texts = file.items.reduce((sum, item) => sum + item.texts.length, 0);
  return { bytes, unreviewed: file.unreviewed, texts };
}
