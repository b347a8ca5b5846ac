import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { compilePlatform, type Child, type CompiledPlatform } from '../testing/child-process.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { startOf } from './process-table.ts';

const path = temporaryFolder();
const log = pino({ level: 'silent' });
const children: Child[] = [];
let compiled: CompiledPlatform;

beforeAll(() => {
  compiled = compilePlatform();
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
    await child.exited;
  }
  // Stops what the killed ones left.
  await (await startEmbeddedPostgres({ dataDir: path('data'), durable: false, log })).stop();
});
afterAll(() => {
  compiled.remove();
});

const run = (body: string): Child => {
  const child = compiled.start(`
    import pg from ${JSON.stringify(import.meta.resolve('pg'))};
    const log = platform.createLogger({ logLevel: 'warn' });
    const shutdown = new platform.Shutdown({ log });
    shutdown.listen();
    try {
      const server = await platform.startEmbeddedPostgres({ dataDir: ${JSON.stringify(path('data'))}, durable: true, log });
      shutdown.add('postgres', server.stop, 3_000);
      const pool = new pg.Pool({ connectionString: server.url });
      pool.on('error', () => undefined);
      console.log(JSON.stringify({ postgres: server.pid }));
      ${body}
    } catch (error) {
      console.log(JSON.stringify({ refused: error.code ?? String(error) }));
    }`);
  children.push(child);
  return child;
};

const found = (child: Child, field: string): unknown => {
  const line = child.lines.findLast(
    candidate => typeof candidate === 'object' && candidate !== null && field in candidate,
  );
  return line === undefined ? null : (line as Record<string, unknown>)[field];
};

const count = async (url: string): Promise<number> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from event');
  await client.end();
  return rows[0]?.n ?? -1;
};

const writer = `
  await pool.query('create table if not exists event (n int)');
  for (let n = 1; ; n += 1) {
    await pool.query('insert into event values ($1)', [n]);
    console.log(JSON.stringify({ committed: n }));
  }`;

describe('after a SIGKILL of the process', () => {
  it('the next start stops the PostgreSQL that it left and finds every commit', async () => {
    const child = run(writer);
    const committed = await eventually(() => found(child, 'committed') as number | null);
    child.kill('SIGKILL');
    await child.exited;
    const leftOver = found(child, 'postgres') as number;
    expect(startOf(leftOver)).not.toBeNull();
    expect(existsSync(path('data', 'owner.pid'))).toBe(true);
    const server = await startEmbeddedPostgres({ dataDir: path('data'), durable: true, log });
    expect(startOf(leftOver)).toBeNull();
    expect(await count(server.url)).toBeGreaterThanOrEqual(Math.max(committed, found(child, 'committed') as number));
    await server.stop();
  });

  it('and of its PostgreSQL the next start recovers every commit', async () => {
    const child = run(writer);
    await eventually(() => Number(found(child, 'committed')) > 20);
    child.kill('SIGKILL');
    process.kill(found(child, 'postgres') as number, 'SIGKILL');
    await child.exited;
    const server = await startEmbeddedPostgres({ dataDir: path('data'), durable: true, log });
    expect(await count(server.url)).toBeGreaterThanOrEqual(found(child, 'committed') as number);
    await server.stop();
  });

  it('one of several that start at once has the folder, the others say so', async () => {
    const child = run('');
    await eventually(() => found(child, 'postgres'));
    child.kill('SIGKILL');
    await child.exited;
    const rivals = [run(''), run(''), run('')];
    const answers = await Promise.all(
      rivals.map(rival => eventually(() => found(rival, 'refused') ?? found(rival, 'postgres'))),
    );
    expect(answers.filter(answer => answer === 'data-folder-in-use')).toHaveLength(2);
    expect(answers.filter(answer => typeof answer === 'number')).toHaveLength(1);
  });

  it.each([150, 300, 450, 600])('%i ms after its first start the folder is sound or empty', async afterMs => {
    const child = run('');
    await delay(afterMs);
    child.kill('SIGKILL');
    await child.exited;
    const server = await startEmbeddedPostgres({ dataDir: path('data'), durable: false, log });
    await server.stop();
    expect(existsSync(path('data', 'postgres', 'global', 'pg_control'))).toBe(true);
  });
});

describe('at the end of the process', () => {
  it('PostgreSQL outlives a Ctrl-C for as long as the process has work to commit', async () => {
    const child = run(`
      await pool.query('create table event (n int)');
      shutdown.add('work', async () => {
        await new Promise(done => setTimeout(done, 300));
        await pool.query('insert into event values (1)');
        console.log(JSON.stringify({ committed: 1 }));
        await pool.end();
      });
      console.log(JSON.stringify({ up: true }));`);
    await eventually(() => found(child, 'up'));
    child.interruptGroup();
    expect(await child.exited).toEqual({ code: 0, signal: null });
    expect(found(child, 'committed')).toBe(1);
    expect(startOf(found(child, 'postgres') as number)).toBeNull();
  });

  it('PostgreSQL goes too, though nobody stopped it', async () => {
    const child = run('process.exit(3);');
    expect(await child.exited).toMatchObject({ code: 3 });
    await eventually(() => startOf(found(child, 'postgres') as number) === null);
  });
});
