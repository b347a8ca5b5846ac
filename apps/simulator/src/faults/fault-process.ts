import type { FleetPlan } from '../fleet/fleet-plan.ts';
import type { PumpTraits } from '../pump/pump-traits.ts';
import { dayMs, yearMs } from '../time/periods.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { allFaultKinds, faultKinds, type FaultKind } from './fault-kind.ts';
import type { FaultStage } from './fault-stage.ts';
import { strikes } from './strikes.ts';

/** Over so many years of a pump's life a kind's mean hazard is the given one; its shape spreads it. */
const lifeYears = 5;

/**
 * Draws the next onset, in epoch milliseconds, of a fault with a Weibull hazard that has gone without it for `ageYears`.
 * A hazard of `perYear` on average over five years.
 */
export const drawOnset = (
  stream: RandomStream,
  at: number,
  ageYears: number,
  hazard: { readonly perYear: number; readonly shape: number },
): number => {
  const drawn = stream.exponential(1);
  if (hazard.perYear <= 0) return Infinity;
  const { shape } = hazard;
  const scale = lifeYears / (lifeYears * hazard.perYear) ** (1 / shape);
  const age = Math.max(0, ageYears);
  return at + (scale * ((age / scale) ** shape + drawn) ** (1 / shape) - age) * yearMs;
};

/** Strikes unless a fault of the same group is active; the kinds draw from streams of their own. */
const strikeIfFree = (stage: FaultStage): void => {
  if (!stage.handles.world.faults.isTaken(stage.kind)) strikes[stage.kind](stage);
};

const strikeAgain = (stage: FaultStage, traits: PumpTraits, perYear: number, onsets: RandomStream): void => {
  const { world } = stage.handles;
  const ageYears = (world.now - traits.implantedAt) / yearMs;
  const onset = drawOnset(onsets, world.now, ageYears, { perYear, shape: faultKinds[stage.kind].shape });
  if (onset === Infinity) return;
  world.later(onset - world.now, () => {
    strikeIfFree(stage);
    strikeAgain(stage, traits, perYear, onsets);
  });
};

const strikeOnce = (stage: FaultStage, share: number, { startAt, endAt }: FleetPlan, onsets: RandomStream): void => {
  const { world } = stage.handles;
  const lengthMs = Math.min(endAt - startAt, 180 * dayMs);
  const struck = onsets.chance(share);
  const at = startAt + onsets.between(0.12, 0.85) * lengthMs;
  if (struck && at > world.now)
    world.later(at - world.now, () => {
      strikeIfFree(stage);
    });
};

/** Sets all faults of a plan on their way for one pump. A pump with staged faults has those only. */
export const letFaultsCome = (parts: Omit<FaultStage, 'kind' | 'stream'>): void => {
  const { world } = parts.handles;
  const { plan, index, traits } = world;
  const stage = (kind: FaultKind): FaultStage => ({ ...parts, kind, stream: world.stream(`fault/${kind}`) });
  const staged = plan.staged.filter(({ pump }) => pump === index);
  for (const { kind, at } of staged)
    world.later(at - world.now, () => {
      strikeIfFree(stage(kind));
    });
  if (staged.length > 0) return;
  for (const kind of allFaultKinds) {
    const onsets = world.stream(`onset/${kind}`);
    strikeOnce(stage(kind), plan.struckShares[kind] ?? 0, plan, onsets);
    strikeAgain(stage(kind), traits, plan.hazardsPerYear[kind] ?? 0, onsets);
  }
};
