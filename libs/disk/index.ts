export * from './damage.js';
export * from './own-files.js';
export * from './shape.js';
