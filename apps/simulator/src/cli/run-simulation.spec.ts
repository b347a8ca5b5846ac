import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SimulatedRecord } from '../fleet/arrivals.ts';
import { LineFile } from '../sinks/line-file.ts';
import type { Sink } from '../sinks/sink.ts';
import { live, specPlan } from '../testing/lived-fleet.ts';
import { ProgressBar } from './progress-bar.ts';
import { runSimulation } from './run-simulation.ts';

class MemorySink implements Sink {
  readonly batches: (readonly SimulatedRecord[])[] = [];
  closed = 0;
  underWay = 0;
  mostUnderWay = 0;

  constructor(private readonly failAt = Infinity) {}

  async write(records: readonly SimulatedRecord[]): Promise<void> {
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    await new Promise(resolve => setImmediate(resolve));
    this.underWay -= 1;
    if (this.batches.length === this.failAt) throw new Error('the disk is full');
    this.batches.push(records);
  }

  close(): Promise<void> {
    this.closed += 1;
    return Promise.resolve();
  }
}

const plan = specPlan({ scenario: 'mixed', pumps: 14, days: 36 });

describe('runSimulation', () => {
  it('writes all records in order, one batch at a time', async () => {
    const sink = new MemorySink();
    const count = await runSimulation(plan, { sink, truth: null, progress: null });
    const { records } = live(plan);
    expect(count).toBe(records.length);
    expect(sink.batches.flat().map(({ value }) => value)).toEqual(records.map(({ value }) => value));
    expect(sink.batches.length).toBeGreaterThan(1);
    expect(sink.mostUnderWay).toBe(1);
    expect(sink.closed).toBe(1);
  });

  it('writes what really happened as JSON lines, what was simulated first', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simulate-'));
    try {
      const path = join(folder, 'truth.jsonl');
      await runSimulation(plan, { sink: new MemorySink(), truth: new LineFile(path), progress: null });
      const lines = (await readFile(path, 'utf8'))
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line) as { kind: string });
      expect(lines[0]).toMatchObject({
        kind: 'run',
        generator: 1,
        seed: 1,
        pumps: 14,
        startAt: '2026-01-05T00:00:00Z',
        endAt: '2026-02-10T00:00:00Z',
      });
      expect(lines).toHaveLength(live(plan).truth.length + 1);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('shows how far it has come', async () => {
    const written: string[] = [];
    const progress = new ProgressBar({ write: text => written.push(text) });
    const count = await runSimulation(plan, { sink: new MemorySink(), truth: null, progress });
    expect(written.at(-1)).toMatch(/^100 % {2}\d+ events/);
    expect(written).toHaveLength(10);
    expect(count).toBeGreaterThan(12_000);
  });

  it('ends with the failure of its sink, and closes it', async () => {
    const sink = new MemorySink(1);
    await expect(runSimulation(plan, { sink, truth: null, progress: null })).rejects.toThrow('the disk is full');
    expect(sink.closed).toBe(1);
  });
});
