import { scan } from '../clinic/mri.ts';
import { disconnection, kink, leak, microfracture, migration, occlusion, slowOcclusion } from './catheter-faults.ts';
import type { FaultKind } from './fault-kind.ts';
import { beginNow, type Strike } from './fault-stage.ts';
import { levelSensorDrift, overDelivery, pocketFill, underDelivery } from './flow-faults.ts';
import { intermittentStall, motorStall, recoveredStall, silentStall } from './motor-faults.ts';
import { batteryDepletion, batteryReset, clockJump, memoryError } from './power-faults.ts';

/** A scan after which the motor stands until somebody looks after it. */
const mriNoResume: Strike = stage => {
  const { handles, clinic, stream } = stage;
  const { world } = handles;
  if (world.motor.isStalledBy('magnet')) return;
  const episode = beginNow(stage, 1, () => {
    world.resumeMotor('magnet');
  });
  scan({
    world,
    clinic,
    stream,
    resumption: 'visit',
    resumed: () => {
      world.faults.end(episode, world.now);
    },
  });
};

/** How each kind of fault begins. */
export const strikes: Readonly<Record<FaultKind, Strike>> = {
  'motor-stall': motorStall,
  'motor-stall-recovered': recoveredStall,
  'intermittent-stall': intermittentStall,
  'silent-stall': silentStall,
  'mri-no-resume': mriNoResume,
  occlusion,
  'slow-occlusion': slowOcclusion,
  kink,
  leak,
  disconnection,
  migration,
  microfracture,
  'over-delivery': overDelivery,
  'under-delivery': underDelivery,
  'pocket-fill': pocketFill,
  'battery-depletion': batteryDepletion,
  'battery-reset': batteryReset,
  'memory-error': memoryError,
  'critical-memory-error': memoryError,
  'level-sensor-drift': levelSensorDrift,
  'clock-jump': clockJump,
};
