/** Collects the parameters of a statement that is put together from parts. */
export class Parameters {
  readonly values: unknown[] = [];

  /** Adds a value and gives its placeholder: `$1`, `$2`, … */
  add(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}
