/** A statement wrote fewer rows than it was given; inside the lib only, becomes StaleState once the pumps are known. */
export class UnexpectedRows extends Error {
  readonly code = 'unexpected-rows';
  readonly retriable = true;

  constructor(readonly table: string) {
    super(`Rows of ${table} are not as they were read.`);
  }
}
