const notRun = new Set(['pending', 'todo', 'skipped', 'disabled']);

/** @param {import('./tally.mjs').JestResult} result */
const skippedTitlesOf = ({ testResults }) =>
  testResults
    .flatMap(suite => suite.assertionResults)
    .filter(({ status }) => notRun.has(status))
    .map(({ ancestorTitles, title }) => ancestorTitles[0] ?? title);

/** @param {readonly (import('./tally.mjs').JestResult | null)[]} results */
export const tallyOf = results => {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  for (const result of results) {
    tally.passed += result?.numPassedTests ?? 0;
    tally.failed += result === null ? 1 : result.numFailedTests + result.numRuntimeErrorTestSuites;
    tally.skipped += (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0);
  }
  const titles = results.flatMap(result => (result === null ? [] : skippedTitlesOf(result)));
  return { ...tally, skippedTitles: [...new Set(titles)] };
};

/** @param {import('./tally.mjs').Tally} tally */
export const closingLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** @param {import('./tally.mjs').Tally} tally */
export const isGood = ({ passed, failed }) => passed > 0 && failed === 0;
