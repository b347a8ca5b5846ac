import type { PumpView } from '@cisterna/contract';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../kit/eventually.ts';
import { hourMs } from '../kit/telemetry.ts';
import { Dashboard, describeWithBrowser, streamTime } from './dashboard.ts';
import { Clicks, rowOf, tabTo } from './page-reading.ts';
import { inOrder, seededClinics } from './seeded-clinics.ts';

const dayMs = 24 * hourMs;

describeWithBrowser('a pump in a browser', () => {
  const pumps = seededClinics(Date.now());
  const calm = pumps.find(({ pumpId }) => pumpId === 'CALM-1')!;
  let dashboard: Dashboard;
  let page: Page;

  const open = async (pumpId: string, query = ''): Promise<void> => {
    await page.goto(dashboard.address(`/pumps/${pumpId}${query}`));
    await page.getByRole('heading', { level: 1, name: pumpId }).waitFor();
  };
  const chart = (title: string): Locator => page.getByRole('region', { name: title, exact: true });
  const tile = (title: string): Locator =>
    page.locator('.tile').filter({ has: page.getByText(title, { exact: true }) });

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

  it('shows its level, its curves and its events', async () => {
    await open('CALM-1');
    await tile('Level').getByText('14.2 mL of 20 mL').waitFor();
    for (const title of ['Reservoir level', 'Boluses, alarms and records'])
      await chart(title).locator('canvas').waitFor();
    await page.getByText('This pump has no catheter pressure sensor.').waitFor();
    await chart('Reservoir level').getByRole('button', { name: /Table/ }).click();
    await chart('Reservoir level as a table').getByRole('cell', { name: /mL/ }).first().waitFor();

    const refill = page.getByRole('listitem').filter({ hasText: 'Refill' }).first();
    await refill.locator('summary').click();
    await refill.getByText('"type": "reservoir.refilled.v1"').waitFor();
  });

  it('shows at most four clicks from the fleet why a catheter is suspected', async () => {
    const clicks = new Clicks();
    await page.goto(dashboard.address());
    await clicks.on(page.getByRole('group', { name: 'Catheter' }).getByRole('button', { name: /Suspected/ }));
    await clicks.on(rowOf(page, 'CATH-1'));
    const why = page.getByRole('region', { name: /Why the catheter/ });
    await why.getByRole('listitem').first().waitFor();
    expect(await why.innerText()).toMatch(/Observed\s+\d+.* Pa[\s\S]*Expected\s+\d+.* Pa/);
    await chart('Catheter pulsation').locator('canvas').waitFor();
    await chart('Catheter pulsation')
      .getByText(/suspicion since/)
      .waitFor();
    expect(clicks.count).toBeLessThanOrEqual(4);
  });

  it('shows in at most four clicks what had been received by a time', async () => {
    const clicks = new Clicks();
    const time = new Date(calm.at - 3 * dayMs + 12 * 60_000).toISOString().slice(0, 16);
    await page.goto(dashboard.address());
    await clicks.on(rowOf(page, 'CALM-1'));
    await clicks.on(page.getByRole('button', { name: 'Time travel' }));
    await clicks.on(page.getByLabel('As known at, exactly'));
    await page.getByLabel('As known at, exactly').fill(time);
    await page.keyboard.press('Enter');
    await page.getByText(/This is the past: as known at/).waitFor();
    await tile('Level').getByText('15.3 mL of 20 mL').waitFor();
    expect(await page.getByRole('button', { name: /Record refill/ }).isDisabled()).toBe(true);
    expect(clicks.count).toBeLessThanOrEqual(4);
    await page.getByRole('button', { name: 'Back to now' }).click();
    await tile('Level').getByText('14.2 mL of 20 mL').waitFor();
  });

  it('zooms and moves by buttons', async () => {
    await open('CATH-1');
    const words = page.locator('.window-words');
    for (const name of ['Zoom in', 'Earlier', 'Later', 'Zoom out']) {
      const before = await words.innerText();
      await page.getByRole('button', { name, exact: true }).click();
      await eventually(`another window by ${name}`, async () => (await words.innerText()) !== before, 5_000);
    }
  });

  it('reads a window already when its button is pointed at', async () => {
    await open('CATH-1');
    await chart('Catheter pulsation').locator('canvas').waitFor();
    const daysOf = (url: URL): number =>
      (Date.parse(url.searchParams.get('to') ?? '') - Date.parse(url.searchParams.get('from') ?? '')) / dayMs;
    let wasAsked = false;
    page.on('request', request => {
      const url = new URL(request.url());
      wasAsked ||= url.searchParams.get('metric') === 'pulsationPa' && daysOf(url) < 20;
    });
    // Pointed at again until the page knows what there is to read.
    await eventually('the window is read', async () => {
      await page.mouse.move(0, 0);
      await page.getByRole('button', { name: '7 days' }).hover();
      return wasAsked;
    });
  });

  it('judges a refill before it is saved, by keys alone', async () => {
    await open('CALM-1');
    await tabTo(page, /^Record refill/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, /^Drawn out/);
    await page.keyboard.type('9');
    await tabTo(page, /^Put in/);
    await page.keyboard.type('20');
    await page.keyboard.press('Enter');
    const verdict = page.locator('.verdict');
    await verdict.getByText('14.24 mL').waitFor();
    await verdict.getByText('-5.24 mL').waitFor();
    expect((await dashboard.api.get<PumpView>('/v1/pumps/CALM-1')).reservoir.filledAt).not.toBeNull();
    await tabTo(page, /^Save$/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await tile('Level').getByText('20.0 mL of 20 mL').waitFor();
  });

  it('records an examination, and takes it back with a reason', async () => {
    await open('CALM-2');
    await page.getByRole('button', { name: 'Catheter examination …' }).click();
    await page.getByLabel('Method').selectOption('x-ray');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/Finding is needed/).waitFor();
    await page.getByLabel('Finding').selectOption('patent');
    await page.getByRole('button', { name: 'Save' }).click();
    const record = page.locator('.event').filter({ hasText: /patent/ });
    await record.locator('summary').click();
    await record.getByRole('button', { name: /Take this record back/ }).click();
    await page.getByLabel('Why').fill('another pump was meant');
    await page.getByRole('button', { name: 'Take back' }).click();
    await record.getByText('taken back').waitFor();
  });

  it('follows the pump while it is open', async () => {
    await open('STALL-1');
    await tile('Delivery').getByText('Not delivering').waitFor();
    const pump = pumps.find(({ pumpId }) => pumpId === 'STALL-1')!;
    await dashboard.post([pump.alarm('cleared', 'motor-stall'), pump.report(15_000)]);
    await tile('Delivery').getByText('Delivering', { exact: true }).waitFor();
  });

  it('says so where there is no such pump', async () => {
    await page.goto(dashboard.address('/pumps/NOBODY'));
    await page.getByText('There is no pump NOBODY.').waitFor();
    dashboard.forgive(/404 \(Not Found\)/);
  });
});
