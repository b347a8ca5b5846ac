import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { kill } from 'node:process';
import pg from 'pg';
import { pino } from 'pino';
import { eventually } from '../../../../test/kit/eventually.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';

const path = temporaryFolder();
const running: EmbeddedPostgres[] = [];
const lines: { readonly msg: string }[] = [];
const log = pino({}, { write: line => void lines.push(JSON.parse(line) as { msg: string }) });

const start = async (
  options: { durable?: boolean; port?: number; dataDir?: string } = {},
): Promise<EmbeddedPostgres> => {
  const server = await startEmbeddedPostgres({ dataDir: path('data'), durable: false, log, ...options });
  running.push(server);
  return server;
};

const query = async <T extends pg.QueryResultRow>(url: string, text: string): Promise<readonly T[]> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
};

const setting = async (url: string, name: string): Promise<string | undefined> =>
  (await query<{ value: string }>(url, `select current_setting('${name}') as value`))[0]?.value;

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  lines.splice(0);
});

describe('an embedded PostgreSQL', () => {
  it('has a database of its own in UTF-8, sorted by bytes, for this machine alone', async () => {
    const { url, port } = await start();
    expect(new URL(url)).toMatchObject({ hostname: '127.0.0.1', port: String(port), pathname: '/cisterna' });
    const [row] = await query<Record<string, string>>(
      url,
      `select pg_encoding_to_char(encoding) as encoding, datcollate as collation from pg_database where datname = current_database()`,
    );
    expect(row).toEqual({ encoding: 'UTF8', collation: 'C' });
    expect(await setting(url, 'listen_addresses')).toBe('127.0.0.1');
    expect(await setting(url, 'TimeZone')).toBe('UTC');
  });

  it('lets nobody in without the password that is kept beside it', async () => {
    const { url } = await start();
    expect(statSync(path('data', 'postgres.password')).mode & 0o777).toBe(0o600);
    expect(statSync(path('data', 'postgres')).mode & 0o777).toBe(0o700);
    await expect(query(url.replace(/:[0-9a-f]{48}@/, ':guess@'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps what was committed over a restart, under the same password', async () => {
    const first = await start({ durable: true });
    expect(await setting(first.url, 'fsync')).toBe('on');
    expect(await setting(first.url, 'synchronous_commit')).toBe('on');
    await query(first.url, 'create table pump (id text); ');
    await query(first.url, `insert into pump values ('P-7')`);
    await first.stop();
    await first.stop();
    expect(readdirSync(path('data')).sort()).toEqual(['postgres', 'postgres.password']);
    const second = await start({ durable: true });
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
    expect(await query(second.url, 'select id from pump')).toEqual([{ id: 'P-7' }]);
  });

  it('is one at a time on a folder', async () => {
    await start();
    await expect(start()).rejects.toMatchObject({ code: 'data-folder-in-use' });
  });

  it('is started again on its port when it dies, with all that was committed', async () => {
    const server = await start();
    const { pid, url } = server;
    await query(url, 'create table pump as select 7 as id');
    kill(pid, 'SIGKILL');
    await eventually(() => server.pid !== pid);
    expect(await query(server.url, 'select id from pump')).toEqual([{ id: 7 }]);
    expect(server.url).toBe(url);
    expect(lines.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['postgres.died', 'postgres.restarted']));
  });

  it('is stopped at once, and recovers at the next start, when there is no time for a checkpoint', async () => {
    const first = await start({ durable: true });
    await query(first.url, 'create table pump as select 7 as id');
    await first.stop(0);
    const second = await start({ durable: true });
    expect(await query(second.url, 'select id from pump')).toEqual([{ id: 7 }]);
  });
});

describe('the port', () => {
  it('is the one that was asked for', async () => {
    const { port } = await start();
    await running.pop()?.stop();
    expect((await start({ port })).port).toBe(port);
  });

  it('is named when another process has it, and the folder is free again', async () => {
    const other = createServer();
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const refused = await start({ port }).catch((error: unknown) => error);
    await new Promise(resolve => other.close(resolve));
    expect(refused).toMatchObject({ code: 'port-in-use', retriable: true });
    expect((await start({ port })).port).toBe(port);
  });
});

describe('a data folder', () => {
  it('in which initdb was cut off is put right', async () => {
    mkdirSync(path('data', 'postgres.new-0badcafe', 'base'), { recursive: true });
    mkdirSync(path('data', 'postgres', 'global'), { recursive: true });
    writeFileSync(path('data', 'postgres', 'PG_VERSION'), '18\n');
    await start();
    const names = readdirSync(path('data'));
    expect(names).not.toContain('postgres.new-0badcafe');
    expect(names.filter(name => name.startsWith('postgres.broken-'))).toHaveLength(1);
    expect(lines.map(({ msg }) => msg)).toContain('postgres.half-made-folder-put-aside');
  });

  it('of another version is left alone', async () => {
    await (await start()).stop();
    writeFileSync(path('data', 'postgres', 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toMatchObject({
      code: 'data-folder-of-another-version',
      message: expect.stringContaining('PostgreSQL 17') as string,
    });
    expect(existsSync(path('data', 'owner.pid'))).toBe(false);
  });

  it('without its password says where that should be', async () => {
    await (await start()).stop();
    rmSync(path('data', 'postgres.password'));
    await expect(start()).rejects.toMatchObject({
      code: 'data-folder-without-password',
      message: expect.stringContaining(path('data', 'postgres.password')) as string,
    });
  });

  it('that can not be reached is named, with the folder that is in the way', async () => {
    const isRoot = process.getuid?.() === 0;
    mkdirSync(path('closed'));
    chmodSync(path('closed'), isRoot ? 0o700 : 0o500);
    await expect(start({ dataDir: path('closed', 'data') })).rejects.toMatchObject({
      code: isRoot ? 'data-folder-unreachable' : 'data-folder-not-writable',
      retriable: false,
      message: expect.stringContaining(isRoot ? `may not enter ${path('closed')}:` : path('closed', 'data')) as string,
    });
    chmodSync(path('closed'), 0o711);
    await start({ dataDir: path('closed', 'data') });
  });
});
