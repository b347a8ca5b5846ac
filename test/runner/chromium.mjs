import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const elsewhere = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

const usualPlaces = ({ PATH = '' }) => {
  const folders = [...PATH.split(delimiter).filter(folder => folder !== ''), '/usr/bin'];
  return [...folders.flatMap(folder => names.map(name => join(folder, name))), ...elsewhere];
};

/** @param {Readonly<Record<string, string | undefined>>} env @param {(path: string) => boolean} exists */
export const findChromium = (env, exists = existsSync) =>
  (env.CHROMIUM ? [env.CHROMIUM] : usualPlaces(env)).find(path => exists(path)) ?? null;

/** @param {Readonly<Record<string, string | undefined>>} env */
export const browserRequired = env =>
  ['REQUIRE_BROWSER', 'CI'].some(name => !['', '0', 'false', undefined].includes(env[name]));

export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
