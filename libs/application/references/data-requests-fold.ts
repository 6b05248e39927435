import { dataRequests } from '#domain';
import { foldOf } from '../streams/stream-fold.js';

export const DATA_REQUESTS_STREAM = 'data-requests';

export const dataRequestsFold = foldOf(dataRequests);
