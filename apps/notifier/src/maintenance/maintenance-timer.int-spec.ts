import { pino } from 'pino';
import type { AlertView } from '@cisterna/contract';
import {
  addMaintenance,
  alertsByIds,
  endMaintenance,
  maintenanceInForce,
  type NewMaintenance,
} from '@cisterna/read-model';
import { AlarmedPumps, raisedAt, topic } from '../testing/alarmed-pumps.fixture.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { MailOffice } from '../testing/mail-office.fixture.ts';
import { maintenanceTimer } from './maintenance-timer.ts';

const silent = pino({ level: 'silent' });
const hourMs = 3_600_000;

describe('the timer of maintenance', () => {
  let office: MailOffice;
  const timers: ReturnType<typeof maintenanceTimer>[] = [];

  beforeAll(async () => {
    office = await MailOffice.open();
    office.start();
  });
  afterEach(async () => {
    await Promise.all(timers.splice(0).map(timer => timer.stop()));
    await office.model.dataSource.query('delete from maintenance');
    await office.forget();
  });
  afterAll(() => office.close());

  const begin = (clockKind: 'wall' | 'stream' = 'wall'): void => {
    const timer = maintenanceTimer({
      model: office.model,
      log: silent,
      clock: { now: () => Date.now() },
      clockKind,
      topic,
    });
    timer.start();
    timers.push(timer);
  };
  const maintain = (over: Partial<NewMaintenance>) =>
    addMaintenance(office.model, {
      id: `mnt_${Math.random()}`,
      clinicId: 'C-1',
      pumpId: null,
      startsAt: Date.now(),
      endsAt: Date.now() + hourMs,
      reason: 'firmware',
      by: 'technician',
      createdAt: Date.now(),
      ...over,
    });
  const viewOf = async (pumpId: string): Promise<AlertView> => {
    const [alert] = await alertsByIds(office.model, [AlarmedPumps.alertOf(pumpId)]);
    return JSON.parse(alert?.doc ?? '{}') as AlertView;
  };
  const reasonsOf = async (pumpId: string): Promise<string[]> =>
    (await viewOf(pumpId)).suppressedBy.map(({ reason }) => reason);
  const silenced = (pumpId: string, is: boolean): Promise<true> =>
    eventually(
      `${pumpId} ${is ? 'silent' : 'told'}`,
      async () => (await reasonsOf(pumpId)).includes('maintenance') === is,
    );

  it('keeps silent what is open at one pump, and no other, till its end; each change once, whatever number of timers run', async () => {
    await office.pumps.add(['T-1', 'T-2']);
    for (let count = 0; count < 3; count += 1) begin();
    const endsAt = Date.now() + 1_500;
    await maintain({ pumpId: 'T-1', endsAt });
    await silenced('T-1', true);
    expect(await reasonsOf('T-2')).toEqual([]);
    await silenced('T-1', false);
    const { history, version } = await viewOf('T-1');
    expect([version, history.map(({ change }) => change)]).toEqual([3, ['raised', 'updated', 'updated']]);
    const lateMs = Date.parse(history.at(-1)?.at ?? '') - endsAt;
    expect([lateMs >= 0, lateMs < 1_000]).toEqual([true, true]);
  });

  it('begins what was scheduled, and ends early what somebody ended, over a restart', async () => {
    await office.pumps.add(['T-3']);
    const { id } = await maintain({ startsAt: Date.now() + 700 });
    begin();
    expect(await reasonsOf('T-3')).toEqual([]);
    await silenced('T-3', true);
    await Promise.all(timers.splice(0).map(timer => timer.stop()));
    await endMaintenance(office.model, { id, at: Date.now(), by: 'nurse' });
    begin();
    await silenced('T-3', false);
  });

  it('leaves an alert silent as long as any maintenance lasts', async () => {
    await office.pumps.add(['T-4']);
    begin();
    const { id } = await maintain({ pumpId: 'T-4' });
    await silenced('T-4', true);
    const longer = await maintain({ endsAt: Date.now() + 2 * hourMs });
    await eventually('the longer one counts', async () => (await viewOf('T-4')).version === 3);
    await endMaintenance(office.model, { id, at: Date.now(), by: 'nurse' });
    await endMaintenance(office.model, { id: longer.id, at: Date.now(), by: 'nurse' });
    await silenced('T-4', false);
    expect((await viewOf('T-4')).version).toBe(4);
  });

  it('goes by the time of the pump’s partition under the stream clock', async () => {
    await office.pumps.add(['T-5']);
    begin('stream');
    await maintain({ pumpId: 'T-5', startsAt: raisedAt, endsAt: raisedAt + hourMs });
    await silenced('T-5', true);
    await office.pumps.add(['T-6'], raisedAt + hourMs);
    await silenced('T-5', false);
  });

  it('holds e-mail back, and tells once at its end what is still open', async () => {
    const first = await office.fresh();
    const second = await office.fresh();
    begin();
    await office.pumps.add([first.pumpId, second.pumpId]);
    const title = (pumpId: string): string => `Device fault: memory-error, pump ${pumpId}`;
    await office.came(first.to, [title(first.pumpId)]);
    const { id } = await maintain({});
    for (const { pumpId } of [first, second]) await silenced(pumpId, true);
    await office.decide(first.pumpId, 'updated', { priority: 'high' });
    await office.command(second.pumpId, { kind: 'acknowledge', by: 'nurse', note: null });
    await endMaintenance(office.model, { id, at: Date.now(), by: 'nurse' });
    await office.came(first.to, [title(first.pumpId), `Look again: HIGH: ${title(first.pumpId)}`]);
    await office.settled(second.subscription, [
      '1 alert.raised delivered',
      '2 alert.updated suppressed',
      '3 alert.acknowledged suppressed',
      '4 alert.updated suppressed',
    ]);
    const kept = (await office.deliveries(first.subscription)).find(({ version }) => version === 3);
    expect(kept).toMatchObject({ status: 'suppressed', suppressedBy: 'maintenance' });
  });

  it('is read for each pump as the one that ends last', async () => {
    const long = await maintain({ endsAt: Date.now() + 3 * hourMs });
    const own = await maintain({ pumpId: 'T-7' });
    await maintain({ clinicId: 'C-2' });
    const asked = [
      { pumpId: 'T-7', clinicId: 'C-1' },
      { pumpId: 'T-8', clinicId: 'C-3' },
    ];
    const now = Date.now() + 1;
    expect((await maintenanceInForce(office.model, asked, now)).get('T-7')?.id).toBe(long.id);
    await endMaintenance(office.model, { id: long.id, at: now, by: 'x' });
    const found = await maintenanceInForce(office.model, asked, now);
    expect([...found.keys(), found.get('T-7')?.id]).toEqual(['T-7', own.id]);
    expect((await maintenanceInForce(office.model, asked, now + 2 * hourMs)).size).toBe(0);
  });
});
