export * from './port.js';
export { bytesOfEvent } from './append-size.js';
/** @internal for stores of the specs */
export { lengthOf } from './append-size.js';
export * from './envelope.js';
export * from './canonical-json.js';
export * from './chain.js';
export * from './chain-walk.js';
export * from './event-types.js';
export * from './golden-fixtures.js';
export * from './ledger.js';
export * from './stream-end.js';
export * from './upcasting.js';
export * from './uuid-v5.js';
export * from './verify.js';
export * from './clear-fields.js';
export * from './texts-held.js';
export { examineEvents } from './sqlite/examine.js';
/** @internal for the specs and the bench: everybody else opens records where they are */
export { SqliteEventStore } from './sqlite/sqlite-event-store.js';
export { eventServerProblems } from './eventstoredb/event-server.js';
export { EventServerProblem } from './eventstoredb/server-address.js';
export * from './opening/open-records.js';
export * from './records-place.js';
export { PersonalFields } from './personal-fields.js';
export { SharedRead } from './shared-read.js';
