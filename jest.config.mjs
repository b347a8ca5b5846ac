const swc = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
    rewriteRelativeImportExtensions: false,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
  swcrc: false,
};

/** @param {string} name @param {string} suffix */
const project = (name, suffix) => ({
  displayName: name,
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/{apps,libs,test,bench,deploy}/**/*.${suffix}.ts`],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', swc] },
  moduleNameMapper: { '^@cisterna/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts' },
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
