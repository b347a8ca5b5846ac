import { partitionOf } from '@cisterna/event-log';
import { deleteRecords } from '../../libs/event-log/src/kafka/testing/topic-operator.ts';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { eventually } from '../kit/eventually.ts';
import { livedPump } from '../kit/lived-pump.ts';
import { Stage } from '../kit/stage.ts';
import { hourMs, type PumpScript } from '../kit/telemetry.ts';

const partitions = 2;
const from = Date.now() - 20 * 24 * hourMs;
const lives = Array.from({ length: 12 }, (_, seed) => livedPump(`RET-${seed}`, { seed, hours: 40, from }));
const livesOf = (partition: number): PumpScript[] =>
  lives.filter(({ pumpId }) => partitionOf(pumpId, partitions) === partition);
const halves = (pumps: readonly PumpScript[]) => ({
  before: pumps.flatMap(({ events }) => events.slice(0, 20)),
  after: pumps.flatMap(({ events }) => events.slice(20)),
});

describeWithKafka('a stored position that retention has passed', () => {
  let stage: Stage;
  const [stopped, going] = [halves(livesOf(0)), halves(livesOf(1))];
  const archived = (partition: number): Promise<number> =>
    stage.database.count('select count(*) from event join pump using (pump_id) where partition = $1', [partition]);

  beforeAll(async () => {
    stage = await Stage.open({ partitions });
    const former = await stage.start('projector');
    await stage.send([...stopped.before, ...going.before]);
    const expected = stopped.before.length + going.before.length;
    await eventually(
      'the first half is projected',
      async () => (await stage.database.count('select count(*) from event')) === expected,
    );
    await former.stop();
    await stage.send([...stopped.after, ...going.after]);
    // What came while nobody read is gone before somebody reads again.
    await deleteRecords([stage.brokers], stage.topics.telemetry, 0, BigInt(stopped.before.length + 10));
  });
  afterAll(() => stage.close());

  it('stops its partition, says what to do, and lets the others go on', async () => {
    const projector = await stage.spawn('projector');
    await eventually(
      'the other partition is projected',
      async () => (await archived(1)) === going.before.length + going.after.length,
    );
    const text = await eventually('it is not ready', async () => {
      const health = await projector.health();
      return health?.status === 503 && health.text.includes('partition 0') ? health.text : null;
    });
    expect(text).toContain(`partition 0: the stored position ${stopped.before.length} is outside of the log`);
    expect(text).toMatch(/retention has removed the records.*Restore the log, or rebuild the read models/);
    expect(projector.output).toContain('position-out-of-range');
    expect(await archived(0)).toBe(stopped.before.length);
    expect(projector.running).toBe(true);
  });
});
