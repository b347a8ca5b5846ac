import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { chromiumFlags, findChromium } from '../../test/runner/chromium.mjs';

/**
 * Takes the pictures of the README: `npm run build && node docs/images/take-pictures.mjs`. Starts the demonstration on a folder of its
 * own, waits until a motor stands and a catheter is suspected, and photographs the fleet, the suspected pump and the alerts.
 */
const root = join(import.meta.dirname, '..', '..');
const port = process.env.PORT ?? '18931';
const address = `http://127.0.0.1:${port}`;
const waitedSeconds = 300;
const viewport = { width: 1600, height: 1000 };

const executablePath = findChromium(process.env);
if (executablePath === null) throw new Error('no Chromium was found: CHROMIUM names one');
const folder = await mkdtemp(join(tmpdir(), 'cisterna-picture-'));
const service = spawn(process.execPath, [join(root, process.env.CISTERNA_TEST_DIST ?? 'dist', 'apps/cisterna/src/demo.main.js')], {
  env: { ...process.env, CISTERNA_DATA_DIR: folder, PORT: port, LOG_LEVEL: 'warn' },
  stdio: 'inherit',
});
const ended = once(service, 'exit');

const itemsOf = async path => {
  const answer = await fetch(address + path).catch(() => null);
  return answer?.ok ? (await answer.json()).items : [];
};
const activeAlert = async kind => (await itemsOf(`/v1/alerts?kind=${kind}&limit=500`)).find(({ condition }) => condition === 'active');

const untilTroubled = async () => {
  for (let second = 0; second < waitedSeconds; second += 1) {
    const suspected = (await activeAlert('motor-stall')) && (await activeAlert('catheter-suspected'));
    if (suspected) return suspected;
    await delay(1000);
  }
  throw new Error(`no stalled motor and suspected catheter within ${waitedSeconds} s`);
};

/** One picture of each page, once what it is about stands there. */
const pictures = ({ id, pumpId }) => [
  ['fleet', '/', page => page.locator('.line .trend').nth(8).waitFor()],
  ['pump', `/pumps/${pumpId}`, page => page.locator('section[aria-label="Catheter pulsation"] canvas').waitFor()],
  ['alerts', `/alerts/${id}`, page => page.locator('.alert-row').nth(2).waitFor()],
];

try {
  const suspected = await untilTroubled();
  const browser = await chromium.launch({ executablePath, args: [...chromiumFlags] });
  const page = await browser.newPage({ viewport, colorScheme: 'light', locale: 'en-GB', reducedMotion: 'reduce' });
  for (const [name, route, ready] of pictures(suspected)) {
    await page.goto(`${address}/#${route}`);
    await ready(page);
    await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined); // the live stream never ends
    await page.screenshot({ path: join(import.meta.dirname, `${name}.png`) });
  }
  await browser.close();
} finally {
  service.kill('SIGTERM');
  await ended;
  await rm(folder, { recursive: true, force: true });
}
