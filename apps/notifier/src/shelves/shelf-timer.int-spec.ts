import { pino } from 'pino';
import type { AlertView } from '@cisterna/contract';
import { commandAlert } from '@cisterna/domain';
import { alertsByIds, changeAlert, openReadModel, type ReadModel } from '@cisterna/read-model';
import { startThrowawayPostgres, type EmbeddedPostgres } from '@cisterna/platform';
import { AlarmedPumps, raisedAt, topic } from '../testing/alarmed-pumps.fixture.ts';
import { shelfTimer } from './shelf-timer.ts';

const silent = pino({ level: 'silent' });
const alertOf = (pumpId: string): string => AlarmedPumps.alertOf(pumpId);

describe('the timer of shelves', () => {
  let postgres: EmbeddedPostgres;
  let model: ReadModel;
  let pumps: AlarmedPumps;
  let timers: ReturnType<typeof shelfTimer>[] = [];

  beforeAll(async () => {
    postgres = await startThrowawayPostgres();
    model = await openReadModel({ url: postgres.url, poolSize: 12, log: silent });
    pumps = await AlarmedPumps.open(model);
  });
  afterEach(async () => {
    await Promise.all(timers.map(timer => timer.stop()));
    timers = [];
  });
  afterAll(async () => {
    await model.close();
    await postgres.stop();
  });

  const begin = (clockKind: 'wall' | 'stream' = 'wall'): void => {
    const timer = shelfTimer({ model, log: silent, clock: { now: () => Date.now() }, clockKind, topic });
    timer.start();
    timers.push(timer);
  };
  const shelve = async (pumpId: string, until: number, at = Date.now()): Promise<void> => {
    const command = { kind: 'shelve', by: 'nurse', until, reason: 'r' } as const;
    const outcome = await changeAlert(model, alertOf(pumpId), record => commandAlert(record, command, { at }));
    expect(outcome?.kind).toBe('changed');
  };
  const viewOf = async (pumpId: string): Promise<AlertView> => {
    const [alert] = await alertsByIds(model, [alertOf(pumpId)]);
    return JSON.parse(alert?.doc ?? '{}') as AlertView;
  };
  const ended = async (pumpId: string): Promise<AlertView> => {
    const deadline = performance.now() + 15_000;
    for (let view = await viewOf(pumpId); ; view = await viewOf(pumpId)) {
      if (view.shelved === null) return view;
      if (performance.now() > deadline) throw new Error(`${pumpId} is still shelved`);
    }
  };

  it('ends a shelf at its time, by nobody, and once whatever number of timers run', async () => {
    await pumps.add(['S-1']);
    begin();
    begin();
    begin();
    const until = Date.now() + 700;
    await shelve('S-1', until);
    const view = await ended('S-1');
    expect(view.history.map(({ change, by }) => [change, by])).toEqual([
      ['raised', null],
      ['shelved', 'nurse'],
      ['unshelved', null],
    ]);
    const lateMs = Date.parse(view.history.at(-1)?.at ?? '') - until;
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(1000);
    expect((await viewOf('S-1')).version).toBe(3);
  });

  it('ends after a restart what ended meanwhile', async () => {
    await pumps.add(['S-2']);
    await shelve('S-2', Date.now() - 1000, Date.now() - 5000);
    begin();
    expect((await ended('S-2')).suppressedBy).toEqual([]);
  });

  it('ends many that are due at the same time, each once', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `M-${index}`);
    await pumps.add(names);
    const until = Date.now() + 6_000;
    await Promise.all(names.map(name => shelve(name, until)));
    begin();
    begin();
    await ended('M-199');
    const last = await Promise.all(names.map(ended));
    expect(last.filter(view => view.version !== 3)).toEqual([]);
    const lateMs = Math.max(...last.map(view => Date.parse(view.history.at(-1)?.at ?? '') - until));
    expect(lateMs).toBeLessThan(1000);
  });

  it('waits by the time of the pump’s partition under the stream clock, and notes when it was due', async () => {
    await pumps.add(['S-4']);
    const until = raisedAt + 5_000;
    begin('stream');
    await shelve('S-4', until, raisedAt);
    await pumps.add(['S-5']);
    expect((await viewOf('S-4')).shelved).not.toBeNull();
    await pumps.add(['S-6'], until + 3_600_000);
    expect((await ended('S-4')).history.at(-1)).toMatchObject({ change: 'unshelved', at: new Date(until).toISOString().replace('.000Z', 'Z') });
  });

  it('goes on after the database was away', async () => {
    await pumps.add(['S-7']);
    begin();
    await shelve('S-7', Date.now() + 800);
    await model.dataSource.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'cisterna%' and pid <> pg_backend_pid()`);
    expect((await ended('S-7')).version).toBe(3);
  });
});
