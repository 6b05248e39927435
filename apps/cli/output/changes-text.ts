import type { SettingsChange } from '#domain';
import { IS_AND_BECOMES, table } from './table.js';

/** What settings would change, field by field. */
export const changesText = (changes: readonly SettingsChange[]): string =>
  table([{ heading: 'What', of: ({ field }) => field }, ...IS_AND_BECOMES], changes);
