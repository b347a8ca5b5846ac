import { fireMailTimers, sendSummaries } from '@cisterna/read-model';
import { raisedAt, topic } from '../testing/alarmed-pumps.fixture.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { acknowledge, MailOffice, over } from '../testing/mail-office.fixture.ts';

describe('e-mails that wait, and those that are gathered', () => {
  let office: MailOffice;

  beforeAll(async () => {
    office = await MailOffice.open();
    office.start();
  });
  afterEach(() => office.forget());
  afterAll(() => office.close());

  it('escalates once to the second in line when nobody acknowledged in time, over a restart and with several processes', async () => {
    const first = await office.fresh({ escalateAfterSeconds: 300 });
    const second = await office.fresh({ escalateAfterSeconds: 300 });
    await office.pumps.add([first.pumpId, second.pumpId]);
    await office.settled(first.subscription, ['1 alert.escalated held']);
    await office.command(second.pumpId, acknowledge);
    await office.rest();
    office.now = raisedAt + 300_000;
    for (let processes = 0; processes < 3; processes += 1) office.start();
    await office.came(first.to, [`Nobody acknowledged: Device fault: memory-error, pump ${first.pumpId}`]);
    await office.settled(first.subscription, ['1 alert.escalated delivered']);
    await office.settled(second.subscription, ['1 alert.escalated cancelled', '2 alert.acknowledged suppressed']);
    expect((await office.deliveries(second.subscription)).map(({ reason }) => reason)).toContain(
      'Somebody acknowledged the alert in time.',
    );
    await office.decide(first.pumpId, 'cleared', over);
    await office.came(first.to, [
      `Nobody acknowledged: Device fault: memory-error, pump ${first.pumpId}`,
      `Cleared: Device fault: memory-error, pump ${first.pumpId}`,
    ]);
    expect(office.server.subjectsTo(second.to)).toEqual([]);
  });

  it('escalates by the time through which the pump’s partition was read, where that is the clock', async () => {
    const { pumpId, to, subscription } = await office.fresh({ escalateAfterSeconds: 300 });
    await office.pumps.add([pumpId], raisedAt + 299_999);
    await office.settled(subscription, ['1 alert.escalated held']);
    const query = { judgedAt: { topic, now: null }, limit: 10, mostInTenMinutes: 10 };
    expect(await fireMailTimers(office.model, query)).toEqual([]);
    await office.pumps.add([`${pumpId}-other`], raisedAt + 300_000);
    expect(await fireMailTimers(office.model, query)).toMatchObject([{ becomes: 'waiting', reason: null }]);
    expect(await fireMailTimers(office.model, query)).toEqual([]);
    await office.came(to, [`Nobody acknowledged: Device fault: memory-error, pump ${pumpId}`]);
  });

  it('repeats until somebody acknowledges', async () => {
    const { pumpId, to, subscription } = await office.fresh({ repeatEverySeconds: 60 });
    await office.pumps.add([pumpId]);
    const [told, again] = [
      `Device fault: memory-error, pump ${pumpId}`,
      `Still not acknowledged: Device fault: memory-error, pump ${pumpId}`,
    ];
    await office.came(to, [told]);
    office.now = raisedAt + 60_000;
    await office.came(to, [told, again]);
    office.now = raisedAt + 120_000;
    await office.came(to, [told, again, again]);
    await office.command(pumpId, acknowledge);
    office.now = raisedAt + 180_000;
    await office.settled(subscription, [
      '1 alert.raised delivered',
      '1 alert.repeated cancelled',
      '1 alert.repeated delivered',
      '1 alert.repeated delivered',
      '2 alert.acknowledged suppressed',
    ]);
  });

  it('puts what was over when it was decided into one digest', async () => {
    const { pumpId, to, subscription } = await office.fresh();
    await office.rest();
    await office.pumps.add([pumpId]);
    await office.decide(pumpId, 'cleared', over);
    office.start();
    await office.settled(subscription, ['1 alert.raised summarised', '2 alert.cleared suppressed']);
    await office.gather();
    await office.came(to, ['Digest: 1 alerts that came late or were over']);
    const [digest] = office.server.mails.filter(mail => mail.to.includes(to));
    expect(digest?.content).toContain(
      `low: Device fault: memory-error, pump ${pumpId}, since 2025-01-01T00:00:00Z (UTC), over by now`,
    );
  });

  it('holds the digest back while more is added to it, but not for ever, and names each alert once', async () => {
    const { to, subscription } = await office.fresh({ pumpIds: ['L-1', 'L-2'] });
    const everyMs = { digest: 3_600_000, flood: 600_000 };
    const due = (ms: number): Promise<unknown> =>
      office.model.dataSource.query(
        `update delivery set due_ms = due_ms - $1 where subscription_id = $2 and alert_id like 'L-1%' and status = 'summarised'`,
        [ms, subscription.id],
      );
    await office.rest();
    await office.pumps.add(['L-1', 'L-2']);
    await office.decide('L-1', 'updated', { priority: 'high' });
    for (const pumpId of ['L-1', 'L-2']) await office.decide(pumpId, 'cleared', over);
    office.start();
    await eventually('all is decided', async () => (await office.fates(subscription)).length === 5);
    await due(60_000);
    expect(await sendSummaries(office.model, { everyMs })).toEqual([]);
    await due(3_600_000);
    await office.came(to, ['Digest: 2 alerts that came late or were over']);
    const [digest] = office.server.mails.filter(mail => mail.to.includes(to));
    const [asText, asHtml] = digest?.content.match(/\w+: Device fault: memory-error, pump L-1/g) ?? [];
    expect(asText).toBe('high: Device fault: memory-error, pump L-1');
    expect(asHtml).toBe(asText);
    expect(digest?.content.split('pump L-1')).toHaveLength(3);
  });

  it('makes one summary of a flood, every alert on record', async () => {
    const to = 'flood@clinic.example';
    const pumpIds = Array.from({ length: 13 }, (_, index) => `F-${index}`);
    const subscription = await office.subscribe(to, { pumpIds });
    await office.pumps.add(pumpIds);
    await eventually('ten came', () => office.server.subjectsTo(to).length === 10);
    await office.gather();
    await eventually('the summary came', () =>
      office.server.subjectsTo(to).includes('Many alerts: 3 more of clinic C-1'),
    );
    const statuses = (await office.deliveries(subscription)).map(({ status }) => status).sort();
    expect(statuses.filter(status => status === 'summarised')).toHaveLength(3);
    expect(statuses).toHaveLength(14);
  });

  it('does not let an alert of high priority wait for the next summary of a flood', async () => {
    const to = 'urgent@clinic.example';
    const pumpIds = Array.from({ length: 12 }, (_, index) => `U-${index}`);
    await office.subscribe(to, { pumpIds });
    await office.pumps.add(pumpIds);
    await eventually('ten came', () => office.server.subjectsTo(to).length === 10);
    await office.gather();
    const summaries = (): string[] => office.server.subjectsTo(to).filter(subject => subject.startsWith('Many alerts'));
    await eventually('a summary came', () => summaries().length === 1);
    await office.decide('U-0', 'updated', { priority: 'high' });
    await eventually('it was held back', async () => (await office.gather()) > 0);
    await eventually('a second one came at once', () => summaries().length === 2);
  });
});
