export * from './export-files.js';
export * from './start-exports.js';
