import { erasures } from '#domain';
import { foldOf } from '../streams/stream-fold.js';

export const ERASURES_STREAM = 'erasures';

export const erasuresFold = foldOf(erasures);
