import { formatTime } from '@cisterna/contract';
import { generatorVersion, type FleetPlan } from '../fleet/fleet-plan.ts';
import type { SimulatedRecord } from '../fleet/arrivals.ts';
import { simulateFleet } from '../fleet/simulate-fleet.ts';
import type { LineFile } from '../sinks/line-file.ts';
import { hourMs } from '../time/periods.ts';
import type { Sink } from '../sinks/sink.ts';
import type { ProgressBar } from './progress-bar.ts';

/** Where a run goes. */
export interface RunTargets {
  readonly sink: Sink;
  readonly truth: LineFile | null;
  readonly progress: ProgressBar | null;
}

/** Enough that the log is never idle, little enough to hold in memory twice. */
const batchSize = 10_000;

/** Long slices are fast, for a pump's data stay in the processor's cache: a day of 1 000 pumps, less of more. */
const sliceMs = ({ pumps }: FleetPlan): number => Math.max(1, Math.min(24, Math.floor(24_000 / pumps))) * hourMs;

/** Writes while the next batch is being simulated: at most one batch is on its way. */
class Pipeline {
  count = 0;
  private waiting: SimulatedRecord[] = [];
  private onItsWay: Promise<void> = Promise.resolve();

  constructor(private readonly sink: Sink) {}

  async add(records: readonly SimulatedRecord[]): Promise<void> {
    for (const record of records) this.waiting.push(record);
    if (this.waiting.length >= batchSize) await this.flush();
  }

  async flush(): Promise<void> {
    await this.onItsWay;
    const batch = this.waiting;
    this.waiting = [];
    this.count += batch.length;
    if (batch.length === 0) return;
    this.onItsWay = this.sink.write(batch);
    // The failure is told by the next flush; until then nobody waits for it.
    this.onItsWay.catch(() => undefined);
  }
}

/** The first line of a truth file: what was simulated. */
const runTruth = (plan: FleetPlan): object => ({
  kind: 'run',
  generator: generatorVersion,
  ...plan,
  startAt: formatTime(plan.startAt),
  endAt: formatTime(plan.endAt),
});

/** Simulates a whole plan into its targets; gives the number of records written. Both are closed in the end, also after a failure. */
export const runSimulation = async (plan: FleetPlan, { sink, truth, progress }: RunTargets): Promise<number> => {
  const pipeline = new Pipeline(sink);
  try {
    await truth?.write([JSON.stringify(runTruth(plan))]);
    for (const slice of simulateFleet(plan, sliceMs(plan))) {
      await pipeline.add(slice.records);
      await truth?.write(slice.truth.map(line => JSON.stringify(line)));
      progress?.show((slice.until - plan.startAt) / (plan.endAt - plan.startAt), pipeline.count);
    }
    await pipeline.flush();
    await pipeline.flush();
    return pipeline.count;
  } finally {
    await sink.close();
    await truth?.close();
  }
};
