import { compareOrder, parseTime, type EpochMs, type PumpEvent } from '@cisterna/contract';
import { faultKinds, allFaultKinds, type FaultKind } from '../../../simulator/src/faults/fault-kind.ts';
import { streamName, type FleetPlan } from '../../../simulator/src/fleet/fleet-plan.ts';
import { planFleet } from '../../../simulator/src/fleet/plan-fleet.ts';
import { PumpSimulation } from '../../../simulator/src/pump/pump-simulation.ts';
import { Noise } from '../../../simulator/src/random/noise.ts';
import { RandomStream } from '../../../simulator/src/random/random-stream.ts';
import { Gateway } from '../../../simulator/src/transport/gateway.ts';
import { Outages } from '../../../simulator/src/transport/outages.ts';
import type { CycleTruth, TruthLine } from '../../../simulator/src/truth/truth.ts';
import {
  dayMs,
  evaluationStart,
  usualOverDelivery,
  type FleetChoice,
  type ImaginedPump,
  type PumpTruth,
  type TrueStretch,
} from './pump-truth.ts';

/** Share of the pumps that each kind strikes once: enough of each for an interval that says something. */
const struckShares: Readonly<Partial<Record<FaultKind, number>>> = {
  occlusion: 0.07,
  'slow-occlusion': 0.07,
  kink: 0.06,
  leak: 0.07,
  disconnection: 0.05,
  migration: 0.05,
  microfracture: 0.03,
  'over-delivery': usualOverDelivery,
  'under-delivery': 0.03,
};

/** All other faults five times as often as the sources say, so that they disturb the picture as they would. */
const hazards = (): FleetPlan['hazardsPerYear'] =>
  Object.fromEntries(
    allFaultKinds.filter(kind => struckShares[kind] === undefined).map(kind => [kind, 5 * faultKinds[kind].perYear]),
  );

const planOf = ({
  seed,
  pumps,
  days,
  reportIntervalSeconds,
  overDelivery = usualOverDelivery,
  ...physics
}: FleetChoice): FleetPlan => ({
  ...planFleet({
    seed,
    pumps,
    startAt: evaluationStart,
    endAt: evaluationStart + days * dayMs,
    idPrefix: 'EV-',
    reportIntervalSeconds,
    physics,
  }),
  hazardsPerYear: hazards(),
  struckShares: { ...struckShares, 'over-delivery': overDelivery },
});

interface Life {
  readonly events: readonly PumpEvent[];
  readonly truth: readonly TruthLine[];
}

/** Lets one pump live through the whole run. */
const live = (plan: FleetPlan, index: number): Life => {
  const events: PumpEvent[] = [];
  const truth: TruthLine[] = [];
  const name = (activity: string): string => streamName(plan, index, activity);
  const gateway = new Gateway(
    plan.network,
    new Noise(name('gateway')),
    new Outages(plan.network, new RandomStream(name('outages')), plan.startAt),
    {
      arrived: (fact, [receivedAt = Infinity]) => {
        if (receivedAt < plan.endAt) events.push({ ...fact, receivedAt });
      },
      lost: () => undefined,
    },
  );
  const pump = new PumpSimulation(plan, index, {
    send: (fact, departure) => {
      gateway.accept(fact, departure);
    },
    tell: line => truth.push(line),
  });
  while (pump.nextAt < plan.endAt) pump.step();
  pump.close(plan.endAt);
  return { events: events.sort(compareOrder), truth };
};

const moment = (text: string | null): EpochMs | null => (text === null ? null : parseTime(text));
const known = (text: string): EpochMs => parseTime(text) ?? NaN;

/** So far a pump's clock may be off where a lost record is looked for. */
const clockMs = 600_000;

/** A stretch whose refill or programme never arrived can't be forecast by anybody: it has no dates to be judged by. */
const stretchesOf = (cycles: readonly CycleTruth[], missingAts: readonly EpochMs[]): readonly TrueStretch[] =>
  cycles.map(({ from, to, lowAt, emptyAt }, at) => {
    const unheard = missingAts.some(missing => Math.abs(missing - known(from)) < clockMs);
    return {
      from: known(from),
      to: known(to),
      lowAt: unheard ? null : moment(lowAt),
      emptyAt: unheard ? null : moment(emptyAt),
      afterRefill: cycles[at - 1]?.endedBy === 'refill',
    };
  });

/** What narrows a catheter raises the pressure that the simulated pump expels against. */
const narrows: ReadonlySet<string> = new Set(['occlusion', 'slow-occlusion', 'kink']);

const truthOf = (lines: readonly TruthLine[], { startAt, endAt }: FleetPlan): PumpTruth => {
  const pump = lines.find(line => line.kind === 'pump');
  const faults = lines.filter(line => line.kind === 'fault');
  return {
    pumpId: pump?.pumpId ?? '',
    pressureSensor: pump?.pressureSensor ?? false,
    levelSensor: pump?.levelSensor ?? false,
    startAt,
    endAt,
    faults: faults.map(({ fault, onsetAt, halfAt, endAt: end, size, therapyLostAt }) => ({
      kind: fault,
      onsetAt: known(onsetAt),
      halfAt: known(halfAt),
      endAt: moment(end),
      size,
      holdsBack: narrows.has(fault),
      therapyLostAt: moment(therapyLostAt),
    })),
    stretches: stretchesOf(
      lines.filter(line => line.kind === 'cycle'),
      lines.filter(line => line.kind === 'lost' || line.kind === 'undelivered').map(({ at }) => known(at)),
    ),
  };
};

/** The simulator's pumps one after the other, each living through the whole run before the next; lost events are left out. */
export function* simulatedPumps(choice: FleetChoice): Generator<ImaginedPump, void, undefined> {
  const plan = planOf(choice);
  const sound: FleetPlan = { ...plan, hazardsPerYear: {}, struckShares: {} };
  for (let index = 0; index < plan.pumps; index += 1) {
    const { events, truth } = live(plan, index);
    yield { events, truth: truthOf(truth, plan), healthy: () => live(sound, index).events };
  }
}
