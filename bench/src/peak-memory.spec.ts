import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { peakRssIn, watchPeakRss } from './peak-memory.ts';

describe('peak memory', () => {
  it('is read in bytes from the status of a process', () => {
    expect(peakRssIn('VmPeak:\t  900 kB\nVmHWM:\t   64 kB\nVmRSS:\t   32 kB\n')).toBe(65_536);
  });

  it('is not told of a process that has ended', () => {
    expect(peakRssIn('Name:\tnode\nState:\tZ (zombie)\n')).toBeNull();
  });

  it('keeps what a process held once, though it is gone', async () => {
    const hold = `let held = Buffer.alloc(100e6, 1); setTimeout(() => { held = null; }, 300)`;
    const child = spawn(process.execPath, ['-e', hold], { stdio: 'ignore' });
    const peakRss = watchPeakRss(child.pid!);
    await once(child, 'exit');
    expect(peakRss()).toBeGreaterThan(100e6);
  });
});
