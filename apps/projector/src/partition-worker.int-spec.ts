import { formatTime } from '@cisterna/contract';
import { startThrowawayPostgres, type EmbeddedPostgres } from '@cisterna/platform';
import { openReadModel, type ReadModel } from '@cisterna/read-model';
import { pino } from 'pino';
import { envelope, hour, registration, startAt } from './testing/telemetry.ts';
import { WorkedPartition } from './testing/worked-partition.fixture.ts';

const minute = 60_000;
/** A report interval of five minutes: silent after eleven. */
const known = (pumpId = 'P-1') => registration({ pumpId, seq: 1, at: startAt }, { reportIntervalSeconds: 300 });
const patience = 11 * minute;
const heard = (seq: number, at: number) => envelope('bolus.denied.v1', { reason: 'lockout' }, { seq, at });
const text = (at: number): string => formatTime(at);

let postgres: EmbeddedPostgres;
let model: ReadModel;
beforeAll(async () => {
  postgres = await startThrowawayPostgres();
  model = await openReadModel({ url: postgres.url, poolSize: 4, log: pino({ level: 'silent' }) });
});
afterAll(async () => {
  await model.close();
  await postgres.stop();
});
beforeEach(async () => {
  await model.dataSource.query('truncate event, pump, pump_snapshot, alert, alert_change, partition');
});

const partition = (): Promise<WorkedPartition> => new WorkedPartition(model, startAt).start();

describe('silence on the wall clock', () => {
  it('is told by the first word of the log past the deadline, and not before', async () => {
    const work = await (await partition()).take([known()]);
    await work.observe(startAt + patience);
    expect(await work.silences()).toEqual([]);
    await work.observe(startAt + patience + 500);
    expect(await work.silences()).toEqual([`P-1:pump-silent:1:1:0 raised ${text(startAt + patience + 500)}`]);
  });

  it('is not told while something is not read yet, and then by what was', async () => {
    const work = await (await partition()).take([known()]);
    await work.observe(startAt + 20 * minute, 1);
    expect(await work.silences()).toEqual([]);
    await work.take([heard(2, startAt + 10 * minute)], startAt + 10 * minute);
    await work.observe(startAt + 21 * minute);
    expect(await work.silences()).toEqual([]);
    await work.observe(startAt + 21 * minute + 500);
    expect(await work.silences()).toEqual([`P-1:pump-silent:1:2:0 raised ${text(startAt + 21 * minute + 500)}`]);
  });

  it('ends with the next event', async () => {
    const work = await (await (await partition()).take([known()])).observe(startAt + hour);
    await work.take([heard(2, startAt + hour)]);
    await work.observe(startAt + hour + 4_000);
    expect((await work.silences()).map(t => t.split(' ')[1])).toEqual(['raised', 'cleared']);
  });

  it('of a thousand pumps is told at once', async () => {
    const ids = Array.from({ length: 1000 }, (_, i) => `S-${i}`);
    const work = await (await partition()).take(ids.map(known));
    await work.observe(startAt + patience);
    const began = performance.now();
    await work.observe(startAt + patience + 1);
    const lasted = performance.now() - began;
    expect(await work.silences(ids)).toHaveLength(1000);
    expect(lasted).toBeLessThan(5000);
  });

  it('is told once the service has caught up after it was stopped: the log went on meanwhile', async () => {
    const work = await (await (await partition()).take([known()])).observe(startAt + minute);
    work.now = startAt + hour;
    await (await work.start()).observe(startAt + hour + 500);
    expect(await work.silences()).toEqual([`P-1:pump-silent:1:1:0 raised ${text(startAt + hour + 500)}`]);
  });
});

describe('time in which the log was away', () => {
  /** Heard at the start; the log answers for two minutes, and then not for ten. */
  const interrupted = async (): Promise<WorkedPartition> => {
    const work = await (await (await partition()).take([known()])).observe(startAt + 2 * minute);
    work.now = startAt + 12 * minute - 4_000;
    return work;
  };
  const later = startAt + patience + 10 * minute;

  it('does not count towards silence, and the pump’s row says so', async () => {
    const work = await (await interrupted()).observe(startAt + 12 * minute);
    expect([await work.silences(), await work.silentAt()]).toEqual([[], later]);
    await work.observe(later);
    expect(await work.silences()).toEqual([]);
    await work.observe(later + 500);
    expect(await work.silences()).toHaveLength(1);
  });

  it('is remembered by whoever takes the partition over', async () => {
    const work = await (await interrupted()).observe(startAt + 12 * minute);
    await (await work.start()).observe(later);
    expect(await work.silences()).toEqual([]);
    await work.observe(later + 500);
    expect(await work.silences()).toHaveLength(1);
  });

  it('does not make silent who is heard before the log has told its end, nor who flushes what he kept', async () => {
    const work = await interrupted();
    work.now = startAt + 12 * minute;
    await work.take([heard(2, startAt + 3 * minute)], startAt + 3 * minute);
    await work.take([heard(3, startAt + 12 * minute)]);
    await work.observe(startAt + 20 * minute);
    expect(await work.silences()).toEqual([]);
  });

  it('is that in which the service was stopped, where the log stops with it', async () => {
    const work = await (await new WorkedPartition(model, startAt).start({ embedded: true })).take([known()]);
    await work.observe(startAt + 2 * minute);
    work.now = startAt + 12 * minute;
    await (await work.start({ embedded: true })).observe(later);
    expect([await work.silences(), await work.silentAt()]).toEqual([[], later]);
    await work.observe(later + 500);
    expect(await work.silences()).toHaveLength(1);
  });
});

it('on the stream clock silence begins at its due time, also where the pump’s own record moves the clock', async () => {
  const work = await new WorkedPartition(model, startAt).start({ clock: 'stream' });
  await work.take([known()]);
  work.now = startAt + hour;
  await (await work.take([heard(2, startAt + hour)])).take([]);
  expect(await work.silences()).toEqual([
    `P-1:pump-silent:1:1:0 raised ${text(startAt + patience)}`,
    `P-1:pump-silent:1:1:0 cleared ${text(startAt + hour)}`,
  ]);
});
