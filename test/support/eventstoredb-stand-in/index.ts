export { EventStoreDbStandIn } from './stand-in.js';
export { measuredVersion, VERSION_ANSWERS } from './versions.js';
export type { MeasuredVersion, VersionAnswers } from './versions.js';
