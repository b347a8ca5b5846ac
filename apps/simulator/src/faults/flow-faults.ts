import { gradual, sudden } from '../catheter/catheter-fault.ts';
import { dayMs } from '../time/periods.ts';
import { beginNow, type FaultStage, type Strike } from './fault-stage.ts';

const changeFlow = ({ kind, handles }: FaultStage, size: number, developsMs: number): void => {
  const { world } = handles;
  const onsetAt = world.now;
  const share = developsMs > 0 ? gradual(onsetAt, developsMs) : sudden;
  const repair = world.flow.add({ factor: at => 1 + (size - 1) * share(at) });
  world.faults.begin({ kind, onsetAt, halfAt: onsetAt + developsMs / 2, size, repair });
};

const developsMs = ({ stream }: FaultStage): number => (stream.chance(0.4) ? 0 : stream.between(5, 60) * dayMs);

/** The pump expels more than it counts, by 15 to 100 %; the rate can rise for weeks or abruptly. */
export const overDelivery: Strike = stage => {
  changeFlow(stage, 1.15 + Math.min(0.85, stage.stream.exponential(0.25)), developsMs(stage));
};

/** The pump expels less than it counts. */
export const underDelivery: Strike = stage => {
  changeFlow(stage, stage.stream.between(0.5, 0.85), developsMs(stage));
};

/** The next fill goes in part or wholly beside the reservoir. */
export const pocketFill: Strike = stage => {
  const { handles, clinic, stream } = stage;
  if (clinic.pocket !== null) return;
  const share = stream.between(0.15, 1);
  const done = (): void => {
    const { world } = handles;
    world.faults.end(
      beginNow(stage, share, () => undefined),
      world.now,
    );
  };
  clinic.pocket = { share, done };
};

/** The fill-level sensor drifts away over weeks; a pump without one is spared. */
export const levelSensorDrift: Strike = stage => {
  const { handles, stream, kind } = stage;
  const { world } = handles;
  const sensor = world.level;
  if (sensor === null) return;
  const onsetAt = world.now;
  const sizeNl = stream.between(1_000_000, 4_000_000) * (stream.chance(0.5) ? 1 : -1);
  const lengthMs = stream.between(4, 40) * dayMs;
  const share = gradual(onsetAt, lengthMs);
  sensor.faultNl = at => sizeNl * share(at);
  const repair = (): void => {
    sensor.faultNl = () => 0;
  };
  world.faults.begin({ kind, onsetAt, halfAt: onsetAt + lengthMs / 2, size: sizeNl / 1_000_000, repair });
};
