import { sep } from 'node:path';

/** What the suites of EventStoreDB ran on: a reader must not take the stand-in for the server. */
const eventServer = () => {
  const { EVENT_STORE_URL, EVENT_STORE_START } = process.env;
  if (EVENT_STORE_URL) return 'the real server that EVENT_STORE_URL names, without what stops and kills it';
  if (EVENT_STORE_START) return 'a real server that EVENT_STORE_START starts';
  return 'the stand-in of test/support, not a real server';
};

/** Closes a run with one plain line that any reader of the output can count on: `N passed, N failed`. */
export default class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const suites = results.testResults.map(({ testFilePath }) => testFilePath);
    if (suites.some((suite) => suite.includes(`${sep}test${sep}eventstoredb${sep}`))) {
      process.stdout.write(`\nThe EventStoreDB suites ran on ${eventServer()}.\n`);
    }
    process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed\n`);
  }
}
