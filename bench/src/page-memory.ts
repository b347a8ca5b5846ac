import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import type { Page } from 'playwright-core';
import { KafkaEventLog } from '@cisterna/event-log';
import { startChromium } from './chromium.ts';
import { dataFolder, startService } from './service-process.ts';
import { registerPumps, sendSteadily, type SteadyLoad } from './steady-load.ts';

const topic = 'bench.page-memory';
const log = pino({ level: 'warn' }, pino.destination(2));
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
export const measurePageMemory = async (brokers: string, load: SteadyLoad): Promise<PageMemory> => {
  const folder = await dataFolder();
  const service = await startService(brokers, topic, folder.path);
  const topics = { telemetry: topic, alerts: `${topic}.alerts`, deadLetters: `${topic}.dlq` };
  const eventLog = new KafkaEventLog({ brokers: brokers.split(','), topics, group: 'bench-sender', partitions: 8, replication: 1 }, log);
  const browser = await startChromium();
  try {
    await registerPumps(eventLog, load.pumps);
    await untilRegistered(service.url, load.pumps);
    const page = await browser.newPage({ viewport: { width: 1_600, height: 1_000 }, locale: 'en-GB' });
    const firstRowMs = await openFleet(page, service.url, load.pumps);
    const samples = await sampleUntil(page, sendSteadily(eventLog, load, new Map()));
    return { load, firstRowMs, samples };
  } finally {
    await browser.close();
    await eventLog.close();
    await service.stop();
    await folder.remove();
  }
};
