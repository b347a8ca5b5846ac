import type { Page } from 'playwright-core';
import { Dashboard, describeWithBrowser, streamTime } from './dashboard.ts';
import { rowOf } from './page-reading.ts';
import { NetworkWay } from '../kit/network-way.ts';
import { hourMs, PumpScript } from '../kit/telemetry.ts';

describeWithBrowser('the live connection of a page', () => {
  const pump = new PumpScript('P-1', Math.floor(Date.now() / hourMs) * hourMs - 20 * hourMs);
  let dashboard: Dashboard;
  let page: Page;

  const level = (text: string): Promise<void> => rowOf(page, 'P-1').locator('.cell-level').getByText(text).waitFor();
  const header = (text: string | RegExp): Promise<void> =>
    page.locator('.connection').filter({ hasText: text }).waitFor({ timeout: 60_000 });

  beforeAll(async () => {
    pump.register();
    pump.refill(0, 18_000_000);
    pump.report(1_000_000);
    dashboard = await Dashboard.with(pump.events, streamTime);
    page = await dashboard.visit();
  });
  afterAll(() => dashboard.close());

  it('is lost and regained over a power cut of the service, and what came meanwhile is shown', async () => {
    await level('17.0 mL');
    await header(/^Live$/);
    await dashboard.cut();
    await header(/Connection lost/);
    await level('17.0 mL');

    await dashboard.restart();
    await dashboard.post([pump.report(2_000_000)]);
    await header(/^Live$/);
    await level('15.0 mL');
    await dashboard.post([pump.report(1_000_000)]);
    await level('14.0 mL');
  });

  it('is given up once nothing comes any more, though nobody ended it, and regained', async () => {
    const way = await NetworkWay.to(Number(new URL(dashboard.address()).port));
    page = await (await dashboard.visitor()).newPage();
    await page.clock.install();
    await page.goto(`http://127.0.0.1:${way.port}`);
    await header(/^Live$/);
    await rowOf(page, 'P-1').waitFor();

    way.silence();
    await dashboard.post([pump.refill(0, 19_500_000)]);
    await page.clock.fastForward(40_000);
    await page.clock.fastForward(10_000);
    await header(/Connection lost/);

    way.resume();
    await header(/^Live$/);
    await level('19.5 mL');
    await page.context().close();
    await way.close();
  });
});
