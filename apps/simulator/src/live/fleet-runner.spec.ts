import { once } from 'node:events';
import { FleetRunner } from './fleet-runner.ts';

const untilStopped = async (signal: AbortSignal, ended: string[]): Promise<void> => {
  if (!signal.aborted) await once(signal, 'abort');
  ended.push('ended');
};

describe('FleetRunner', () => {
  it('stops its fleet and waits for its end', async () => {
    const ended: string[] = [];
    const runner = new FleetRunner({ run: signal => untilStopped(signal, ended) }, () => ended.push('failed'));
    runner.start();
    expect(ended).toEqual([]);
    await runner.stop();
    expect(ended).toEqual(['ended']);
    await runner.stop();
    expect(ended).toEqual(['ended']);
  });

  it('tells a failure and stops all the same', async () => {
    const failures: unknown[] = [];
    const runner = new FleetRunner({ run: () => Promise.reject(new Error('refused')) }, error => failures.push(error));
    runner.start();
    await runner.stop();
    expect(failures).toEqual([new Error('refused')]);
  });

  it('can be stopped without having been started', async () => {
    await expect(new FleetRunner({ run: () => Promise.resolve() }, () => undefined).stop()).resolves.toBeUndefined();
  });
});
