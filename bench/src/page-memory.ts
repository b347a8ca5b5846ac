import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { startChromium } from './chromium.ts';
import { registerPumps, sendSteadily, type SteadyLoad } from './steady-load.ts';
import { underService } from './under-service.ts';

const topic = 'bench.page-memory';
const everyMs = 10_000;

/** The page's heap over time, each value after a full collection. */
export interface PageMemory {
  readonly load: SteadyLoad;
  /** From the opening of the page to its first row. */
  readonly firstRowMs: number;
  readonly samples: readonly { readonly seconds: number; readonly heapBytes: number }[];
}

const heapBytes = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  } finally {
    await session.detach();
  }
};

const sampleUntil = async (page: Page, end: Promise<void>): Promise<PageMemory['samples']> => {
  const samples: { seconds: number; heapBytes: number }[] = [];
  const begun = performance.now();
  const ended = end.then(() => true);
  do samples.push({ seconds: (performance.now() - begun) / 1_000, heapBytes: await heapBytes(page) });
  while (!(await Promise.race([delay(everyMs, false), ended])));
  return samples;
};

const openFleet = async (page: Page, url: string, pumps: number): Promise<number> => {
  const begun = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator('.line').first().waitFor();
  const took = performance.now() - begun;
  await page.getByText(`${pumps.toLocaleString('en-GB')} pumps`, { exact: true }).waitFor();
  return took;
};

const untilRegistered = async (url: string, pumps: number): Promise<void> => {
  for (;;) {
    const fleet = (await (await fetch(`${url}/v1/fleet`)).json()) as { readonly pumps: number };
    if (fleet.pumps >= pumps) return;
    await delay(100);
  }
};

/** Holds the fleet page open under a steady load and samples its heap every ten seconds. */
export const measurePageMemory = (brokers: string, load: SteadyLoad): Promise<PageMemory> =>
  underService(brokers, topic, async (url, eventLog) => {
    await registerPumps(eventLog, load.pumps);
    await untilRegistered(url, load.pumps);
    const browser = await startChromium();
    try {
      const page = await browser.newPage({ viewport: { width: 1_600, height: 1_000 }, locale: 'en-GB' });
      const firstRowMs = await openFleet(page, url, load.pumps);
      const samples = await sampleUntil(page, sendSteadily(eventLog, load, new Map()));
      return { load, firstRowMs, samples };
    } finally {
      await browser.close();
    }
  });
