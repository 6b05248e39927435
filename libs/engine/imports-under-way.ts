import { unfinishedImports } from '#facts';
import { ViewNotReady } from '#projections';
import type { UnfinishedImport } from '#facts';
import type { Engine } from './engine.js';

/** The imports of earlier audits whose audits do not count yet, the oldest first; none where that is not known yet. */
export function importsUnderWay({ readModels }: Pick<Engine, 'readModels'>): readonly UnfinishedImport[] {
  try {
    return unfinishedImports(readModels.views.open('report-facts').db, null);
  } catch (error) {
    if (error instanceof ViewNotReady) return [];
    throw error;
  }
}
