import type { ReadModel } from '../read-model.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { allPages } from '../testing/pages.fixture.ts';
import { alert, archived, hour, newYear, pump, TestPartition } from '../testing/rows.fixture.ts';
import { listAlerts } from './list-alerts.ts';
import { listEvents, type EventListQuery } from './list-events.ts';
import { alertCounts, alertsByIds, alertsOfPumps, type AlertFilter } from './stored-alert.ts';

let database: TestDatabase;
let model: ReadModel;
let owner: TestPartition;
beforeAll(async () => {
  database = await TestDatabase.start();
  model = await database.open();
  owner = await TestPartition.open(model);
});
afterAll(async () => {
  await database.stop();
});

describe('the events of a pump', () => {
  const seqs = async (parts: Partial<EventListQuery>, limit = 2): Promise<string> => {
    const events = await allPages(cursor => listEvents(model, { pumpId: 'P-1', limit, ...parts, cursor }));
    return events.map(({ boot, seq, entry }) => `${boot}.${seq}.${entry}`).join(' ');
  };

  beforeAll(async () => {
    await owner.write({
      archive: [
        archived({ boot: 2, seq: 1, at: newYear }),
        archived({ seq: 2, type: 'alarm.raised.v1' }),
        archived({ seq: 1 }),
        archived({ seq: 2, entry: 1, type: 'symptom.reported.v1', at: newYear + 9 * hour }),
        archived({ pumpId: 'P-11' }),
      ],
    });
  });

  it('come in (boot, seq, entry) order in pages of any size', async () => {
    for (const limit of [1, 2, 4, 5]) expect(await seqs({}, limit)).toBe('1.1.0 1.2.0 1.2.1 2.1.0');
  });

  it('can be those of a time, its beginning included and its end not, and of some types', async () => {
    expect(await seqs({ from: newYear + hour, to: newYear + 9 * hour })).toBe('1.1.0 1.2.0');
    expect(await seqs({ types: ['alarm.raised.v1', 'symptom.reported.v1'] })).toBe('1.2.0 1.2.1');
    expect(await seqs({ types: [] })).toBe('');
  });

  it('are as received, with the time of receipt', async () => {
    const { items } = await listEvents(model, { pumpId: 'P-11', limit: 1, cursor: null });
    const { text } = archived({ pumpId: 'P-11' });
    const receivedAt = newYear + hour + 1000;
    expect(items).toEqual([{ pumpId: 'P-11', boot: 1, seq: 1, entry: 0, receivedAt, text }]);
  });
});

describe('alerts', () => {
  const ids = async (filter: Partial<AlertFilter>): Promise<string> => {
    const alerts = await allPages(cursor =>
      listAlerts(model, { filter: { openOnly: false, ...filter }, limit: 2, cursor }),
    );
    return alerts.map(({ alertId }) => alertId).join('');
  };

  beforeAll(async () => {
    await owner.write({
      pumps: [pump({ clinicId: 'A' }), pump({ pumpId: 'P-2', clinicId: 'B' })],
      alerts: [
        alert({ alertId: 'a', raisedAt: 1, priority: 'low', clinicId: 'former' }),
        alert({ alertId: 'b', raisedAt: 3, priority: 'medium', isAcknowledged: true, doc: '{"b":1}', facts: '[1]' }),
        alert({ alertId: 'c', raisedAt: 3, kind: 'refill-due', pumpId: 'P-2', priority: 'low' }),
        alert({ alertId: 'd', raisedAt: 2, isOpen: false }),
      ],
    });
  });

  it('come last raised first, page by page, all or the open ones', async () => {
    expect(await ids({})).toBe('cbda');
    expect(await ids({ openOnly: true })).toBe('cba');
  });

  it('can be those of a pump, a clinic as it is now, a kind, a priority', async () => {
    expect(await ids({ pumpIds: ['P-1'] })).toBe('bda');
    expect(await ids({ clinicIds: ['A', 'former'] })).toBe('bda');
    expect(await ids({ clinicIds: ['former'] })).toBe('');
    expect(await ids({ kinds: ['refill-due', 'motor-stall'], priorities: ['low'] })).toBe('ca');
  });

  it('are found by pump or id with what the decisions know', async () => {
    expect((await alertsOfPumps(model, ['P-1', 'P-9'])).map(row => row.alertId).sort()).toEqual(['a', 'b', 'd']);
    expect(await alertsByIds(model, ['b', 'z'])).toEqual([
      { alertId: 'b', pumpId: 'P-1', version: 1, isOpen: true, doc: '{"b":1}', facts: '[1]' },
    ]);
  });

  it('are counted for each pump that has open ones', async () => {
    expect([...(await alertCounts(model, ['P-1', 'P-2', 'P-3']))].sort()).toEqual([
      ['P-1', { open: 2, unacknowledged: 1, highestPriority: 'medium' }],
      ['P-2', { open: 1, unacknowledged: 1, highestPriority: 'low' }],
    ]);
  });
});
