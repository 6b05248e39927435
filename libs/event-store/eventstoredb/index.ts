export { EventStoreDbEventStore } from './eventstoredb-event-store.js';
export type { EventStoreDbOptions } from './eventstoredb-event-store.js';
export { EventStoreDbKeyStore } from './eventstoredb-key-store.js';
export type { EventStoreDbKeyStoreOptions } from './eventstoredb-key-store.js';
export { EventStoreDbDraftStore } from './eventstoredb-draft-store.js';
export type { EventStoreDbDraftStoreOptions } from './eventstoredb-draft-store.js';
