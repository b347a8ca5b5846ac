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

/** Three kinds: pure specs, specs against a real broker or database, and specs of whole processes. */
export default {
  projects: [project('unit', 'spec'), project('integration', 'int-spec'), project('e2e', 'e2e-spec')],
  testTimeout: 60_000,
};
