import { setTimeout as delay } from 'node:timers/promises';
import { startChromium } from './chromium.ts';
import type { Distribution } from './report.ts';
import { dataFolder, startProgram } from './service-process.ts';
import { summarize } from './statistics.ts';

const shownWithinMs = 60_000;

/** Readable: a row that names its pump and says its level. */
const readableRow = `[...document.querySelectorAll('.line')].some(line => /\\d mL/.test(line.querySelector('.cell-level')?.textContent ?? '') && !!line.querySelector('.cell-pump a')?.textContent)`;

const firstRowMs = async (url: string): Promise<number> => {
  const browser = await startChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1_600, height: 1_000 } });
    const begun = performance.now();
    await page.goto(url, { waitUntil: 'commit' });
    while (!(await page.evaluate<boolean>(readableRow))) {
      if (performance.now() - begun > shownWithinMs) throw new Error('the page showed no readable row');
      await delay(10);
    }
    return performance.now() - begun;
  } finally {
    await browser.close();
  }
};

const measureOnce = async (): Promise<number> => {
  const folder = await dataFolder();
  const demonstration = await startProgram('demo.main', { CISTERNA_DATA_DIR: folder.path });
  try {
    return await firstRowMs(demonstration.url);
  } finally {
    await demonstration.stop();
    await folder.remove();
  }
};

/** From the navigation to the first readable row of the fleet, in ms: each time the demonstration on an empty data folder, just ready, and a browser that never was there. */
export const measurePageStart = async (times: number): Promise<Distribution> => {
  const samples: number[] = [];
  for (let time = 0; time < times; time += 1) samples.push(await measureOnce());
  return { name: 'navigation → first readable row, cold service and cold browser, ms', summary: summarize(samples) };
};
