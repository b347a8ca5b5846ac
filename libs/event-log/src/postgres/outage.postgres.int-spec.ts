import { kill } from 'node:process';
import { startThrowawayPostgres, type EmbeddedPostgres } from '@cisterna/platform';
import pg from 'pg';
import { eventually } from '../../../../test/kit/eventually.ts';
import { RecordingOwner, Shelf } from '../testing/recording-owner.ts';
import { testLog } from '../testing/test-log.ts';
import { PostgresEventLog } from './event-log.postgres.ts';

const batch = (round: number): { key: string; value: string }[] =>
  Array.from({ length: 10 }, (_, index) => ({ key: `P-${index}`, value: `${round}:${index}` }));

describe('a database that goes away', () => {
  let server: EmbeddedPostgres;
  let open: PostgresEventLog[];

  const openLog = (): PostgresEventLog => {
    const log = new PostgresEventLog(
      { url: server.url, topic: 'pump.telemetry.v1', partitions: 4, appendTimeoutMs: 60_000 },
      testLog,
    );
    open.push(log);
    return log;
  };
  const asOperator = async (text: string): Promise<pg.QueryResult> => {
    const client = new pg.Client({ connectionString: server.url });
    client.on('error', () => undefined);
    await client.connect();
    return client.query(text).finally(() => client.end());
  };

  beforeEach(async () => {
    server = await startThrowawayPostgres();
    open = [];
  });
  afterEach(async () => {
    await Promise.all(open.map(log => log.close()));
    await server.stop();
  });

  it('loses nothing and gives nothing twice when it is killed and comes back under load', async () => {
    const log = openLog();
    const owner = new RecordingOwner();
    const subscription = log.consume(owner);
    const accepted: string[] = [];
    const writing = new AbortController();
    const writer = (async () => {
      for (let round = 0; !writing.signal.aborted; round++) {
        await log.append(batch(round));
        accepted.push(...batch(round).map(({ value }) => value));
      }
    })();
    await eventually('some are read', () => owner.shelf.records.length > 100);
    kill(server.pid, 'SIGKILL');
    await eventually('it says so', () => subscription.status().state === 'reconnecting');
    expect(subscription.status().detail).not.toBeNull();
    const before = accepted.length;
    await eventually('it takes records again', () => accepted.length > before + 100);
    writing.abort();
    await writer;
    await eventually('all are read', () => new Set(owner.shelf.values()).size >= accepted.length);
    await eventually('it is well again', () => subscription.status().state === 'assigned');
    const places = owner.shelf.records.map(({ partition, record }) => `${partition}/${record.offset.toString()}`);
    expect(new Set(places).size).toBe(places.length);
    expect(accepted.filter(value => !owner.shelf.values().includes(value))).toEqual([]);
  });

  it('gives the partitions of a reader whose connection is cut to another, and back', async () => {
    const shelf = new Shelf();
    const logs = [openLog(), openLog()];
    const subscriptions = logs.map(log => log.consume(new RecordingOwner(shelf)));
    const counts = (): number[] => subscriptions.map(subscription => subscription.partitions().length);
    await eventually('two each', () => counts().join() === '2,2');
    await asOperator(
      `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and usename = current_user`,
    );
    await eventually('somebody noticed', () =>
      subscriptions.some(subscription => subscription.status().state === 'reconnecting'),
    );
    await eventually('two each again', () => counts().join() === '2,2');
    await logs[0]!.append(batch(0));
    await eventually('all are read', () => shelf.records.length === 10);
  });

  it('is waited for at the start, and refuses what it can’t reach', async () => {
    const url = server.url.replace(/:\d+\//, ':1/');
    const away = new PostgresEventLog({ url, topic: 't', partitions: 4, appendTimeoutMs: 300 }, testLog);
    open.push(away);
    away.consume(new RecordingOwner());
    await expect(away.check()).rejects.toMatchObject({ code: 'log-unavailable', retriable: true });
    await expect(away.watermarks()).rejects.toMatchObject({ code: 'log-unavailable' });
    await expect(away.append(batch(0))).rejects.toMatchObject({ code: 'log-unavailable' });
  });

  it('makes its tables once for many that start together, and keeps the partitions they have', async () => {
    await Promise.all([1, 2, 3].map(() => openLog().ready()));
    const other = new PostgresEventLog({ url: server.url, topic: 't', partitions: 9 }, testLog);
    open.push(other);
    await other.ready();
    expect(await other.watermarks()).toHaveLength(4);
  });

  it('takes an append before anybody has made the tables', async () => {
    await openLog().append(batch(0));
    const { rows } = await asOperator('select count(*)::integer as count from log_record');
    expect(rows).toEqual([{ count: 10 }]);
  });
});
