import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Page } from 'playwright-core';
import { gzipSync } from 'node:zlib';
import { builtProgram } from '../kit/service-process.ts';
import { hourMs, PumpScript } from '../kit/telemetry.ts';
import { violationsOf } from './axe.ts';
import { Dashboard, describeWithBrowser } from './dashboard.ts';
import { focused, rowOf, tabTo } from './page-reading.ts';

const firstRouteBytes = 180_000;
const allBytes = 300_000;

const zippedBytes = async (file: string): Promise<number> =>
  gzipSync(await readFile(builtProgram(`dashboard/assets/${file}`))).length;
const sumOf = async (files: readonly string[]): Promise<number> =>
  (await Promise.all(files.map(zippedBytes))).reduce((sum, bytes) => sum + bytes, 0);

describeWithBrowser('the frame of the pages', () => {
  const pump = new PumpScript('P-1', Math.floor(Date.now() / hourMs) * hourMs - 5 * hourMs);
  let dashboard: Dashboard;
  let page: Page;

  const broken = (): Promise<void> => page.getByRole('heading', { name: /This page can.t be shown/ }).waitFor();

  beforeAll(async () => {
    pump.register();
    pump.refill(0, 18_000_000);
    dashboard = await Dashboard.with(pump.events);
  });
  beforeEach(async () => {
    page = await (await dashboard.visitor()).newPage();
  });
  afterEach(() => page.context().close());
  afterAll(async () => {
    expect(await dashboard.close()).toEqual([]);
  });

  it('loads at most 180 kB of scripts for the fleet, and has at most 300 kB, gzipped', async () => {
    const loaded = new Set<string>();
    page.on('response', response => {
      const { pathname } = new URL(response.url());
      if (pathname.endsWith('.js')) loaded.add(basename(pathname));
    });
    await page.goto(dashboard.address());
    await rowOf(page, 'P-1').waitFor();
    const built = await readdir(builtProgram('dashboard/assets'));
    const scripts = built.filter(file => file.endsWith('.js'));
    expect(loaded.size).toBeGreaterThan(0);
    expect(scripts.length).toBeGreaterThan(loaded.size);
    expect(await sumOf([...loaded])).toBeLessThanOrEqual(firstRouteBytes);
    expect(await sumOf(scripts)).toBeLessThanOrEqual(allBytes);
  });

  it('says so where a page can not be loaded, and leads on, by keys alone', async () => {
    await page.route('**/page/assets/pump-page-*.js', route => route.abort());
    await page.goto(dashboard.address('/pumps/P-1'));
    await broken();
    expect(await focused(page)).toMatch(/^This page can.t be shown/);
    expect(await violationsOf(page)).toEqual([]);
    await tabTo(page, /^Back to the fleet/);
    await page.keyboard.press('Enter');
    await rowOf(page, 'P-1').waitFor();
    await page.goBack();
    await broken();
    await page.unroute('**/page/assets/pump-page-*.js');
    await tabTo(page, /^Load the page again/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'P-1' }).waitFor();
    dashboard.forgive(/pump-page|dynamically imported module/);
  });

  it('says so where a page fails while it is drawn, and the other pages still work', async () => {
    await page.route('**/v1/subscriptions*', route => route.fulfill({ json: { items: [{ id: 1 }], nextCursor: null } }));
    await page.goto(dashboard.address('/subscriptions'));
    await broken();
    await page.getByText('What failed').click();
    expect(await page.locator('.broken pre').innerText()).toMatch(/\w/);
    await page.getByRole('link', { name: 'System' }).click();
    await page.getByText('Up to date').waitFor();
    dashboard.forgive(/TypeError/);
  });

  it('skips by a key to the content, and stays on its page', async () => {
    await page.goto(dashboard.address('/system'));
    await page.getByText('Up to date').waitFor();
    await tabTo(page, /^Skip to content/);
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    expect(new URL(page.url()).hash).toBe('#/system');
  });

  it('goes from page to page by keys alone', async () => {
    await page.goto(dashboard.address());
    await rowOf(page, 'P-1').waitFor();
    for (const name of ['Alerts', 'Subscriptions', 'System', 'Fleet']) {
      await tabTo(page, new RegExp(`^${name}`));
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name }).waitFor({ state: 'attached' });
    }
  });
});
