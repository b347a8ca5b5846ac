import { createRequire } from 'node:module';

const { default: TestRunner } = createRequire(import.meta.url)('jest-runner');

/** Jest's own runner, told to give each spec file a process of its own: what one leaves behind no other sees. */
export default class OwnProcess extends TestRunner {
  constructor(globalConfig, context) {
    super({ ...globalConfig, workerIdleMemoryLimit: 0 }, context);
  }

  /** Never inside Jest's own process, even where there is one file only. */
  runTests(tests, watcher, options) {
    return super.runTests(tests, watcher, { ...options, serial: false });
  }
}
