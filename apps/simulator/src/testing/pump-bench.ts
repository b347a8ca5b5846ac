import type { PumpFact } from '@cisterna/contract';
import type { FleetPlan } from '../fleet/fleet-plan.ts';
import type { Departure } from '../pump/journal.ts';
import { drawTraits, type PumpTraits } from '../pump/pump-traits.ts';
import { PumpWorld } from '../pump/pump-world.ts';
import type { Programme } from '../pump/schedule.ts';
import { Schedule } from '../pump/schedule.ts';
import type { TruthLine } from '../truth/truth.ts';
import { specPlan } from './lived-fleet.ts';

/** One pump on the bench: nothing happens to it but what the spec does. */
export interface PumpBench {
  readonly world: PumpWorld;
  readonly sent: { readonly event: PumpFact; readonly departure: Departure }[];
  readonly truth: TruthLine[];
}

/** 12 000 nL an hour all day. */
export const steady: Programme = {
  mode: 'continuous',
  segments: [{ startMinute: 0, rateNlPerHour: 12_000 }],
  patientBolus: null,
};

/** A pump that runs `steady` with 18 mL in it, and an exact clock; traits and plan as asked. */
export const pumpBench = (traits: Partial<PumpTraits> = {}, plan: FleetPlan = specPlan()): PumpBench => {
  const sent: PumpBench['sent'] = [];
  const truth: TruthLine[] = [];
  const exact = { clock: { aheadMs: 0, driftPpm: 0 }, joined: null, installedAt: plan.startAt };
  const world = new PumpWorld(
    plan,
    0,
    { ...drawTraits(plan, 0), ...exact, ...traits },
    {
      send: (event, departure) => sent.push({ event, departure }),
      tell: line => truth.push(line),
    },
  );
  world.schedule = new Schedule(steady);
  world.reservoir.fill(18_000_000);
  world.account.refilled(18_000_000);
  return { world, sent, truth };
};

/** Lets time pass and everything happen that was set as a timer. */
export const pass = (world: PumpWorld, lengthMs: number): void => {
  const until = world.now + lengthMs;
  while (world.timers.nextAt <= until) {
    world.advance(world.timers.nextAt);
    world.timers.runNext();
  }
  world.advance(until);
};
