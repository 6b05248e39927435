export { isTraced, telemetry } from './api.js';
export { errorType } from './attributes.js';
/** @internal for the journey that searches what is told */
export { ATTRIBUTES, toldAs } from './attributes.js';
export * from './measures.js';
export * from './spans.js';
