export * from './damage.js';
export * from './own-files.js';
export * from './row-writer.js';
export * from './secret-files.js';
export * from './shape.js';
export * from './to-disk.js';
export * from './write-ahead.js';
