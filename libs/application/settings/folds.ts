import { closures, settings } from '#domain';
import { foldOf } from '../loading/stream-fold.js';

export const SETTINGS_STREAM = 'settings';
export const CALENDAR_STREAM = 'calendar';

export const settingsFold = foldOf(settings);
export const closuresFold = foldOf(closures);
