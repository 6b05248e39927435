import { join } from 'node:path';
import type { Shape } from '#disk';

/** The day on which each token was last used at a service, beside the log: it may be lost without harm. */
export const tokenUseFile = (dataDir: string): string => join(dataDir, 'token-use.db');

export const TOKEN_USE_SHAPE: Shape = {
  schema: 'CREATE TABLE IF NOT EXISTS used (token_id TEXT PRIMARY KEY, used_on TEXT NOT NULL) STRICT, WITHOUT ROWID',
  grows: true,
};
