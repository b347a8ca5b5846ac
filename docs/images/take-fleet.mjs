import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium } from 'playwright-core';

/**
 * Takes the picture of the README: `npm run build && node docs/images/take-fleet.mjs`. Starts the demonstration on a folder of its own,
 * waits until a motor stands and a catheter is suspected, and photographs the page.
 */
const root = join(import.meta.dirname, '..', '..');
const port = '18931';
const folder = await mkdtemp(join(tmpdir(), 'cisterna-picture-'));
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

const service = spawn(process.execPath, [join(root, 'dist/apps/cisterna/src/demo.main.js')], {
  env: { ...process.env, CISTERNA_DATA_DIR: folder, PORT: port, LOG_LEVEL: 'warn' },
  stdio: 'inherit',
});
const ended = once(service, 'exit');
const alerts = async kind => {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/alerts?kind=${kind}&limit=500`).catch(() => null);
  return answer?.ok ? (await answer.json()).items : [];
};

const lasts = found => found.some(({ condition }) => condition === 'active');

try {
  for (let i = 0; i < 240 && !(lasts(await alerts('motor-stall')) && lasts(await alerts('catheter-suspected'))); i += 1) await delay(1000);
  const browser = await chromium.launch({ executablePath, args: flags });
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.locator('#pumps tr').nth(10).waitFor();
  await page.screenshot({ path: join(import.meta.dirname, 'fleet.png') });
  await browser.close();
} finally {
  service.kill('SIGTERM');
  await ended;
  await rm(folder, { recursive: true, force: true });
}
