import { pino } from 'pino';
import { eventually } from '../../../../test/kit/eventually.ts';
import type { Postmaster } from './postmaster.ts';
import { supervise } from './supervise.ts';

const log = pino({ level: 'silent' });

interface Server extends Postmaster {
  readonly die: () => void;
  readonly stops: number[];
}

const server = (pid: number): Server => {
  let die: () => void = () => undefined;
  const exited = new Promise<{ code: number | null; signal: string | null }>(resolve => {
    die = () => {
      resolve({ code: 1, signal: null });
    };
  });
  const stops: number[] = [];
  const stop = (timeoutMs: number): Promise<void> => {
    stops.push(timeoutMs);
    die();
    return Promise.resolve();
  };
  return { pid, exited, die, stops, stop };
};

const never = (): Promise<Postmaster> => Promise.reject(new Error('not to be started'));

describe('a supervised server', () => {
  it('stops once, and stays stopped', async () => {
    const only = server(1);
    const supervised = supervise(only, never, log);
    await Promise.all([supervised.stop(700), supervised.stop()]);
    await supervised.ended;
    expect(only.stops).toEqual([700]);
  });

  it('is started again when it dies, and then it is the new one that is stopped', async () => {
    const [first, second] = [server(1), server(2)];
    const supervised = supervise(first, () => Promise.resolve(second), log);
    expect(supervised.pid).toBe(1);
    first.die();
    await eventually(() => supervised.pid === 2);
    await supervised.stop();
    expect(first.stops).toEqual([]);
    expect(second.stops).toEqual([3_000]);
  });

  it('is tried again when starting it fails', async () => {
    const first = server(1);
    let tries = 0;
    const startAgain = (): Promise<Postmaster> => {
      tries += 1;
      return tries < 3 ? Promise.reject(new Error('disk full')) : Promise.resolve(server(3));
    };
    const supervised = supervise(first, startAgain, log);
    first.die();
    await eventually(() => supervised.pid === 3);
    expect(tries).toBe(3);
    await supervised.stop();
  });

  it('can be stopped between two tries', async () => {
    const first = server(1);
    let tries = 0;
    const supervised = supervise(
      first,
      () => {
        tries += 1;
        return Promise.reject(new Error('disk full'));
      },
      log,
    );
    first.die();
    await eventually(() => tries === 1);
    await supervised.stop();
    await supervised.ended;
    expect(tries).toBe(1);
  });

  it('is stopped too when it comes up only after the wish to stop', async () => {
    const [first, second] = [server(1), server(2)];
    const asked: ((postmaster: Postmaster) => void)[] = [];
    const supervised = supervise(first, () => new Promise(resolve => void asked.push(resolve)), log);
    first.die();
    await eventually(() => asked.length === 1);
    const stopped = supervised.stop();
    asked[0]!(second);
    await stopped;
    expect(second.stops).toHaveLength(1);
  });
});
