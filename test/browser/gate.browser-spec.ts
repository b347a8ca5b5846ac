import { hourMs, PumpScript } from '../kit/telemetry.ts';
import { describeWithBrowser, Dashboard } from './dashboard.ts';
import { alertRows, pressOn, tabTo } from './page-reading.ts';

const key = 'a-key-of-the-administrator-of-32-signs';

describeWithBrowser('a service that wants a key', () => {
  let dashboard: Dashboard;

  beforeAll(async () => {
    dashboard = await Dashboard.open({ CISTERNA_AUTH: 'keys', CISTERNA_ADMIN_KEY: key });
  });
  afterAll(async () => {
    expect(await dashboard.close()).toEqual([]);
  });

  it('asks for it, and is entered, by keys alone', async () => {
    const page = await dashboard.visit();
    await page.getByRole('heading', { name: 'Cisterna' }).waitFor();
    await tabTo(page, /^Access key/);
    await page.keyboard.type(key);
    await page.keyboard.press('Enter');
    await page.getByLabel('Access key').waitFor({ state: 'detached' });
    await pressOn(page, /^System/);
    await page.getByRole('table', { name: 'Generations' }).waitFor();
    await page.context().close();
  });
});

describeWithBrowser('more alerts than a page of the list holds', () => {
  const pump = new PumpScript('OFTEN-1', Date.now() - 3 * hourMs);
  let dashboard: Dashboard;

  beforeAll(async () => {
    pump.register();
    for (let refills = 0; refills < 206; refills += 1) pump.refill(0, 18_000_000);
    dashboard = await Dashboard.with(pump.events);
  });
  afterAll(async () => {
    expect(await dashboard.close()).toEqual([]);
  });

  it('are loaded by keys alone', async () => {
    const page = await dashboard.visit('/alerts?state=all&kind=volume-discrepancy');
    await alertRows(page).first().waitFor();
    const more = page.getByRole('button', { name: 'Load older alerts' });
    await more.waitFor();
    await tabTo(page, /^Load older alerts/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await more.waitFor({ state: 'detached' });
    await page.context().close();
  });
});
