import type { PumpEvent } from '@cisterna/contract';
import type { CatheterDetector } from '../walk/suspicion.ts';
import { hourOf, knowChannel, readingOf, type KnownChannel, type PressureReading } from './known-noise.ts';
import { PageTest } from './page-test.ts';

/** Shifts that a fault may bring, in each channel's own unit: logarithms of pulsation lost, pascals of the mean either way. */
const pulsationShifts = [-0.35, -0.7, -1.2, -2] as const;
const meanShifts = [-800, 800] as const;

/** A report's evidence counts at most this much (in logarithms of odds): outliers of a heavy-tailed noise are no faults. */
const mostPerReport = 3;

/** One channel's tests, one for each shift, over what is new in each report. */
class ChannelTest {
  readonly test: PageTest;
  private former = 0;

  constructor(
    private readonly known: KnownChannel,
    private readonly shifts: readonly number[],
  ) {
    this.test = new PageTest(shifts.length);
  }

  take(at: number, value: number): void {
    const { expected, persistence, innovation } = this.known;
    const deviation = value - (expected[hourOf(at)] ?? 0);
    const fresh = deviation - persistence * this.former;
    this.former = deviation;
    this.shifts.forEach((shift, index) => {
      const change = shift * (1 - persistence);
      const ratio = (change * (fresh - change / 2)) / innovation ** 2;
      this.test.add(index, Math.max(-mostPerReport, Math.min(mostPerReport, ratio)));
    });
  }
}

/** Too few readings to know anything by. */
const leastReadings = 100;

/**
 * Page's test on the likelihood ratio of pulsation and mean, for a pump whose rhythm, noise and worst chances are known from a sound life:
 * the limit to which others are compared. Null where the sound life has no pressure.
 */
export const likelihoodDetector = (sound: readonly PumpEvent[]): CatheterDetector<PumpEvent> | null => {
  const readings = sound.map(readingOf).filter(reading => reading !== null);
  if (readings.length < leastReadings) return null;
  const pulsation = new ChannelTest(
    knowChannel(readings, r => r.logPulsation),
    pulsationShifts,
  );
  const mean = new ChannelTest(
    knowChannel(readings, r => r.meanPa),
    meanShifts,
  );
  const take = ({ at, logPulsation, meanPa }: PressureReading): void => {
    pulsation.take(at, logPulsation);
    mean.take(at, meanPa);
  };
  readings.forEach(take);
  pulsation.test.begin();
  mean.test.begin();
  let suspects = false;
  return {
    take: event => {
      const reading = readingOf(event);
      if (reading === null) return suspects;
      take(reading);
      suspects = pulsation.test.suspects(suspects) || mean.test.suspects(suspects);
      return suspects;
    },
    foundPatent: () => {
      pulsation.test.clear();
      mean.test.clear();
      suspects = false;
    },
  };
};
