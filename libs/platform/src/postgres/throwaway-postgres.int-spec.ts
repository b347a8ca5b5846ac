import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import pg from 'pg';
import { compilePlatform, type CompiledPlatform } from '../testing/child-process.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { startOf } from './process-table.ts';
import { startThrowawayPostgres } from './throwaway-postgres.ts';

const folders = (): readonly string[] => readdirSync(tmpdir()).filter(name => name.startsWith('cisterna-throwaway-'));

const dataFolder = async (url: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ data_directory: string }>('show data_directory');
  await client.end();
  return rows[0]?.data_directory ?? '';
};

describe('a throwaway PostgreSQL', () => {
  it('works beside another one, and leaves nothing when it is stopped', async () => {
    const servers = [await startThrowawayPostgres(), await startThrowawayPostgres()];
    const paths = await Promise.all(servers.map(({ url }) => dataFolder(url)));
    expect(new Set(paths).size).toBe(2);
    for (const server of servers) await server.stop();
    for (const path of paths) expect(existsSync(path)).toBe(false);
  });

  describe('of a killed run', () => {
    let compiled: CompiledPlatform;
    beforeAll(() => {
      compiled = compilePlatform();
    });
    afterAll(() => {
      compiled.remove();
    });

    it('is removed by the next one', async () => {
      const before = folders();
      const child = compiled.start('const { pid } = await platform.startThrowawayPostgres(); console.log(pid);');
      const pid = await eventually(() => child.lines.find(line => typeof line === 'number') ?? null);
      const left = folders().filter(name => !before.includes(name));
      child.kill('SIGKILL');
      await child.exited;
      expect(startOf(pid)).not.toBeNull();
      const next = await startThrowawayPostgres();
      expect(startOf(pid)).toBeNull();
      expect(folders()).not.toContain(left[0]);
      await next.stop();
    });
  });
});
