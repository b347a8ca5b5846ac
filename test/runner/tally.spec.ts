import { closingLine, isGood, tallyOf, type JestResult } from './tally.mjs';

const result = (counts: Partial<JestResult> = {}): JestResult => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: [],
  ...counts,
});

const skippedSuite = {
  assertionResults: [
    { status: 'pending', ancestorTitles: ['a broker (SKIPPED: no java)', 'inner'], title: 'one' },
    { status: 'pending', ancestorTitles: ['a broker (SKIPPED: no java)'], title: 'two' },
    { status: 'passed', ancestorTitles: ['other'], title: 'three' },
    { status: 'todo', ancestorTitles: [], title: 'alone' },
  ],
};

describe('the tally of several runs', () => {
  it('adds up what passed, failed and was skipped', () => {
    const tally = tallyOf([
      result({ numPassedTests: 7, numFailedTests: 1 }),
      result({ numPassedTests: 3, numPendingTests: 3, numTodoTests: 1, testResults: [skippedSuite] }),
    ]);
    expect(closingLine(tally)).toBe('10 passed, 1 failed, 4 skipped');
    expect(tally.skippedTitles).toEqual(['a broker (SKIPPED: no java)', 'alone']);
  });

  it('counts a suite that could not be loaded, and a run that left no result, as failed', () => {
    expect(closingLine(tallyOf([result({ numPassedTests: 2, numRuntimeErrorTestSuites: 1 }), null]))).toBe(
      '2 passed, 2 failed, 0 skipped',
    );
  });

  it('calls a run good only when something passed and nothing failed', () => {
    expect(isGood(tallyOf([result({ numPassedTests: 1 })]))).toBe(true);
    expect(isGood(tallyOf([result({ numPassedTests: 1 }), result({ numFailedTests: 1 })]))).toBe(false);
    expect(isGood(tallyOf([result({ numPendingTests: 5 })]))).toBe(false);
    expect(isGood(tallyOf([]))).toBe(false);
  });
});
