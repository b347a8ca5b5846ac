import type { AlertView } from '@cisterna/contract';
import type { Page } from 'playwright-core';
import { violationsOf } from './axe.ts';
import { Dashboard, describeWithBrowser, streamTime, type Look } from './dashboard.ts';
import { alertRows, rows } from './page-reading.ts';
import { inOrder, seededClinics } from './seeded-clinics.ts';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
const looks: readonly (readonly [string, Look])[] = [
  ['light on a desktop', {}],
  ['dark on a desktop', { colorScheme: 'dark' }],
  ['light on a phone', phone],
  ['dark on a phone', { ...phone, colorScheme: 'dark' }],
];

describeWithBrowser('every page for everybody', () => {
  let dashboard: Dashboard;
  let alert: AlertView;

  beforeAll(async () => {
    const events = inOrder(seededClinics(Date.now()));
    dashboard = await Dashboard.with(events, streamTime);
    const wrong = { ...events[0]!, data: { ...events[0]!.data, model: 'another' } };
    await dashboard.post([wrong]);
    await dashboard.api.getWhen<{ items: unknown[] }>('/v1/dead-letters', ({ items }) => items.length === 1);
    const target = 'http://127.0.0.1:9/nobody';
    await dashboard.api.post('/v1/subscriptions', { name: 'Ward', channel: 'webhook', target });
    alert = (await dashboard.api.all<AlertView>('/v1/alerts?kind=catheter-suspected'))[0]!;
  });
  afterAll(async () => {
    expect(await dashboard.close()).toEqual([]);
  });

  const fleet = (page: Page) => rows(page).nth(3).waitFor();
  const list = (page: Page) => alertRows(page).nth(3).waitFor();
  const pump = (page: Page) =>
    page.getByRole('region', { name: 'Catheter pulsation', exact: true }).locator('canvas').waitFor();
  const heading = (name: RegExp) => (page: Page) => page.getByRole('heading', { name }).first().waitFor();
  const pages = (): readonly (readonly [string, (page: Page) => Promise<void>])[] => [
    ['/', fleet],
    ['/pumps/CATH-1', pump],
    ['/pumps/STALL-1', heading(/STALL-1/)],
    ['/alerts', list],
    [`/alerts/${alert.id}`, heading(/Catheter/)],
    ['/alerts?view=report', page => page.locator('main h2').first().waitFor()],
    ['/subscriptions', page => page.getByText('Ward').first().waitFor()],
    ['/system', page => page.getByRole('button', { name: /^Redrive/ }).waitFor()],
    ['/nowhere', page => page.getByText('There is no such page.').waitFor()],
  ];

  it.each(looks)('has no violation that axe can find, %s', async (_name, look) => {
    const page = await dashboard.visit('/', look);
    const found: Record<string, readonly string[]> = {};
    for (const [route, ready] of pages()) {
      await page.goto(dashboard.address(route));
      await ready(page);
      const violations = await violationsOf(page);
      if (violations.length > 0) found[route.replace(alert.id, ':id')] = violations;
    }
    expect(found).toEqual({});
    await page.context().close();
  });

  it.each([looks[0]!, looks[3]!])('nor do the dialogs, %s', async (_name, look) => {
    const page = await dashboard.visit('/pumps/CATH-1', look);
    const found: Record<string, readonly string[]> = {};
    const check = async (
      route: string,
      button: RegExp,
      prepare: (shown: Page) => Promise<unknown> = () => Promise.resolve(),
    ): Promise<void> => {
      await page.goto(dashboard.address(route));
      await page.getByRole('button', { name: button }).first().click();
      await page.getByRole('dialog').waitFor();
      await prepare(page);
      const violations = await violationsOf(page);
      if (violations.length > 0) found[String(button)] = violations;
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    await check('/pumps/CATH-1', /^Record refill/);
    await check('/pumps/CATH-1', /^MRI window/);
    await check('/alerts', /^Acknowledge all/);
    await check('/alerts', /^Maintenance/);
    await check('/subscriptions', /^New subscription/, shown => shown.getByLabel('Channel').selectOption('email'));
    expect(found).toEqual({});
    await page.context().close();
  });
});
