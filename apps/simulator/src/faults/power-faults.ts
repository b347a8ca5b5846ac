import { dayMs, hourMs } from '../time/periods.ts';
import { beginNow, type FaultStage, type Strike } from './fault-stage.ts';

/** The clinic puts right what went wrong, some days later; the fault ends with the visit. */
const visitWithin = (
  stage: FaultStage,
  days: { readonly least: number; readonly most: number },
  end: () => void,
): void => {
  const { world } = stage.handles;
  world.later(stage.stream.between(days.least, days.most) * dayMs, () => {
    end();
    stage.clinic.visit();
    stage.clinic.book();
  });
};

/** Replacement is due; service ends 90 days later or more, with a faulty battery much sooner, and then the pump stands. */
export const batteryDepletion: Strike = stage => {
  const { handles, stream, clinic } = stage;
  const { world } = handles;
  const days = stream.chance(0.35) ? stream.between(8, 80) : stream.between(90, 130);
  beginNow(stage, days, () => {
    world.resumeMotor('end-of-service');
  });
  world.alarms.raise(world.now, 'replacement-due');
  world.later(days * dayMs, () => {
    world.motor.stall('end-of-service');
    world.motor.notice('end-of-service');
    world.alarms.raise(world.now, 'end-of-service');
  });
  if (world.plan.interventions)
    world.later(stream.between(0.3, 1.1) * days * dayMs, () => {
      clinic.explant('battery');
    });
};

/** The battery gave way for a moment: restart, clock behind, therapy at its minimum until a visit. */
export const batteryReset: Strike = stage => {
  const { handles, stream } = stage;
  const { world, reports, therapy } = handles;
  const episode = beginNow(stage, 1, () => undefined);
  reports.close('nowhere');
  world.journal.restart(world.now, 'battery-reset');
  reports.setClock(world.clock.aheadBy(world.now) - stream.between(0.05, 6) * hourMs);
  world.alarms.raise(world.now, 'low-battery-reset');
  therapy.rest('minimum-rate', 'pump');
  visitWithin(stage, { least: 0.4, most: 3 }, () => {
    reports.setClock(0);
    world.faults.end(episode, world.now);
  });
};

/** A memory error; the critical one puts the therapy to its minimum. */
export const memoryError: Strike = stage => {
  const { handles, kind } = stage;
  const { world, therapy } = handles;
  const critical = kind === 'critical-memory-error';
  const episode = beginNow(stage, 1, () => undefined);
  world.alarms.raise(world.now, critical ? 'critical-memory-error' : 'memory-error');
  if (critical) therapy.rest('minimum-rate', 'pump');
  visitWithin(stage, critical ? { least: 0.3, most: 2 } : { least: 2, most: 15 }, () => {
    world.faults.end(episode, world.now);
  });
};

/** The clock jumps by minutes or hours, ahead or back; a visit puts it right. */
export const clockJump: Strike = stage => {
  const { handles, stream } = stage;
  const { world, reports } = handles;
  const jumpMs = Math.round(stream.logNormal(25, 1) * (stream.chance(0.5) ? 60 : -60)) * 1000;
  const bounded = Math.max(-6 * hourMs, Math.min(6 * hourMs, jumpMs));
  const episode = beginNow(stage, bounded / 1000, () => undefined);
  reports.setClock(world.clock.aheadBy(world.now) + bounded);
  visitWithin(stage, { least: 1, most: 20 }, () => {
    reports.setClock(0);
    world.faults.end(episode, world.now);
  });
};
