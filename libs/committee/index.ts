export * from './build-document.js';
export * from './cover-sheet.js';
export * from './document.js';
export * from './report-document.js';
export * from './parts.js';
export * from './document-formats.js';
export * from './writing/write-document.js';
