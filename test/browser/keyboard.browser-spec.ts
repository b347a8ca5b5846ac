import type { AlertView } from '@cisterna/contract';
import type { Page } from 'playwright-core';
import { eventually } from '../kit/eventually.ts';
import { Dashboard, describeWithBrowser, streamTime } from './dashboard.ts';
import { alertRows, focused, pressOn, pumpsShown, rows, tabTo } from './page-reading.ts';
import { inOrder, seededClinics } from './seeded-clinics.ts';

describeWithBrowser('what else is done by keys alone', () => {
  const pumps = seededClinics(Date.now());
  let dashboard: Dashboard;
  let page: Page;

  const press = (words: RegExp, key?: string): Promise<void> => pressOn(page, words, key);
  const dialog = (state: 'visible' | 'detached' = 'visible'): Promise<void> =>
    page.getByRole('dialog').waitFor({ state });
  const heading = (name: RegExp): Promise<void> => page.getByRole('heading', { name }).first().waitFor();
  const shows = (ids: string): Promise<unknown> =>
    eventually(`the fleet shows ${ids}`, async () => (await pumpsShown(page)).join() === ids, 10_000);
  const goto = async (route: string): Promise<void> => {
    await page.goto(dashboard.address(route));
  };

  beforeAll(async () => {
    dashboard = await Dashboard.with(inOrder(pumps), streamTime);
  });
  beforeEach(async () => {
    page = await (await dashboard.visitor()).newPage();
  });
  afterEach(() => page.context().close());
  afterAll(async () => {
    expect(await dashboard.close()).toEqual([]);
  });

  it('filters, searches, sorts and shows all of the fleet', async () => {
    await goto('/');
    await rows(page).nth(9).waitFor();
    await press(/^.? ?Suspected/);
    await shows('CATH-1');
    await press(/^Show all/);
    await press(/^Search by pump/, 'w');
    await page.keyboard.type('orn');
    await press(/^Pump/);
    await shows('WORN-1,WORN-2,WORN-3');
    await page.keyboard.press('Enter');
    await shows('WORN-3,WORN-2,WORN-1');
  });

  it('takes up the new order of the fleet', async () => {
    await goto('/');
    await rows(page).nth(9).waitFor();
    await tabTo(page, /^STALL-1/);
    const worn = pumps.find(({ pumpId }) => pumpId === 'CALM-2')!;
    await dashboard.post([worn.alarm('raised', 'motor-stall')]);
    await page.getByRole('button', { name: /^The order has changed/ }).waitFor();
    await press(/^The order has changed/);
    await eventually('the focus is on a row', async () => /^(STALL|CALM)-/.test(await focused(page)), 5_000);
    await eventually('it is among the worst', async () => (await pumpsShown(page)).slice(0, 2).includes('CALM-2'));
  });

  it('zooms, moves and tells the charts of a pump', async () => {
    await goto('/pumps/CATH-1');
    await heading(/^CATH-1$/);
    const words = page.locator('.window-words');
    const moves = async (act: () => Promise<void>): Promise<void> => {
      const before = await words.innerText();
      await act();
      await eventually('another window', async () => (await words.innerText()) !== before, 5_000);
    };
    for (const name of [/^7 days/, /^All$/, /^Zoom in/, /^Earlier/]) await moves(() => press(name));
    await tabTo(page, /^Reservoir level\. Arrow keys/);
    for (const key of ['ArrowRight', '+', 'PageUp', '-']) await moves(() => page.keyboard.press(key));
    await press(/^Table of Reservoir level/, 'Space');
    await page.getByRole('region', { name: 'Reservoir level as a table' }).waitFor();
  });

  it('travels in time by the slider and back', async () => {
    await goto('/pumps/CALM-1');
    await heading(/^CALM-1$/);
    await press(/^Time travel/);
    await tabTo(page, /^As of$/);
    for (let hours = 0; hours < 6; hours += 1) await page.keyboard.press('PageDown');
    await page.getByText(/This is the past: as of/).waitFor();
    await press(/^Back to now/);
    await page.getByText(/This is the past/).waitFor({ state: 'detached' });
  });

  it('records an examination, finds it among the events and takes it back', async () => {
    await goto('/pumps/CALM-1');
    await heading(/^CALM-1$/);
    await press(/^Catheter examination/);
    await dialog();
    await tabTo(page, /^Method/);
    await page.keyboard.press('ArrowDown');
    await tabTo(page, /^Finding/);
    await page.keyboard.press('ArrowDown');
    await press(/^Save$/);
    await dialog('detached');
    await eventually('the focus is back', async () => (await focused(page)).startsWith('Catheter examination'), 5_000);
    await tabTo(page, /^Show/);
    await page.keyboard.press('ArrowDown');
    const record = page.locator('.event').filter({ hasText: 'Catheter examined' });
    await record.waitFor();
    await press(/Catheter examined/);
    await press(/^Take this record back/);
    await dialog();
    await tabTo(page, /^Why/);
    await page.keyboard.type('another pump was meant');
    await page.keyboard.press('Enter');
    await dialog('detached');
    await record.getByText('taken back').waitFor();
  });

  it.each([/^Symptom/, /^Note/, /^MRI window/, /^New catheter/])(
    'opens the record %s, and Escape gives the focus back',
    async name => {
      await goto('/pumps/CALM-1');
      await heading(/^CALM-1$/);
      await press(name);
      await dialog();
      await page.keyboard.press('Escape');
      await dialog('detached');
      await eventually('the focus is back', async () => name.test(await focused(page)), 5_000);
    },
  );

  it('prints a pump', async () => {
    await page.addInitScript('globalThis.print = () => { globalThis.printed = true; }');
    await goto('/pumps/CALM-1');
    await heading(/^CALM-1$/);
    await press(/^Print$/);
    expect(await page.evaluate('globalThis.printed')).toBe(true);
  });

  it('filters the alerts, opens one and closes it again', async () => {
    await goto('/alerts');
    await alertRows(page).nth(7).waitFor();
    await press(/^.? ?Low/);
    await page.waitForURL(({ hash }) => hash.includes('priority=low'));
    await tabTo(page, /^Kind/);
    await page.keyboard.type('Repl');
    await page.waitForURL(({ hash }) => hash.includes('kind='));
    await press(/^Clear filters/);
    await page.waitForURL(({ hash }) => hash === '#/alerts');
    await press(/^(High|Medium|Low) .*(CATH|STALL|LOW|WORN|SILENT|REFILL)/i);
    await page.waitForURL(({ hash }) => hash.startsWith('#/alerts/'));
    await press(/^Close$/);
    await page.waitForURL(({ hash }) => hash === '#/alerts');
  });

  it('reads the quality report of another period and clinic, and goes from a kind to its alerts', async () => {
    await goto('/alerts');
    await alertRows(page).nth(7).waitFor();
    await press(/^Quality report/);
    await heading(/^By kind$/);
    await press(/^7 days/);
    await page.waitForURL(({ hash }) => hash === '#/alerts?view=report&days=7');
    await tabTo(page, /^Clinic/);
    await page.keyboard.type('north');
    await page.waitForURL(({ hash }) => hash === '#/alerts?view=report&days=7&clinic=north');
    await page.getByText(/, north, \d+ pumps today/).waitFor();
    await press(/^Motor stall/);
    await page.waitForURL(({ hash }) => hash === '#/alerts?state=all&clinic=north&kind=motor-stall');
    const found = await dashboard.api.all<AlertView>('/v1/alerts?state=all&clinicId=north&kind=motor-stall');
    await eventually('its alerts', async () => (await alertRows(page).count()) === found.length, 10_000);
    await press(/^Quality report/);
    await press(/^Work list/);
    await page.waitForURL(({ hash }) => hash === '#/alerts?clinic=north');
  });
});
