import type { Page } from 'playwright-core';
import { eventually } from '../kit/eventually.ts';
import { hourMs, PumpScript } from '../kit/telemetry.ts';
import { Dashboard, describeWithBrowser } from './dashboard.ts';
import { pumpsShown, rowOf, rows, tabTo } from './page-reading.ts';

const size = 10_000;
const started = Math.floor(Date.now() / hourMs) * hourMs - 3 * hourMs;

const watchLongTasks = `window.longest = 0; new PerformanceObserver(list => { for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration); }).observe({ type: 'longtask' })`;

describeWithBrowser('ten thousand pumps in a browser', () => {
  let dashboard: Dashboard;
  let page: Page;

  beforeAll(async () => {
    dashboard = await Dashboard.open();
    const pumps = Array.from({ length: size }, (_, index) => new PumpScript(`P-${index + 1}`, started));
    for (const [index, pump] of pumps.entries()) pump.register({ clinicId: `C-${index % 20}` });
    pumps[6_999]!.alarm('raised', 'motor-stall');
    await dashboard.post(pumps.flatMap(({ events }) => events));
    await dashboard.api.getWhen<{ pumps: number; openAlerts: { high: number } }>(
      '/v1/fleet',
      fleet => fleet.pumps === size && fleet.openAlerts.high === 1,
    );
    page = await dashboard.visit();
    await rows(page).first().waitFor();
  });
  afterAll(async () => {
    expect(await dashboard.close()).toEqual([]);
  });

  it('are all there, the one in trouble first, and only those in view are drawn', async () => {
    await page.getByText('10,000 pumps', { exact: true }).waitFor();
    await eventually('the worst is first', async () => (await pumpsShown(page))[0] === 'P-7000');
    expect(await rows(page).count()).toBeLessThan(80);
  });

  it('scroll from end to end, by wheel and by keys', async () => {
    await page.evaluate(watchLongTasks);
    await page.mouse.move(700, 600);
    for (let turns = 0; turns < 20; turns += 1) await page.mouse.wheel(0, 2_500);
    await eventually('other rows', async () => !(await pumpsShown(page)).includes('P-7000'));
    await tabTo(page, /^P-\d+/);
    await page.keyboard.press('End');
    await rowOf(page, 'P-10000').waitFor();
    await page.keyboard.press('Home');
    await rowOf(page, 'P-7000').waitFor();
    expect(await rows(page).count()).toBeLessThan(80);
    expect(await page.evaluate<number>('window.longest')).toBeLessThan(500);
  });

  it('are found by a search', async () => {
    await page.locator('input[type=search]').fill('p-4711');
    await page.getByText('1 of 10,000 pumps').waitFor();
    expect(await pumpsShown(page)).toEqual(['P-4711']);
  });
});
