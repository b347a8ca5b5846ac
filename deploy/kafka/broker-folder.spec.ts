import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { endLeftover, notePid, temporaryFolder } from './broker-folder.ts';

/** A process of another program that names `folder` in its command line. */
const bystander = (folder: string): ReturnType<typeof spawn> =>
  spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', folder], { stdio: 'ignore' });

describe('a broker’s folder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cisterna-folder-spec-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('lets the next start end what a killed run left on it', async () => {
    const leftover = bystander(folder);
    const gone = once(leftover, 'exit');
    await notePid(folder, leftover.pid ?? 0);
    await endLeftover(folder);
    expect((await gone)[1]).toBe('SIGKILL');
  });

  it('never ends a process that has nothing to do with it, though it has the number', async () => {
    const other = bystander('/elsewhere');
    await notePid(folder, other.pid ?? 0);
    await endLeftover(folder);
    expect(other.exitCode ?? other.signalCode).toBeNull();
    other.kill('SIGKILL');
    await endLeftover(join(folder, 'without-a-note'));
  });

  it('is this process’ own when temporary; those of dead processes are removed', async () => {
    const dead = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
    await once(dead, 'exit');
    const abandoned = join(tmpdir(), `cisterna-kafka-${String(dead.pid)}-spec`);
    await mkdir(abandoned, { recursive: true });
    const own = await temporaryFolder();
    expect(basename(own)).toMatch(new RegExp(`^cisterna-kafka-${process.pid}-`));
    expect(existsSync(abandoned)).toBe(false);
    expect(existsSync(own)).toBe(true);
    await rm(own, { recursive: true });
  });
});
