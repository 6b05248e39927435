import { librariesForSpecs } from './test/support/libraries-for-specs.mjs';

// The suites run on what was built (npm run build), so that what is tested is what is shipped.
export default {
  testEnvironment: 'node',
  rootDir: 'dist',
  transform: {},
  globalSetup: '<rootDir>/../test/support/libraries-for-specs.mjs',
  moduleNameMapper: librariesForSpecs,
  setupFiles: ['source-map-support/register', '<rootDir>/test/support/laws-within-bounds.js'],
  testMatch: ['<rootDir>/**/*.spec.js'],
  testTimeout: 60_000,
  // How long each suite took, so that the longest begin first.
  testSequencer: '<rootDir>/../test/support/longest-first.mjs',
  cacheDirectory: '<rootDir>/../node_modules/.cache/jest',
  // Three at a time, on two processors too: many suites wait for processes and clocks more than they reckon. A process that
  // has grown is begun anew.
  maxWorkers: 3,
  workerIdleMemoryLimit: '1500MB',
  reporters: ['default', '<rootDir>/../test/support/closing-line-reporter.mjs'],
};
