import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { eventually } from '../kit/eventually.ts';
import { hourMs, PumpScript } from '../kit/telemetry.ts';
import { Dashboard, describeWithBrowser } from './dashboard.ts';
import { focused, pressOn, tabTo } from './page-reading.ts';

describeWithBrowser('subscriptions and the system in a browser', () => {
  const pump = new PumpScript('P-1', Math.floor(Date.now() / hourMs) * hourMs - 5 * hourMs);
  let dashboard: Dashboard;
  let page: Page;
  let subscriber: Server;

  beforeAll(async () => {
    subscriber = createServer((_request, response) => response.writeHead(204).end()).listen(0, '127.0.0.1');
    pump.register();
    pump.refill(0, 18_000_000);
    dashboard = await Dashboard.with(pump.events);
  });
  beforeEach(async () => {
    page = await (await dashboard.visitor()).newPage();
  });
  afterEach(() => page.context().close());
  afterAll(async () => {
    subscriber.close();
    expect(await dashboard.close()).toEqual([]);
  });

  it('subscribes by keys alone, keeps the secret once, and proves by a test that the way is open', async () => {
    await page.goto(dashboard.address('/subscriptions'));
    await page.getByText('Nobody has subscribed yet.').waitFor();
    // The list of its deliveries may just have been renewed when it went.
    dashboard.forgive(/404.*\/deliveries/);
    await tabTo(page, /^New subscription/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, /^Name/);
    await page.keyboard.type('Ward 3');
    await tabTo(page, /^Address/);
    await page.keyboard.type(`http://127.0.0.1:${(subscriber.address() as AddressInfo).port}/alerts`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Secret of Ward 3' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Secret' }).inputValue()).toMatch(/^whsec_/);
    await tabTo(page, /^I have kept it/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await tabTo(page, /^Send a test/);
    await page.keyboard.press('Enter');
    await page.locator('.delivery').getByText('Delivered').waitFor();
    await page
      .locator('.delivery')
      .getByText(/Answer 204 after \d+ ms/)
      .waitFor();
  });

  it('makes a new secret only after it was asked whether it should', async () => {
    await page.goto(dashboard.address('/subscriptions'));
    await page.getByRole('button', { name: /Ward 3/ }).click();
    await page.getByRole('button', { name: /^Rotate secret/ }).click();
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    await page.getByRole('heading', { name: 'Secret of Ward 3' }).waitFor();
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByText(/signs until/).waitFor();
  });

  it('shows how the service does, and what it could not take, with the record', async () => {
    const [first] = pump.events;
    await dashboard.post([{ ...first!, data: { ...first!.data, model: 'another' } }]);
    await dashboard.api.getWhen<{ items: unknown[] }>('/v1/dead-letters', ({ items }) => items.length === 1);
    await page.goto(dashboard.address('/system'));
    await page.getByText('Up to date').waitFor();
    await page.getByRole('table', { name: 'Generations' }).getByRole('row', { name: /^Live 1 / }).waitFor();
    const letter = page.locator('.letter').filter({ hasText: 'Contradicts an event' });
    await letter.locator('summary').click();
    await letter.getByText('"model": "another"').waitFor();

    await letter.getByRole('button', { name: /^Redrive/ }).click();
    await letter.getByText('It can still not be taken:').waitFor();
    dashboard.forgive(/422/);
  });

  it('opens, tests, changes, redelivers, renews the secret of and deletes a subscription by keys alone', async () => {
    const press = (words: RegExp): Promise<void> => pressOn(page, words);
    const dialogGone = (): Promise<void> => page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.goto(dashboard.address('/subscriptions'));
    await press(/^Ward 3/);
    await press(/^Redeliver/);
    await page.locator('.delivery .attempts li').nth(1).waitFor();
    await press(/^Change/);
    await page.getByRole('dialog').waitFor();
    await tabTo(page, /^Name/);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Ward 9');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ward 9', exact: true }).waitFor();
    await dialogGone();
    await eventually('the focus is back', async () => (await focused(page)).startsWith('Change'), 5_000);
    await press(/^Rotate secret/);
    await press(/^Make a new secret/);
    await page.getByRole('heading', { name: /^Secret of Ward 9/ }).waitFor();
    await press(/^I have kept it/);
    await dialogGone();
    await press(/^Close$/);
    await page.getByRole('heading', { name: 'Ward 9', exact: true }).waitFor({ state: 'detached' });
    await press(/^Ward 9/);
    await press(/^Delete/);
    await press(/^Delete$/);
    await page.getByText('Nobody has subscribed yet.').waitFor();
  });

  it('reads a dead letter and has it read again by keys alone', async () => {
    await page.goto(dashboard.address('/system'));
    await pressOn(page, /^The record/);
    await page.getByText('"model": "another"').waitFor();
    await pressOn(page, /^Redrive/);
    await page.getByText('It can still not be taken:').waitFor();
    dashboard.forgive(/422/);
  });
});
