import type { View } from '../view.js';

/** Every read model of the product, in the order in which a rebuild of all shows them. */
export const views: readonly View[] = [];
