import type { ReadModel } from '../read-model.ts';
import { raceAlerts, raceKinds } from '../testing/alert-races.fixture.ts';
import { checkRaces } from '../testing/race-check.fixture.ts';
import { RaceLane, RaceTally } from '../testing/race-contenders.fixture.ts';
import { racePump, stories } from '../testing/race-pump.fixture.ts';
import { TestDatabase } from '../testing/database.fixture.ts';

const count = Number(process.env['CISTERNA_RACES'] ?? 2_000);

describe('people, messages and replicas racing for the same alerts', () => {
  let database: TestDatabase;
  let model: ReadModel;
  beforeAll(async () => {
    database = await TestDatabase.start();
    model = await database.open(undefined, 16);
  });
  afterAll(() => database.stop());

  it('leave no alert twice and no version lost or repeated', async () => {
    const report = await raceAlerts({ model, count, seed: 5, lanes: 6 });
    expect(report.faults).toEqual([]);
    expect(raceKinds.filter(kind => report.races[kind] < count / 8)).toEqual([]);
    expect(report.changes).toBeGreaterThan(2 * count);
    expect(report.stale * report.fenced).toBeGreaterThan(0);
  }, 120_000);

  it.each([
    ['lost', `delete from alert_change where pump_id = $1 and version = 2`],
    ['repeated', `update alert_change set version = 9 where pump_id = $1 and version = 2`],
    ['not built on the one before', `update alert_change set doc = replace(doc, 'raised', 'updated') where pump_id = $1 and version = 1`],
    ['not what is stored', `update alert set version = version + 1 where pump_id = $1`],
  ])('would be found out if a version were %s', async (damage, text) => {
    const tally = new RaceTally();
    const lane = await RaceLane.open(model, tally, 50);
    const [pumpId, by] = [`D-${damage}`, tally.person()];
    const pump = racePump(pumpId, stories[0] ?? []);
    await lane.message([{ pump, events: pump.story.slice(0, 2) }]);
    await lane.command(`${pumpId}:device-fault:1:2:0`, { kind: 'acknowledge', by, note: null });
    await lane.message([{ pump, events: pump.story }]);
    const check = async () => (await checkRaces(model, [pump], tally, new Set([by]))).faults;
    expect(await check()).toEqual([]);
    await model.dataSource.query(text, [pumpId]);
    expect(await check()).not.toEqual([]);
  });

  it('would be found out if a command were lost', async () => {
    const tally = new RaceTally();
    tally.changedBy.set('nobody', 1);
    expect((await checkRaces(model, [], tally, new Set(['nobody']))).faults).toEqual(['nobody: the command is lost or doubled']);
  });
});
