import { commandAlert, type AlertCommand } from '@cisterna/domain';
import { listenForChanges } from '../feed/change-listener.ts';
import { changesSince } from '../feed/changes-since.ts';
import { feedPosition } from '../feed/feed-position.ts';
import { alertCounts } from '../queries/stored-alert.ts';
import type { ReadModel } from '../read-model.ts';
import { unpublishedChanges } from '../relay/unpublished.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { RaceLane, RaceTally } from '../testing/race-contenders.fixture.ts';
import { racePump, raceTime, stories } from '../testing/race-pump.fixture.ts';
import { telemetry } from '../testing/rows.fixture.ts';
import { changeAlert } from './change-alert.ts';
import { nextShelfEnd, shelvesDue } from './shelves.ts';

const acknowledge: AlertCommand = { kind: 'acknowledge', by: 'nurse', note: 'seen' };
const alertOf = (pumpId: string): string => `${pumpId}:device-fault:1:2:0`;

describe('a change from outside of the telemetry', () => {
  let database: TestDatabase;
  let model: ReadModel;
  let lane: RaceLane;
  beforeAll(async () => {
    database = await TestDatabase.start();
    model = await database.open(undefined, 12);
    lane = await RaceLane.open(model, new RaceTally(), 0);
  });
  afterAll(() => database.stop());

  const raised = async (pumpId: string): Promise<void> => {
    const pump = racePump(pumpId, stories[0] ?? []);
    await lane.message([{ pump, events: pump.story.slice(0, 2) }]);
  };
  const command = (pumpId: string, wanted: AlertCommand) => changeAlert(model, alertOf(pumpId), record => commandAlert(record, wanted, { at: raceTime }));

  it('is stored with its row, for topic, live feed and counts of the pump', async () => {
    await raised('P-1');
    const before = await feedPosition(model);
    expect((await command('P-1', acknowledge))?.kind).toBe('changed');
    const page = await changesSince(model, before, { topic: telemetry, limit: 100 });
    expect([page.pumps.map(pump => pump.pumpId), page.alertChanges.map(change => `${change.change} ${change.version}`)]).toEqual([['P-1'], ['acknowledged 2']]);
    expect((await unpublishedChanges(model, 0, 10)).map(({ pumpId, version, at }) => [pumpId, version, at])).toContainEqual(['P-1', 2, raceTime]);
    expect((await alertCounts(model, ['P-1'])).get('P-1')).toEqual({ open: 1, unacknowledged: 0, highestPriority: 'low' });
  });

  it('is told to listeners', async () => {
    await raised('P-2');
    let calls = 0;
    const listener = listenForChanges(model, () => (calls += 1));
    const heard = async (times: number): Promise<void> => {
      const deadline = performance.now() + 10_000;
      while (calls < times && performance.now() < deadline) await feedPosition(model);
      expect(calls).toBe(times);
    };
    await heard(1);
    await command('P-2', acknowledge);
    await heard(2);
    await listener.stop();
  });

  it('that is none, or is refused, stores nothing', async () => {
    await raised('P-3');
    const before = await feedPosition(model);
    expect(await command('P-3', { kind: 'unshelve', by: 'nurse' })).toMatchObject({ kind: 'unchanged', record: { view: { version: 1 } } });
    expect(await command('P-3', { kind: 'reset', by: 'nurse', note: 'n' })).toEqual({ kind: 'refused', refusal: 'condition-still-active' });
    expect((await changesSince(model, before, { topic: telemetry, limit: 100 })).alertChanges).toEqual([]);
  });

  it('of no alert is null', async () => {
    expect(await command('P-none', acknowledge)).toBeNull();
  });

  it('that fails leaves the alert as it was, and free for others', async () => {
    await raised('P-4');
    const failing = changeAlert(model, alertOf('P-4'), () => {
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect((await command('P-4', acknowledge))?.kind).toBe('changed');
  });

  it('by many at once happens once', async () => {
    await raised('P-5');
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => command('P-5', acknowledge)));
    expect(outcomes.filter(outcome => outcome?.kind === 'changed')).toHaveLength(1);
  });

  it('to a shelf keeps when it ends', async () => {
    await raised('P-6');
    const until = raceTime + 5000;
    await command('P-6', { kind: 'shelve', by: 'nurse', until, reason: 'r' });
    const due = async (now: number | null) => (await shelvesDue(model, { topic: telemetry, now }, 10)).map(({ alertId }) => alertId);
    expect([await due(until - 1), await due(until), await due(null)]).toEqual([[], [alertOf('P-6')], []]);
    expect([await nextShelfEnd(model, until - 1), await nextShelfEnd(model, until)]).toEqual([until, null]);
    await command('P-6', { kind: 'unshelve', by: 'nurse' });
    expect(await due(until)).toEqual([]);
  });
});
