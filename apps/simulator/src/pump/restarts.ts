import { dayMs, yearMs } from '../time/periods.ts';
import type { PeriodReports } from './period-reports.ts';
import type { PumpWorld } from './pump-world.ts';

const perYear = 0.7;

/** Restarts that harm nothing: a watchdog or new firmware. Half of them lose the report of the running period on its way. */
export const restartNowAndThen = (world: PumpWorld, reports: PeriodReports): void => {
  const stream = world.stream('restarts');
  const next = (): void => {
    world.later(stream.exponential(yearMs / perYear) + dayMs, () => {
      reports.close(stream.chance(0.5) ? 'nowhere' : 'gateway');
      world.journal.restart(world.now, stream.pick(['watchdog', 'watchdog', 'firmware', 'unknown']));
      if (stream.chance(0.5)) reports.setClock(world.clock.aheadBy(world.now) - stream.whole(1, 40) * 1000);
      next();
    });
  };
  next();
};
