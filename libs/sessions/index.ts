export * from './opening/open-sessions.js';
export * from './port.js';
export * from './session.js';
export * from './sessions.js';
export * from './sqlite/sqlite-session-store.js';
