import { ModuleMocker } from 'jest-mock';

/** A test environment that is the worker itself: its specs share one realm, so that what they import is loaded once. */
export default class SharedRealm {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  fakeTimersModern = null;
  #console = globalThis.console;
  #exit = process.exit;
  #env = { ...process.env };

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** None: nothing here runs in a context of its own. */
  getVmContext() {
    return null;
  }

  async setup() {}

  /** Gives back what Jest, or the spec, has put in the place of the worker's own. */
  async teardown() {
    globalThis.console = this.#console;
    process.exit = this.#exit;
    for (const name of Object.keys(process.env)) if (!(name in this.#env)) delete process.env[name];
    Object.assign(process.env, this.#env);
  }
}
