import type { EpochMs } from '@cisterna/contract';
import { hourMs, yearMs } from '../fleet/pump-truth.ts';
import type { Chance } from './chance.ts';
import type { Line } from './recorder.ts';

/** A way to the log that loses one record in two thousand, and about twice a year all of some hours. */
export const outageLine = (chance: Chance, startAt: EpochMs, endAt: EpochMs): Line => {
  const outages: { from: EpochMs; to: EpochMs }[] = [];
  for (let at = startAt + chance.wait(yearMs / 2); at < endAt; at += chance.wait(yearMs / 2))
    outages.push({ from: at, to: at + chance.from(1, 50) * hourMs });
  return { carries: at => !chance.happens(0.0005) && !outages.some(({ from, to }) => at >= from && at < to) };
};
