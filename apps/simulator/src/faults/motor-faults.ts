import { dayMs, hourMs, minuteMs } from '../time/periods.ts';
import { beginNow, type FaultStage, type Strike } from './fault-stage.ts';

/** A pump needs some minutes to see that its rotor stands (unconfirmed default). */
const noticeAfterMs = ({ stream }: FaultStage): number => stream.between(3, 45) * minuteMs;

const stallNow = (stage: FaultStage): void => {
  const { world } = stage.handles;
  world.motor.stall('fault');
  world.later(noticeAfterMs(stage), () => {
    world.noticeStall('fault');
  });
};

/** Stands for good; a clinic that intervenes replaces the pump a week or two later. */
export const motorStall: Strike = stage => {
  const { world } = stage.handles;
  beginNow(stage, 1, () => {
    world.resumeMotor('fault');
  });
  stallNow(stage);
  if (world.plan.interventions)
    world.later(stage.stream.between(6, 14) * dayMs, () => {
      stage.clinic.explant('motor stall');
    });
};

/** Stands for hours or two days and turns again by itself. */
export const recoveredStall: Strike = stage => {
  const { world } = stage.handles;
  const episode = beginNow(stage, 1, () => {
    world.resumeMotor('fault');
  });
  stallNow(stage);
  world.later(Math.min(48, stage.stream.logNormal(5, 1)) * hourMs, () => {
    world.resumeMotor('fault');
    world.faults.end(episode, world.now);
  });
};

/** Stands and turns several times within days; three in ten end in a stall for good. */
export const intermittentStall: Strike = stage => {
  const { world } = stage.handles;
  const { stream } = stage;
  const episode = beginNow(stage, stream.whole(3, 9), () => {
    world.resumeMotor('fault');
  });
  const permanent = stream.chance(0.3);
  const next = (left: number): void => {
    if (left === 0) {
      world.faults.end(episode, world.now);
      if (permanent) motorStall({ ...stage, kind: 'motor-stall' });
      return;
    }
    stallNow(stage);
    world.later(stream.between(0.4, 6) * hourMs, () => {
      world.resumeMotor('fault');
      world.later(stream.between(3, 40) * hourMs, () => {
        next(left - 1);
      });
    });
  };
  next(episode.size);
};

/** The rotor stands and the pump counts on: nothing in its account shows it. Ends after days, or stays. */
export const silentStall: Strike = stage => {
  const { world } = stage.handles;
  const episode = beginNow(stage, 1, () => {
    world.resumeMotor('hidden');
  });
  world.motor.stall('hidden');
  if (stage.stream.chance(0.4)) return;
  world.later(stage.stream.between(1, 9) * dayMs, () => {
    world.resumeMotor('hidden');
    world.faults.end(episode, world.now);
  });
};
