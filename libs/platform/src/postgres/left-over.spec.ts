import { mkdirSync, writeFileSync } from 'node:fs';
import { pino } from 'pino';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { stopLeftOver } from './left-over.ts';

const path = temporaryFolder();

const linesOf = async (): Promise<readonly string[]> => {
  const lines: string[] = [];
  await stopLeftOver(path('postgres'), pino({}, { write: line => void lines.push(line) }));
  return lines;
};

describe('a left-over PostgreSQL', () => {
  it('is looked for in vain where there is no data yet', async () => {
    expect(await linesOf()).toEqual([]);
  });

  it.each([
    ['a process that is gone', String(2 ** 22 + 1)],
    ['a process that is something else by now', String(process.pid)],
    ['no process at all', 'rubbish'],
  ])('is not taken for %s, however the pid file reads', async (_what, pid) => {
    mkdirSync(path('postgres'));
    writeFileSync(path('postgres', 'postmaster.pid'), `${pid}\n${path('postgres')}\n`);
    expect(await linesOf()).toEqual([]);
  });
});
