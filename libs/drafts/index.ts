export * from './draft.js';
export * from './drafts.js';
export * from './port.js';
export * from './sqlite/sqlite-draft-store.js';
