import type { Page } from 'playwright-core';
import { eventually } from '../kit/eventually.ts';
import { hourMs } from '../kit/telemetry.ts';
import { Dashboard, describeWithBrowser, streamTime } from './dashboard.ts';
import { Clicks, focused, pumpsShown, rowOf, rows, tabTo } from './page-reading.ts';
import { inOrder, seededClinics } from './seeded-clinics.ts';

describeWithBrowser('the fleet in a browser', () => {
  const pumps = seededClinics(Date.now());
  let dashboard: Dashboard;
  let page: Page;

  beforeAll(async () => {
    dashboard = await Dashboard.with(inOrder(pumps), streamTime);
  });
  beforeEach(async () => {
    page = await dashboard.visit();
    await rows(page)
      .nth(pumps.length - 1)
      .waitFor();
  });
  afterEach(() => page.context().close());
  afterAll(async () => {
    expect(await dashboard.close()).toEqual([]);
  });

  it('lists the pumps worst first', async () => {
    const shown = await pumpsShown(page);
    expect(shown[0]).toBe('STALL-1');
    expect(shown[1]).toBe('LOW-1');
    expect(new Set(shown.slice(2, 5))).toEqual(new Set(['CATH-1', 'SILENT-1', 'REFILL-1']));
    expect(shown.slice(5, 8)).toEqual(['WORN-1', 'WORN-2', 'WORN-3']);
    expect(shown.slice(8)).toEqual(['CALM-1', 'CALM-2']);
  });

  it('says of each pump what is wrong with it, in words and with units', async () => {
    const said = async (pumpId: string, cell: string): Promise<string> =>
      (await rowOf(page, pumpId).locator(`.cell-${cell}`).innerText()).replace(/\s+/g, ' ');
    expect(await said('STALL-1', 'delivery')).toMatch(/Not delivering motor stalled/);
    expect(await said('STALL-1', 'alerts')).toMatch(/high/);
    expect(await said('CATH-1', 'catheter')).toMatch(/Occlusion suspected/);
    expect(await said('LOW-1', 'level')).toMatch(/0\.7 mL of 20 mL/);
    expect(await said('LOW-1', 'refill')).toMatch(/Due low .* refill by/);
    expect(await said('SILENT-1', 'contact')).toMatch(/Silent/);
    expect(await said('CALM-1', 'alerts')).toBe('None');
  });

  it('keeps filter, search and order in the address and restores them', async () => {
    await page.getByRole('group', { name: 'Open alerts' }).getByRole('button', { name: /Low/ }).click();
    await page.locator('input[type=search]').fill('north');
    await page.getByRole('columnheader', { name: 'Pump' }).getByRole('button').click();
    await page.getByRole('columnheader', { name: 'Pump' }).getByRole('button').click();
    await page.waitForURL(({ hash }) => hash === '#/?q=north&alerts=low&sort=-id');
    expect(await pumpsShown(page)).toEqual(['WORN-2', 'WORN-1']);

    await page.reload();
    await rows(page).first().waitFor();
    await eventually('the same view', async () => (await pumpsShown(page)).join() === 'WORN-2,WORN-1');
    expect(await page.locator('input[type=search]').inputValue()).toBe('north');
    expect(await page.getByRole('button', { name: /Low/, pressed: true }).count()).toBe(1);
    expect(await page.locator('[aria-sort=descending]').innerText()).toMatch(/Pump/);

    await page.getByRole('button', { name: /Show all/ }).click();
    await rows(page)
      .nth(pumps.length - 1)
      .waitFor();
    await page.waitForURL(({ hash }) => hash === '#/');
  });

  it('counts by its filters as many pumps as they then show', async () => {
    const suspected = page.getByRole('group', { name: 'Catheter' }).getByRole('button', { name: /Suspected/ });
    expect(await suspected.innerText()).toMatch(/1$/);
    await suspected.click();
    await page.getByText(`1 of ${pumps.length} pumps`).waitFor();
    expect(await pumpsShown(page)).toEqual(['CATH-1']);
  });

  it('goes by keys to a pump, and Enter opens its page', async () => {
    await tabTo(page, /^STALL-1/);
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toMatch(/^LOW-1/);
    await page.keyboard.press('Enter');
    await page.waitForURL(({ hash }) => hash === '#/pumps/LOW-1');
    await page.getByRole('heading', { level: 1, name: 'LOW-1' }).waitFor();
  });

  it('shows a new report without being asked', async () => {
    const pump = pumps.find(({ pumpId }) => pumpId === 'CALM-2')!;
    expect(await rowOf(page, 'CALM-2').locator('.cell-level').innerText()).toMatch(/17\.8 mL/);
    await dashboard.post([pump.report(1_500_000)]);
    await rowOf(page, 'CALM-2').getByText('16.3 mL').waitFor();
    expect(pump.at).toBeLessThan(Date.now() - hourMs / 2);
  });

  it('finds in at most four clicks who must be refilled this week', async () => {
    const clicks = new Clicks();
    const refill = page.getByRole('group', { name: 'Refill' });
    for (const status of [/Overdue/, /Due \d/, /Due soon/])
      await clicks.on(refill.getByRole('button', { name: status }));
    await eventually('only that one', async () => (await pumpsShown(page)).join() === 'LOW-1');
    expect(clicks.count).toBeLessThanOrEqual(4);
  });
});
