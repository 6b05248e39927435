import { figuresAfter, publishedFigures } from '#domain';
import type { PublishedFigureEvent, PublishedFigures } from '#domain';
import type { StreamFold } from '../streams/stream-fold.js';

export const PUBLISHED_STREAM = 'published-figures';

export const publishedFold: StreamFold<PublishedFigures> = {
  initial: publishedFigures.initial,
  after: (before: PublishedFigures, events: readonly PublishedFigureEvent[]) => figuresAfter(before, events),
};
