import { transientNats } from './bolus-transient.ts';
import type { Catheter } from './catheter-state.ts';
import { logOddsOf, shareOf } from './pressure-test.ts';

/** Logarithm of the odds of a fault by pressure: slowly fading boluses add to a loss of pulsation as far as there is one. */
export const pressureLogOdds = ({ baseline, transient }: Pick<Catheter, 'baseline' | 'transient'>): number => {
  if (baseline === null) return -Infinity;
  const { test } = baseline;
  return logOddsOf(test) + Math.min(1, 2 * shareOf(test)) * transientNats(transient);
};
