// The suites run on what was built (npm run build), so that what is tested is what is shipped.
export default {
  testEnvironment: 'node',
  rootDir: 'dist',
  transform: {},
  setupFiles: ['source-map-support/register', '<rootDir>/test/support/laws-within-bounds.js'],
  testMatch: ['<rootDir>/**/*.spec.js'],
  testTimeout: 60_000,
  // Two at a time: many suites wait for processes and clocks more than they reckon. A process that has grown is begun anew.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1500MB',
  reporters: ['default', '<rootDir>/../test/support/closing-line-reporter.mjs'],
};
