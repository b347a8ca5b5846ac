import { changeSubscription, type StoredSubscription } from '@cisterna/read-model';
import type { QuietHours } from '@cisterna/contract';
import { raisedAt } from '../testing/alarmed-pumps.fixture.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { acknowledge, MailOffice, over } from '../testing/mail-office.fixture.ts';

const hourMs = 3_600_000;
const timeOfDay = (at: number): string => new Date(at).toISOString().slice(11, 16);

/** Hours of the wall clock, counted from now. */
const hours = (from: number, to: number): QuietHours => ({
  from: timeOfDay(Date.now() + from * hourMs),
  to: timeOfDay(Date.now() + to * hourMs),
  timeZone: 'UTC',
});

const title = (pumpId: string): string => `Device fault: memory-error, pump ${pumpId}`;

describe('e-mail in quiet hours', () => {
  let office: MailOffice;

  beforeAll(async () => {
    office = await MailOffice.open();
    office.start();
  });
  afterEach(() => office.forget());
  afterAll(() => office.close());

  const endQuiet = (subscription: StoredSubscription): Promise<unknown> =>
    changeSubscription(office.model, {
      ...subscription,
      quietHours: hours(2, 3),
      at: Date.now(),
      secret: null,
      revive: false,
    });
  const reasonsOf = async (subscription: StoredSubscription): Promise<(string | null)[]> =>
    (await office.deliveries(subscription)).map(({ reason }) => reason);

  it('is held back, with the reason on record, and told once in a summary at their end, over a restart', async () => {
    const { pumpId, to, subscription } = await office.fresh({ quietHours: hours(-1, 1) });
    await office.pumps.add([pumpId]);
    await office.settled(subscription, ['1 alert.raised summarised']);
    const [held] = await office.deliveries(subscription);
    expect(held).toMatchObject({ suppressedBy: 'quiet-hours' });
    expect(held?.reason).toMatch(/^Quiet hours from \d\d:\d\d to \d\d:\d\d \(UTC\), now until /);
    await office.gather();
    await office.rest();
    office.start();
    const other = await office.fresh();
    await office.pumps.add([other.pumpId]);
    await office.came(other.to, [title(other.pumpId)]);
    expect(office.server.subjectsTo(to)).toEqual([]);
    await endQuiet(subscription);
    await office.came(to, ['After the quiet hours: 1 alert']);
    await office.decide(pumpId, 'updated', { priority: 'medium' });
    await office.came(to, ['After the quiet hours: 1 alert', `Look again: ${title(pumpId)}`]);
    expect(await office.fates(subscription)).toContain('1 alert.raised summarised');
  });

  it('goes out at once where the priority is high', async () => {
    const { pumpId, to, subscription } = await office.fresh({ quietHours: hours(-1, 1) });
    await office.pumps.add([pumpId]);
    await office.settled(subscription, ['1 alert.raised summarised']);
    await office.decide(pumpId, 'updated', { priority: 'high' });
    await office.came(to, [`Look again: HIGH: ${title(pumpId)}`]);
  });

  it('is not made up for where the alert was over, or somebody had acknowledged it, by their end', async () => {
    const first = await office.fresh({ quietHours: hours(-1, 1) });
    const second = await office.fresh({ quietHours: hours(-1, 1) });
    for (const { pumpId, subscription } of [first, second]) {
      await office.pumps.add([pumpId]);
      await office.settled(subscription, ['1 alert.raised summarised']);
    }
    await office.decide(first.pumpId, 'cleared', over);
    await office.command(second.pumpId, acknowledge);
    for (const { subscription } of [first, second]) await endQuiet(subscription);
    await office.gather();
    await office.settled(first.subscription, ['1 alert.raised suppressed', '2 alert.cleared suppressed']);
    await office.settled(second.subscription, ['1 alert.raised suppressed', '2 alert.acknowledged suppressed']);
    expect(await reasonsOf(first.subscription)).toContain('Held back in quiet hours; at their end the alert was over.');
    expect(await reasonsOf(second.subscription)).toContain(
      'Held back in quiet hours; at their end somebody had acknowledged the alert.',
    );
    expect([...office.server.subjectsTo(first.to), ...office.server.subjectsTo(second.to)]).toEqual([]);
  });

  it('neither escalates nor repeats in them by itself, but within the summary', async () => {
    const { pumpId, to, subscription } = await office.fresh({ quietHours: hours(-1, 1), escalateAfterSeconds: 300 });
    await office.pumps.add([pumpId]);
    await office.settled(subscription, ['1 alert.escalated held']);
    office.now = raisedAt + 300_000;
    await office.settled(subscription, ['1 alert.escalated summarised']);
    await endQuiet(subscription);
    await office.gather();
    await office.came(to, ['After the quiet hours: 1 alert']);
    await office.decide(pumpId, 'cleared', over);
    await office.came(to, ['After the quiet hours: 1 alert', `Cleared: ${title(pumpId)}`]);
  });

  it('tells the end of what was told before them', async () => {
    const { pumpId, to, subscription } = await office.fresh();
    await office.pumps.add([pumpId]);
    await office.came(to, [title(pumpId)]);
    await eventually('it is on record', async () =>
      (await office.fates(subscription)).includes('1 alert.raised delivered'),
    );
    await changeSubscription(office.model, {
      ...subscription,
      quietHours: hours(-1, 1),
      at: Date.now(),
      secret: null,
      revive: false,
    });
    await office.decide(pumpId, 'cleared', over);
    await eventually('it is held back', async () =>
      (await office.fates(subscription)).includes('2 alert.cleared summarised'),
    );
    await endQuiet(subscription);
    await office.gather();
    await office.came(to, [title(pumpId), 'After the quiet hours: 1 alert']);
    const summary = office.server.mails.findLast(mail => mail.to.includes(to));
    expect(summary?.content).toContain('over by now');
  });
});
