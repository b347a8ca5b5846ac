import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { repositoryRoot } from '../../deploy/kafka/repository.ts';

type Runner = typeof import('../../test/runner/chromium.mjs');

/** A headless Chromium with a profile of its own, found and started as the browser tests do; CHROMIUM names one. @throws where there is none */
export const startChromium = async (): Promise<Browser> => {
  const runner = pathToFileURL(join(repositoryRoot(), 'test', 'runner', 'chromium.mjs')).href;
  const { findChromium, chromiumFlags } = (await import(runner)) as Runner;
  const executablePath = findChromium(process.env);
  if (executablePath === null) throw new Error('no Chromium was found: CHROMIUM names one');
  return chromium.launch({ executablePath, args: [...chromiumFlags] });
};
