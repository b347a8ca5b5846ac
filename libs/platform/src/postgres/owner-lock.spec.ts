import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { isOwned, takeOwnership } from './owner-lock.ts';
import { startOf } from './process-table.ts';

const path = temporaryFolder();
const noProcess = 2 ** 22 + 1;
const write = (owner: unknown): void => {
  writeFileSync(path('owner.pid'), typeof owner === 'string' ? owner : JSON.stringify(owner));
};
const age = (file: string, seconds: number): void => {
  const time = Date.now() / 1000 - seconds;
  utimesSync(file, time, time);
};

describe('the owner of a data folder', () => {
  it('is named by a file for as long as it holds it', async () => {
    expect(isOwned(path('owner.pid'))).toBe(false);
    const lock = await takeOwnership(path('owner.pid'));
    expect(JSON.parse(readFileSync(path('owner.pid'), 'utf8'))).toEqual({
      pid: process.pid,
      startedAt: startOf(process.pid),
    });
    expect(isOwned(path('owner.pid'))).toBe(true);
    lock.release();
    expect(existsSync(path('owner.pid'))).toBe(false);
  });

  it('lets nobody else in while it lives, and says who it is and what to do', async () => {
    const lock = await takeOwnership(path('owner.pid'));
    await expect(takeOwnership(path('owner.pid'))).rejects.toMatchObject({
      code: 'data-folder-in-use',
      retriable: true,
      message: expect.stringMatching(new RegExp(`process ${process.pid}.*CISTERNA_DATA_DIR`)) as string,
    });
    lock.release();
    (await takeOwnership(path('owner.pid'))).release();
  });

  it('does not take away its successor’s file by a second release', async () => {
    const first = await takeOwnership(path('owner.pid'));
    first.release();
    const second = await takeOwnership(path('owner.pid'));
    first.release();
    expect(isOwned(path('owner.pid'))).toBe(true);
    second.release();
  });
});

describe('what a killed owner left', () => {
  it('is taken over when its process is gone', async () => {
    write({ pid: noProcess, startedAt: 'then' });
    expect(isOwned(path('owner.pid'))).toBe(false);
    (await takeOwnership(path('owner.pid'))).release();
  });

  it('is taken over when its number now belongs to another process', async () => {
    write({ pid: process.pid, startedAt: 'before the restart of the machine' });
    const lock = await takeOwnership(path('owner.pid'));
    expect(isOwned(path('owner.pid'))).toBe(true);
    lock.release();
  });

  it.each(['', '{"pid":', '{"pid":"x"}', 'null', '17'])(
    'is taken over when it was cut off (%j) some time ago',
    async text => {
      write(text);
      expect(isOwned(path('owner.pid'))).toBe(true);
      age(path('owner.pid'), 3);
      expect(isOwned(path('owner.pid'))).toBe(false);
      (await takeOwnership(path('owner.pid'))).release();
    },
  );

  it('is taken over by one of many that come at once', async () => {
    write({ pid: noProcess, startedAt: 'then' });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => takeOwnership(path('owner.pid'))));
    const locks = outcomes.filter(outcome => outcome.status === 'fulfilled');
    expect(locks).toHaveLength(1);
    locks[0]?.value.release();
  });

  it('is taken over though the one before died in the middle of taking it over', async () => {
    write({ pid: noProcess, startedAt: 'then' });
    writeFileSync(path('owner.pid.takeover'), '');
    age(path('owner.pid.takeover'), 11);
    (await takeOwnership(path('owner.pid'))).release();
    expect(existsSync(path('owner.pid.takeover'))).toBe(false);
  });
});
