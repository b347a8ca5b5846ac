import { pino } from 'pino';
import { Shutdown, type ShutdownOptions } from './shutdown.ts';

interface Line {
  readonly msg: string;
  readonly name?: string;
  readonly reason?: string;
  readonly clean?: boolean;
}

const observed = (options: Partial<ShutdownOptions> = {}): { shutdown: Shutdown; lines: Line[]; exits: number[] } => {
  const lines: Line[] = [];
  const exits: number[] = [];
  const log = pino({}, { write: line => void lines.push(JSON.parse(line) as Line) });
  return { shutdown: new Shutdown({ log, exit: code => void exits.push(code), ...options }), lines, exits };
};

describe('an orderly end', () => {
  it('closes what was opened last first, one after the other, and exits with 0', async () => {
    const { shutdown, exits } = observed();
    const closed: string[] = [];
    for (const name of ['database', 'log', 'http']) {
      shutdown.add(name, async () => {
        closed.push(`${name} begins`);
        await Promise.resolve();
        closed.push(`${name} ends`);
      });
    }
    await shutdown.run('SIGTERM');
    expect(closed).toEqual(['http begins', 'http ends', 'log begins', 'log ends', 'database begins', 'database ends']);
    expect(exits).toEqual([0]);
  });

  it('happens once, however often it is asked for', async () => {
    const { shutdown, exits, lines } = observed();
    let closes = 0;
    shutdown.add('database', () => void (closes += 1));
    await Promise.all([shutdown.run('SIGINT'), shutdown.run('SIGTERM'), shutdown.run('SIGINT')]);
    expect(closes).toBe(1);
    expect(exits).toEqual([0]);
    expect(lines.filter(({ msg }) => msg === 'shutdown.started')).toMatchObject([{ reason: 'SIGINT' }]);
  });

  it('closes as well what was opened while it went on', async () => {
    const { shutdown, exits } = observed();
    const closed: string[] = [];
    shutdown.add('http', () => {
      shutdown.add('late', () => void closed.push('late'));
      closed.push('http');
    });
    await shutdown.run('SIGINT');
    expect(closed).toEqual(['http', 'late']);
    expect(exits).toEqual([0]);
  });

  it('goes on after a closer that fails, names it and exits with 1', async () => {
    const { shutdown, exits, lines } = observed();
    const closed: string[] = [];
    shutdown.add('database', () => void closed.push('database'));
    shutdown.add('log', () => {
      throw new Error('broker away');
    });
    await shutdown.run('SIGINT');
    expect(closed).toEqual(['database']);
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'shutdown.closer-failed', name: 'log' }));
    expect(exits).toEqual([1]);
  });

  it('does not wait for a closer that hangs, names it and exits with 1', async () => {
    const { shutdown, exits, lines } = observed();
    const closed: string[] = [];
    shutdown.add('database', () => void closed.push('database'));
    shutdown.add('http', () => new Promise(() => undefined), 20);
    await shutdown.run('SIGINT');
    expect(closed).toEqual(['database']);
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'shutdown.hung', name: 'http' }));
    expect(exits).toEqual([1]);
  });

  it('keeps its deadline however many closers hang, and tells each what time it has', async () => {
    const { shutdown, exits, lines } = observed({ deadlineMs: 100 });
    const told: number[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      shutdown.add(
        name,
        remainingMs => {
          told.push(remainingMs);
          return new Promise(() => undefined);
        },
        60,
      );
    }
    const startedAt = performance.now();
    await shutdown.run('SIGINT');
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(told[0]).toBe(60);
    expect(told[1]).toBeLessThanOrEqual(60);
    expect(told.at(-1)).toBeLessThan(1);
    expect(lines.filter(({ msg }) => msg === 'shutdown.hung').map(({ name }) => name)).toEqual(['d', 'c', 'b', 'a']);
    expect(exits).toEqual([1]);
  });

  it('because of an error exits with 1, though everything closes well', async () => {
    const { shutdown, exits, lines } = observed();
    shutdown.fail(new Error('partition 3: stored position 12 is above the end'));
    await shutdown.run('ignored: it runs already');
    expect(exits).toEqual([1]);
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'shutdown.error' }));
    expect(lines.at(-1)).toMatchObject({ msg: 'shutdown.done', clean: true });
  });
});
