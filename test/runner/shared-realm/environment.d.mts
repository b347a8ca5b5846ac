/** A test environment that is the worker itself: its specs share one realm, so that what they import is loaded once. */
export default class SharedRealm {
  readonly global: typeof globalThis;
  /** Gives back what Jest, or the spec, has put in the place of the worker's own: console, `process.exit`, the environment. */
  teardown(): Promise<void>;
}
