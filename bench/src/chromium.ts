import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const places = (): readonly string[] => {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') return [named];
  return [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin'].flatMap(folder => names.map(name => join(folder, name)));
};

/** A headless Chromium with a profile of its own; CHROMIUM names one. @throws where there is none */
export const startChromium = (): Promise<Browser> => {
  const executablePath = places().find(path => existsSync(path));
  if (executablePath === undefined) throw new Error('no Chromium was found: CHROMIUM names one');
  return chromium.launch({ executablePath, args: flags });
};
