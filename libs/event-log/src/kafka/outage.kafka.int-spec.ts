import { startBroker, type Broker } from '../../../../deploy/kafka/broker.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { RecordingOwner } from '../testing/recording-owner.ts';
import { describeWithKafka } from '../testing/test-brokers.ts';
import { testLog } from '../testing/test-log.ts';
import { KafkaEventLog } from './event-log.kafka.ts';
import type { KafkaSettings } from './settings.kafka.ts';
import { freshSettings } from './testing/fresh-settings.ts';

describeWithKafka('a broker that goes away', () => {
  let broker: Broker;
  let settings: KafkaSettings;
  let open: KafkaEventLog[];

  const openLog = (changes: Partial<KafkaSettings> = {}): KafkaEventLog => {
    const log = new KafkaEventLog({ ...settings, ...changes }, testLog);
    open.push(log);
    return log;
  };

  beforeAll(async () => {
    broker = await startBroker();
  });
  afterAll(() => broker.stop());
  beforeEach(() => {
    settings = freshSettings(broker.brokers, 2);
    open = [];
  });
  afterEach(() => Promise.all(open.map(log => log.close())));

  it('loses nothing and gives nothing twice when it is killed and comes back under load', async () => {
    const log = openLog({ appendTimeoutMs: 60_000 });
    const owner = new RecordingOwner();
    const subscription = log.consume(owner);
    const accepted = new Set<string>();
    const writing = new AbortController();
    const writer = (async () => {
      for (let round = 0; !writing.signal.aborted; round++) {
        const batch = Array.from({ length: 10 }, (_, index) => ({ key: `P-${index}`, value: `${round}:${index}` }));
        await log.append(batch);
        for (const { value } of batch) accepted.add(value);
      }
    })();
    await eventually('some are read', () => owner.shelf.records.length > 100);
    await broker.kill();
    await eventually('it says so', () => subscription.status().state === 'reconnecting');
    expect(subscription.status().detail).not.toBeNull();
    await expect(openLog().check()).rejects.toMatchObject({ code: 'log-unavailable', retriable: true });
    await broker.restart();
    const before = accepted.size;
    await eventually('it takes records again', () => accepted.size > before + 100, 60_000);
    writing.abort();
    await writer;
    await eventually('all are read', () => new Set(owner.shelf.values()).size >= accepted.size, 60_000);
    await eventually('it is well again', () => subscription.status().state === 'assigned');
    const offsets = owner.shelf.records.map(({ partition, record }) => `${partition}/${record.offset.toString()}`);
    expect(new Set(offsets).size).toBe(offsets.length);
    expect([...accepted].filter(value => !owner.shelf.values().includes(value))).toEqual([]);
  });

  it('refuses appends in time while it is away, and takes them after', async () => {
    const log = openLog({ appendTimeoutMs: 500 });
    await log.ready();
    await log.append([{ key: 'P-1', value: 'before' }]);
    await broker.kill();
    const begun = Date.now();
    await expect(log.append([{ key: 'P-1', value: 'away' }])).rejects.toMatchObject({
      code: 'log-unavailable',
      retriable: true,
    });
    expect(Date.now() - begun).toBeLessThan(10_000);
    await broker.restart();
    await log.append([{ key: 'P-1', value: 'after' }]);
  });

  it('is waited for at the start', async () => {
    await broker.kill();
    const log = openLog();
    const owner = new RecordingOwner();
    const subscription = log.consume(owner);
    let ready = false;
    const waiting = log.ready().then(() => {
      ready = true;
    });
    await eventually(
      'a first try failed',
      async () =>
        !(await log.check().then(
          () => true,
          () => false,
        )),
    );
    expect(ready).toBe(false);
    expect(subscription.partitions()).toEqual([]);
    await broker.restart();
    await waiting;
    await log.append([{ key: 'P-1', value: 'x' }]);
    await eventually('it is read', () => owner.shelf.records.length === 1);
  });

  it('does not hold up a close', async () => {
    const log = openLog();
    log.consume(new RecordingOwner());
    await log.append([{ key: 'P-1', value: 'x' }]);
    await broker.kill();
    const refused = log.append([{ key: 'P-1', value: 'y' }]).catch((error: unknown) => error);
    const begun = Date.now();
    await log.close();
    expect(Date.now() - begun).toBeLessThan(5_000);
    expect(await refused).toMatchObject({ retriable: expect.any(Boolean) as boolean });
    await broker.restart();
  });
});
