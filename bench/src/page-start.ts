import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startChromium } from './chromium.ts';
import type { Distribution } from './report.ts';
import { dataFolder } from './service-process.ts';
import { summarize } from './statistics.ts';

const readyWithinMs = 60_000;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
};

/** When the process says that it is ready, whether or not it has shown anything yet. */
const untilReady = async (url: string): Promise<void> => {
  const deadline = performance.now() + readyWithinMs;
  while ((await fetch(`${url}/health/ready`).catch(() => null))?.status !== 200) {
    if (performance.now() > deadline) throw new Error('the demonstration is not ready');
    await delay(10);
  }
};

/** Readable: a row that names its pump and says its level. */
const readableRow = `[...document.querySelectorAll('.line')].some(line => /\\d mL/.test(line.querySelector('.cell-level')?.textContent ?? '') && !!line.querySelector('.cell-pump a')?.textContent)`;

const firstRowMs = async (url: string): Promise<number> => {
  const browser = await startChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1_600, height: 1_000 } });
    const begun = performance.now();
    await page.goto(url, { waitUntil: 'commit' });
    while (!(await page.evaluate<boolean>(readableRow))) {
      if (performance.now() - begun > readyWithinMs) throw new Error('the page showed no readable row');
      await delay(10);
    }
    return performance.now() - begun;
  } finally {
    await browser.close();
  }
};

const measureOnce = async (): Promise<number> => {
  const folder = await dataFolder();
  const port = await freePort();
  const main = join(import.meta.dirname, '..', '..', 'apps', 'cisterna', 'src', 'demo.main.js');
  const env = { ...process.env, CISTERNA_DATA_DIR: folder.path, PORT: String(port), LOG_LEVEL: 'warn' };
  const child = spawn(process.execPath, [...process.execArgv, main], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = once(child, 'exit');
  try {
    const url = `http://127.0.0.1:${port}`;
    await untilReady(url);
    return await firstRowMs(url);
  } finally {
    child.kill('SIGTERM');
    await ended;
    await folder.remove();
  }
};

/** From the navigation to the first readable row of the fleet, in ms: each time the demonstration on an empty data folder, just ready, and a browser that never was there. */
export const measurePageStart = async (times: number): Promise<Distribution> => {
  const samples: number[] = [];
  for (let time = 0; time < times; time += 1) samples.push(await measureOnce());
  return { name: 'navigation → first readable row, cold service and cold browser, ms', summary: summarize(samples) };
};
