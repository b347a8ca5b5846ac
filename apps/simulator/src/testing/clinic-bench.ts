import type { EventType, PumpFact } from '@cisterna/contract';
import { Clinic, type Handles } from '../clinic/clinic.ts';
import { Therapy } from '../clinic/therapy.ts';
import type { FleetPlan } from '../fleet/fleet-plan.ts';
import { BolusButton } from '../pump/bolus-button.ts';
import { PeriodReports } from '../pump/period-reports.ts';
import type { PumpTraits } from '../pump/pump-traits.ts';
import { RandomStream } from '../random/random-stream.ts';
import { LowDateWatch } from '../truth/low-date.ts';
import { specPlan } from './lived-fleet.ts';
import { pumpBench, type PumpBench } from './pump-bench.ts';

/** A pump on the bench with everything that its clinic handles. */
export interface ClinicBench extends PumpBench {
  readonly handles: Handles;
  readonly clinic: Clinic;
}

/** A pump that runs its own programme since now, with 18 mL in it, and its clinic; no visit is booked. */
export const clinicBench = (traits: Partial<PumpTraits> = {}, plan: FleetPlan = specPlan()): ClinicBench => {
  const bench = pumpBench(traits, plan);
  const { world } = bench;
  const therapy = new Therapy(world);
  therapy.start();
  const watch = new LowDateWatch(
    { pumpId: world.traits.pumpId, lowReservoirNl: world.traits.model.lowReservoirNl },
    line => bench.truth.push(line),
    { at: world.now, volumeNl: world.reservoir.volumeNl },
  );
  const button = new BolusButton(world, new RandomStream('button'));
  const handles = { world, reports: new PeriodReports(world), button, therapy, watch };
  return { ...bench, handles, clinic: new Clinic(handles, new RandomStream('clinic')) };
};

/** The facts of one type that a bench has sent, in order. */
export const factsOf = <Type extends EventType>(
  { sent }: PumpBench,
  type: Type,
): readonly Extract<PumpFact, { type: Type }>[] =>
  sent.map(({ event }) => event).filter((event): event is Extract<PumpFact, { type: Type }> => event.type === type);
