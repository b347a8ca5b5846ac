import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { kill } from 'node:process';
import { eventually } from '../../../../test/kit/eventually.ts';
import { commandOf, startOf } from './process-table.ts';

const sleeper = (): ReturnType<typeof spawn> =>
  spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60_000)', 'a name to find'], { stdio: 'ignore' });

describe('a living process', () => {
  it('has a start that stays the same, and differs from that of a later one', async () => {
    const child = sleeper();
    await once(child, 'spawn');
    const start = startOf(child.pid!);
    expect(start).toMatch(/\d/);
    expect(startOf(child.pid!)).toBe(start);
    expect(startOf(process.pid)).not.toBe(start);
    child.kill('SIGKILL');
    await once(child, 'close');
  });

  it('has a command line with its arguments', async () => {
    const child = sleeper();
    await once(child, 'spawn');
    expect(commandOf(child.pid!)).toContain('a name to find');
    child.kill('SIGKILL');
    await once(child, 'close');
  });
});

describe('a process that has ended', () => {
  it('is none', async () => {
    const child = sleeper();
    await once(child, 'spawn');
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(startOf(child.pid!)).toBeNull();
    expect(commandOf(child.pid!)).toBeNull();
  });

  it('is none either when nobody has waited for it yet', async () => {
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const zombie = Number(line.toString());
    await eventually(() => startOf(zombie) === null);
    expect(kill(zombie, 0)).toBe(true);
    parent.kill('SIGKILL');
    await once(parent, 'close');
  });

  it('is none when no process ever had the number', () => {
    expect(startOf(2 ** 22 + 1)).toBeNull();
    expect(commandOf(2 ** 22 + 1)).toBeNull();
  });
});
