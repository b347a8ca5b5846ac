import type { AlertView } from '@cisterna/contract';
import type { Page } from 'playwright-core';
import { eventually } from '../kit/eventually.ts';
import { Dashboard, describeWithBrowser, streamTime } from './dashboard.ts';
import { alertRow, alertRows, Clicks, focused, tabTo } from './page-reading.ts';
import { inOrder, seededClinics } from './seeded-clinics.ts';

describeWithBrowser('the alerts in a browser', () => {
  let dashboard: Dashboard;
  let page: Page;

  const alertOf = async (pumpId: string, kind: string): Promise<AlertView> =>
    (await dashboard.api.all<AlertView>(`/v1/alerts?state=all&pumpId=${pumpId}&kind=${kind}`))[0]!;
  const changed = (pumpId: string, kind: string, fits: (alert: AlertView) => boolean): Promise<boolean> =>
    eventually(`${kind} of ${pumpId} has changed`, async () => fits(await alertOf(pumpId, kind)));

  /** Answers a dialog that asks for words, by keys: into the fields in turn, then Enter on its last button. */
  const answer = async (words: readonly (readonly [RegExp, string])[], verb: RegExp): Promise<void> => {
    await page.getByRole('dialog').waitFor();
    for (const [field, text] of words) {
      await tabTo(page, field);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(text);
    }
    await tabTo(page, verb);
    await page.keyboard.press('Enter');
    await eventually('the answer is there', async () => (await focused(page)) === 'Close');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };

  /** Brings the focus by keys to the row of an alert. */
  const toRow = async (title: RegExp): Promise<void> => {
    await tabTo(page, /^(Low|Medium|High) /i, 'Shift+Tab');
    await page.keyboard.press('Home');
    for (let presses = 0; !title.test(await focused(page)); presses += 1) {
      if (presses > 30) throw new Error(`no row ${String(title)}`);
      await page.keyboard.press('j');
    }
  };

  beforeAll(async () => {
    dashboard = await Dashboard.with(inOrder(seededClinics(Date.now())), streamTime);
  });
  beforeEach(async () => {
    page = await dashboard.visit('/alerts');
    await alertRows(page).nth(7).waitFor();
  });
  afterEach(() => page.context().close());
  afterAll(async () => {
    expect(await dashboard.close()).toEqual([]);
  });

  it('begins maintenance of a pump and ends it early, by keys alone, and says what is in force', async () => {
    await tabTo(page, /^Maintenance …/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    const { clinicId } = await alertOf('STALL-1', 'motor-stall');
    for (const [field, text] of [
      [/^Clinic/, clinicId],
      [/^Pump/, 'STALL-1'],
      [/^Your name/, 'Anna'],
      [/^Reason/, 'firmware'],
    ] as const) {
      await tabTo(page, field);
      await page.keyboard.type(text);
    }
    await tabTo(page, /^Begin maintenance/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Maintenance: 1 in force …' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Pump STALL-1' }).getByText('firmware').waitFor();
    await tabTo(page, /^End maintenance of Pump STALL-1/);
    await page.keyboard.press('Enter');
    await page.getByRole('listitem').filter({ hasText: 'Pump STALL-1' }).waitFor({ state: 'detached' });
  });

  it('lists high priority first and says why one notifies nobody', async () => {
    const priorities = await alertRows(page).locator('.alert-priority').allInnerTexts();
    const ranks = priorities.map(text => ['High', 'Medium', 'Low'].findIndex(word => text.includes(word)));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(ranks[0]).toBe(0);
    const suppressed = await alertOf('STALL-1', 'under-delivery');
    expect(suppressed.suppressedBy.map(({ reason }) => reason)).toEqual(['duplicate']);
    await page.goto(dashboard.address(`/alerts/${suppressed.id}`));
    await page.getByText('Another alert of this pump already says so.').waitFor();
  });

  it('acknowledges in one browser, and another one sees it live', async () => {
    const other = await dashboard.visit('/alerts');
    await alertRow(other, 'STALL-1', /Motor stall/)
      .getByText('not acknowledged')
      .waitFor();
    await alertRow(page, 'STALL-1', /Motor stall/).click();
    await page.getByRole('button', { name: 'Acknowledge', exact: true }).click();
    await page.getByLabel('Your name').fill('Nurse Ada');
    await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await alertRow(other, 'STALL-1', /Motor stall/)
      .getByText('acknowledged by Nurse Ada')
      .waitFor();
    expect((await alertOf('STALL-1', 'motor-stall')).acknowledged?.by).toBe('Nurse Ada');
    await other.context().close();
  });

  it('acknowledges in at most four clicks all low alerts of one clinic', async () => {
    const clicks = new Clicks();
    await clicks.on(page.getByRole('group', { name: 'Priority' }).getByRole('button', { name: /Low/ }));
    await clicks.choose(page.getByLabel('Clinic'), 'north');
    await clicks.on(page.getByRole('button', { name: /^Acknowledge all 2 shown/ }));
    await page.getByLabel('Your name').fill('Nurse Ada');
    await page.keyboard.press('Enter');
    await page.getByText('2 of 2 acknowledged').waitFor();
    expect(clicks.count).toBeLessThanOrEqual(4);
    const low = await dashboard.api.all<AlertView>('/v1/alerts?priority=low');
    expect(low.map(({ pumpId, acknowledged }) => [pumpId, acknowledged !== null]).sort()).toEqual([
      ['WORN-1', true],
      ['WORN-2', true],
      ['WORN-3', false],
    ]);
  });

  it('acknowledges, opens, shelves and unshelves by keys alone', async () => {
    await toRow(/SILENT-1/);
    await page.keyboard.press('a');
    await answer([[/Your name/, 'Nurse Ada']], /^Acknowledge$/);
    await changed('SILENT-1', 'pump-silent', ({ acknowledged }) => acknowledged?.by === 'Nurse Ada');

    await toRow(/CATH-1/);
    await page.keyboard.press('Space');
    await page.getByText('1 selected', { exact: true }).waitFor();
    await tabTo(page, /^Shelve 1/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await answer([[/Reason/, 'dye study at noon']], /^Shelve$/);
    await changed('CATH-1', 'catheter-suspected', ({ shelved }) => shelved?.reason === 'dye study at noon');

    await toRow(/CATH-1/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: /catheter/i }).waitFor();
    await tabTo(page, /^Unshelve/);
    await page.keyboard.press('Enter');
    await answer([], /^Unshelve$/);
    await changed('CATH-1', 'catheter-suspected', ({ shelved }) => shelved === null);
    await page.getByText('dye study at noon').waitFor();
  });

  it('resets a latched alert with a reason by keys alone', async () => {
    await toRow(/Volume discrepancy/);
    await page.keyboard.press('Space');
    await tabTo(page, /^Reset 1/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await answer(
      [
        [/Your name/, 'Dr Bo'],
        [/What was found/, 'drawn again: 5 mL'],
      ],
      /^Reset$/,
    );
    await changed(
      'REFILL-1',
      'volume-discrepancy',
      ({ condition, history }) => condition === 'inactive' && history.at(-1)?.change === 'reset',
    );
  });

  it('selects one, all and none by keys alone', async () => {
    await toRow(/CATH-1/);
    await page.keyboard.press('k');
    await page.keyboard.press('Space');
    await page.getByText('1 selected', { exact: true }).waitFor();
    await page.keyboard.press('ControlOrMeta+A');
    await page.getByText(/^([2-9]|\d\d) selected$/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText(/^\d+ selected$/).waitFor({ state: 'detached' });
  });

  it('keeps its lines still while somebody is at work in it, and lets them move by a key', async () => {
    const waiting = page.getByRole('group', { name: 'Handling' }).getByRole('button', { name: /^Not acknowledged/ });
    await waiting.click();
    await page.waitForURL(({ hash }) => hash === '#/alerts?handling=waiting');
    await toRow(/LOW-1/);
    const { id } = await alertOf('LOW-1', 'low-reservoir');
    await dashboard.api.post(`/v1/alerts/${id}/acknowledge`, { by: 'Nurse Cy' });
    await page.getByText('No longer in this list').waitFor();
    await page.keyboard.press('u');
    await page.getByText('No longer in this list').waitFor({ state: 'detached' });
  });

  it('keeps its filters in the address', async () => {
    await page.getByLabel('Kind').selectOption('catheter-suspected');
    await page.waitForURL(({ hash }) => hash === '#/alerts?kind=catheter-suspected');
    await page.reload();
    await alertRows(page).first().waitFor();
    expect(await alertRows(page).locator('.second').allInnerTexts()).toEqual(['CATH-1 · north']);
  });
});
