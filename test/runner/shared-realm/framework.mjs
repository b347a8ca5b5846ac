import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';

register('./typescript-hooks.mjs', import.meta.url);
const require = createRequire(import.meta.url);
const { default: circus } = require('jest-circus/runner');
const ownSymbols = ['JEST_STATE_SYMBOL', 'EVENT_HANDLERS'];

const forgetTests = () => {
  for (const symbol of Object.getOwnPropertySymbols(globalThis))
    if (ownSymbols.includes(symbol.description)) delete globalThis[symbol];
};

/**
 * Jest's own framework (jest-circus), told to load itself and the spec by Node instead of into a context of their own.
 * It is evaluated anew for each spec, for its list of tests is global; what the spec imports stays loaded for the next one.
 */
export default async (globalConfig, config, environment, runtime, testPath, sendMessageToJest) => {
  process.setSourceMapsEnabled(true);
  Error.prepareStackTrace = undefined;
  runtime.requireInternalModule = path => {
    delete require.cache[path];
    return require(path);
  };
  runtime.unstable_shouldLoadAsEsm = () => true;
  runtime.unstable_importModule = path => import(pathToFileURL(path).href);
  return circus(globalConfig, config, environment, runtime, testPath, sendMessageToJest).finally(forgetTests);
};
