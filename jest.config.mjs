/** @param {string} name @param {string} suffix */
const project = (name, suffix) => ({
  displayName: name,
  rootDir: import.meta.dirname,
  testEnvironment: '<rootDir>/test/runner/shared-realm/environment.mjs',
  testRunner: '<rootDir>/test/runner/shared-realm/framework.mjs',
  testMatch: [`<rootDir>/{apps,libs,test,bench,deploy}/**/*.${suffix}.ts`],
  transform: {},
});

/** Four kinds: pure specs, specs against a real broker or database, specs of whole processes, and specs of the pages in a real browser. */
export default {
  projects: [
    project('unit', 'spec'),
    project('integration', 'int-spec'),
    project('e2e', 'e2e-spec'),
    project('browser', 'browser-spec'),
  ],
  testTimeout: 60_000,
};
