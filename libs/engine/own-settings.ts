import { systemActor } from '#domain';
import type { Engine } from './engine.js';
import { FIRST_RUN } from './first-run.js';
import { publishedVersions } from './settings-history.js';

/** Whether anybody has published settings; otherwise those hold that the engine begins with. @throws StoreUnavailable, KeysUnavailable */
export async function hasOwnSettings(engine: Engine): Promise<boolean> {
  const begun = systemActor(FIRST_RUN).id;
  return (await publishedVersions(engine)).some(({ by }) => by !== begun);
}
