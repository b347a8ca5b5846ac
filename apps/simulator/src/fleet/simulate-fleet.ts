import { formatTime, type PumpFact } from '@cisterna/contract';
import { PumpSimulation } from '../pump/pump-simulation.ts';
import type { PumpOutputs } from '../pump/pump-world.ts';
import { Noise } from '../random/noise.ts';
import { RandomStream } from '../random/random-stream.ts';
import { hourMs } from '../time/periods.ts';
import { eventText } from '../transport/event-text.ts';
import { Gateway } from '../transport/gateway.ts';
import { Outages } from '../transport/outages.ts';
import type { TellTruth, TruthLine } from '../truth/truth.ts';
import { Arrivals, type SimulatedRecord } from './arrivals.ts';
import { streamName, type FleetPlan } from './fleet-plan.ts';

/** A stretch of a fleet's history: what the log receives in it, in order of arrival, and what became true in it. */
export interface FleetSlice {
  readonly from: number;
  readonly until: number;
  readonly records: readonly SimulatedRecord[];
  readonly truth: readonly TruthLine[];
}

const missing = (kind: 'lost' | 'undelivered', { pumpId, boot, seq, entry, at }: PumpFact): TruthLine => ({
  kind,
  pumpId,
  boot,
  seq,
  entry,
  at: formatTime(at),
});

/** Connects a pump with the log: through its gateway, or straight from the clinic. */
const connect = (
  plan: FleetPlan,
  index: number,
  { arrivals, tell }: { readonly arrivals: Arrivals; readonly tell: TellTruth },
): PumpOutputs => {
  const name = (activity: string): string => streamName(plan, index, activity);
  const outages = new Outages(plan.network, new RandomStream(name('outages')), plan.startAt);
  const gateway = new Gateway(plan.network, new Noise(name('gateway')), outages, {
    arrived: (event, arrivalAts) => {
      const value = eventText(event);
      for (const arrivalAt of arrivalAts) {
        if (arrivalAt < plan.endAt) arrivals.add({ pumpId: event.pumpId, arrivalAt, value });
      }
      if ((arrivalAts[0] ?? Infinity) >= plan.endAt) tell(missing('undelivered', event));
    },
    lost: event => {
      tell(missing('lost', event));
    },
  });
  return {
    send: (event, departure) => {
      gateway.accept(event, departure);
    },
    tell,
  };
};

/** Lets one pump live up to `until`; `nextAt` is its next happening, the answer the one after. */
const liveUntil = (pump: PumpSimulation, nextAt: number, until: number): number => {
  let at = nextAt;
  while (at < until) {
    pump.step();
    at = pump.nextAt;
  }
  return at;
};

/**
 * Lets a fleet live from the plan's start to its end, slice by slice; a longer slice is faster and holds more. Memory is bounded by the
 * pumps, by what is on its way and by one slice. The same plan gives the same records; a plan with more pumps gives the same ones for
 * the pumps that both have.
 */
export function* simulateFleet(plan: FleetPlan, sliceMs = hourMs): Generator<FleetSlice, void, undefined> {
  const arrivals = new Arrivals(sliceMs);
  let truth: TruthLine[] = [];
  const tell: TellTruth = line => truth.push(line);
  const connected = (index: number): PumpOutputs => connect(plan, index, { arrivals, tell });
  const pumps = Array.from({ length: plan.pumps }, (_, index) => new PumpSimulation(plan, index, connected(index)));
  const nextAts = Float64Array.from(pumps, pump => pump.nextAt);
  for (let from = Math.floor(plan.startAt / sliceMs) * sliceMs; from < plan.endAt; from += sliceMs) {
    const until = Math.min(from + sliceMs, plan.endAt);
    pumps.forEach((pump, index) => {
      const nextAt = nextAts[index] ?? Infinity;
      if (nextAt < until) nextAts[index] = liveUntil(pump, nextAt, until);
      if (until === plan.endAt) pump.close(until);
    });
    yield { from, until, records: arrivals.take(from), truth };
    truth = [];
  }
}
