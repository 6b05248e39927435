export * from './sealed.js';
export * from './owner.js';
export * from './seal.js';
export * from './key-store.js';
export * from './master-key.js';
export * from './key-ring.js';
export * from './opening/open-keys.js';
export { unwrap } from './wrap.js';
export { KEYS_SHAPE, SqliteKeyStore, keysFile } from './sqlite/sqlite-key-store.js';
