/** A source file and its number of lines. */
export interface Sized {
  readonly path: string;
  readonly lines: number;
}

/** The paths that a page names in code quotes and that are not there (`exists` tells). */
export function missingPaths(page: string, exists: (path: string) => boolean): readonly string[];
/** The headings that a decision record must have and has not. */
export function missingHeadings(record: string): readonly string[];
/** What is wrong with the sizes of source files: median over 90, more than 5 % over 180, any over 200. */
export function sizeFaults(files: readonly Sized[]): readonly string[];
