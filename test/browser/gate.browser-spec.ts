import { TestIssuer } from '../../apps/api/src/testing/token-issuer.fixture.ts';
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

describeWithBrowser('a service that wants a token', () => {
  const minuteMs = 60_000;
  const claims = { cisterna_role: 'admin', cisterna_clinics: undefined, preferred_username: 'ada' };
  let issuer: TestIssuer;
  let dashboard: Dashboard;

  beforeAll(async () => {
    issuer = await TestIssuer.start();
    const environment = { CISTERNA_OIDC_ISSUER: issuer.url, CISTERNA_OIDC_AUDIENCE: issuer.audience };
    dashboard = await Dashboard.open({ CISTERNA_AUTH: 'oidc', ...environment });
  });
  afterAll(async () => {
    // The browser itself complains of the refused token's 401.
    for (const fault of await dashboard.close()) expect(fault).toContain('401');
    await issuer.close();
  });

  it('is entered with one, and asks for another when it is over', async () => {
    const page = await dashboard.visit();
    const field = page.getByLabel('Access key or token');
    await field.fill(await issuer.token(Date.now() - 10 * minuteMs, claims));
    await page.keyboard.press('Enter');
    await field.fill(await issuer.token(Date.now(), claims));
    await page.keyboard.press('Enter');
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
