/** What one run of Jest left, as far as it is counted. */
export interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly status: string;
      readonly ancestorTitles: readonly string[];
      readonly title: string;
    }[];
  }[];
}

/** Tests over all runs; a suite that could not even be loaded counts as one failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Each skipped suite or test once, by its title, which says why. */
  readonly skippedTitles: readonly string[];
}

/** Adds up runs; a run of which nothing was left (null) counts as one failed. */
export function tallyOf(results: readonly (JestResult | null)[]): Tally;
/** The last line of a run. */
export function closingLine(tally: Tally): string;
/** Whether a run is good: something passed and nothing failed. */
export function isGood(tally: Tally): boolean;
