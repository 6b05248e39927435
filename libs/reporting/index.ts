export * from './build-report.js';
export * from './figure-asked.js';
export * from './format-csv.js';
export * from './format-json.js';
export * from './open-figure.js';
export * from './published.js';
export * from './report.js';
export * from './withholding/outside-report.js';
