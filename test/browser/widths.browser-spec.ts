import { formatTime, type EventData } from '@cisterna/contract';
import type { Page } from 'playwright-core';
import { hourMs, PumpScript } from '../kit/telemetry.ts';
import { Dashboard, describeWithBrowser, streamTime } from './dashboard.ts';
import { rowOf, rows } from './page-reading.ts';
import { inOrder, seededClinics } from './seeded-clinics.ts';

/** The words of a row that are cut off. */
const cutWords = (page: Page): Promise<readonly string[]> =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll('.line .cell, .line .second')].filter(each => each.offsetParent !== null && each.scrollWidth > each.clientWidth).map(each => each.innerText)`,
  );

describeWithBrowser('the fleet on pages of every width', () => {
  const now = Math.floor(Date.now() / hourMs) * hourMs;
  const expiring = new PumpScript('EXPIRING-1', now - 30 * hourMs);
  const pumps = [...seededClinics(now), expiring];
  let dashboard: Dashboard;

  beforeAll(async () => {
    expiring.register({ clinicId: 'north' });
    const refill = { aspiratedNl: 0, filledNl: 18_000_000, drugExpiresAt: formatTime(now + 106 * hourMs) };
    expiring.tell('reservoir.refilled.v1', refill as EventData<'reservoir.refilled.v1'>);
    for (let hour = 0; hour < 28; hour += 1) expiring.report(15_000);
    dashboard = await Dashboard.with(inOrder(pumps), streamTime);
  });
  afterAll(async () => {
    expect(await dashboard.close()).toEqual([]);
  });

  it.each([390, 800, 930, 1155, 1280, 1460, 1600, 1920])('cuts off no words and needs no scrolling sideways at %d pixels', async width => {
    const page = await dashboard.visit('/', { viewport: { width, height: 2_400 } });
    await rows(page).nth(pumps.length - 1).waitFor();
    await rowOf(page, 'EXPIRING-1').getByText(/drug expires in \d\.\d days/).waitFor();
    expect(await cutWords(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.context().close();
  });
});
