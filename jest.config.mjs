/** @param {string} name @param {string} suffix */
const project = (name, suffix) => ({
  displayName: name,
  rootDir: import.meta.dirname,
  testEnvironment: '<rootDir>/test/runner/shared-realm/environment.mjs',
  testRunner: '<rootDir>/test/runner/shared-realm/framework.mjs',
  testMatch: [`<rootDir>/{apps,libs,test,bench,deploy}/**/*.${suffix}.ts`],
  transform: {},
});

const runners = '<rootDir>/test/runner/shared-realm';
const sharedRealm = { runner: `${runners}/workers.mjs` };
/** What starts processes, opens connections or changes a client's behaviour gets a process per file. */
const ownProcess = { runner: `${runners}/own-process.mjs` };

/** Four kinds: pure specs, specs against a real broker or database, specs of whole processes, and specs of the pages in a real browser. */
export default {
  projects: [
    { ...project('unit', 'spec'), ...sharedRealm },
    { ...project('integration', 'int-spec'), ...ownProcess },
    { ...project('e2e', 'e2e-spec'), ...ownProcess },
    { ...project('browser', 'browser-spec'), ...ownProcess },
  ],
  testTimeout: 60_000,
};
