import { createRequire } from 'node:module';

const { default: TestRunner } = createRequire(import.meta.url)('jest-runner');

/** Jest's own runner, told never to run specs in Jest's own process, even where there is one file only: there a second run of a watch would find old modules. */
export default class Workers extends TestRunner {
  runTests(tests, watcher, options) {
    return super.runTests(tests, watcher, { ...options, serial: false });
  }
}
