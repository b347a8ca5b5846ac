import { gradual, sudden, type CatheterFault } from '../catheter/catheter-fault.ts';
import { dayMs, hourMs } from '../time/periods.ts';
import type { FaultStage, Strike } from './fault-stage.ts';
import { motorStall } from './motor-faults.ts';

interface Damage {
  readonly kind: CatheterFault['kind'];
  readonly size: number;
  readonly burstPa?: number;
  /** 0: at once. */
  readonly developsMs: number;
}

const damage = ({ kind, handles }: FaultStage, { kind: of, size, burstPa, developsMs }: Damage): void => {
  const { world } = handles;
  const onsetAt = world.now;
  const share = developsMs > 0 ? gradual(onsetAt, developsMs) : sudden;
  const repair = world.catheter.add({ kind: of, size, burstPa: burstPa ?? null, share });
  world.faults.begin({ kind, onsetAt, halfAt: onsetAt + developsMs / 2, size, repair });
};

/** Closes wholly within hours; three in ten give way for a while when the pressure is high, one in ten takes the motor with it. */
export const occlusion: Strike = stage => {
  const { stream, handles } = stage;
  const developsMs = stream.chance(0.5) ? 0 : stream.between(1, 12) * hourMs;
  const burst = stream.chance(0.3) ? { burstPa: stream.between(4000, 15_000) } : {};
  damage(stage, { kind: 'narrowing', size: 1, developsMs, ...burst });
  const { world } = handles;
  if (!stream.chance(0.1)) return;
  world.later(stream.between(5, 30) * dayMs, () => {
    if (!world.faults.isTaken('motor-stall')) motorStall({ ...stage, kind: 'motor-stall' });
  });
};

/** Fibrin builds up over days to weeks, at the end the catheter is nearly or wholly closed. */
export const slowOcclusion: Strike = stage => {
  const { stream } = stage;
  damage(stage, { kind: 'narrowing', size: stream.between(0.93, 1), developsMs: stream.between(5, 40) * dayMs });
};

/** Part of the lumen is closed from one moment to the next. */
export const kink: Strike = stage => {
  damage(stage, { kind: 'narrowing', size: stage.stream.between(0.78, 0.96), developsMs: 0 });
};

/** A hole: part of the drug ends in the tissue; one in two grows over days. */
export const leak: Strike = stage => {
  const { stream } = stage;
  const size = stream.between(0.35, 0.95);
  damage(stage, { kind: 'leak', size, developsMs: stream.chance(0.5) ? 0 : stream.between(0.5, 12) * dayMs });
};

/** The catheter comes off the pump: all of the drug ends in the pocket. */
export const disconnection: Strike = stage => {
  damage(stage, { kind: 'leak', size: 1, developsMs: 0 });
};

/** The tip leaves the fluid, wholly or in part, within a day or at once. */
export const migration: Strike = stage => {
  const { stream } = stage;
  const size = stream.between(0.5, 1);
  damage(stage, { kind: 'displacement', size, developsMs: stream.chance(0.5) ? 0 : stream.between(2, 36) * hourMs });
};

/** A crack that opens and closes: hours with a leak and hours without one take turns. */
export const microfracture: Strike = ({ kind, handles, stream }) => {
  const { world } = handles;
  const size = stream.between(0.5, 0.95);
  const rhythm = world.noise('microfracture');
  const spanMs = stream.between(5, 30) * hourMs;
  const share = (at: number): number => (rhythm.smooth(at, spanMs) > -0.2 ? 1 : 0);
  const repair = world.catheter.add({ kind: 'leak', size, burstPa: null, share });
  world.faults.begin({ kind, onsetAt: world.now, halfAt: world.now, size, repair });
};
