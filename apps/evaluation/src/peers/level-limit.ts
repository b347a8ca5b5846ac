import type { EpochMs } from '@cisterna/contract';
import { fitAutoregression, innovation, type Autoregression } from '../stats/autoregression.ts';
import { PageTest } from './page-test.ts';
import { risesOf, type SensedStep } from './sensed-days.ts';

/** Shares of the programme that a pump may deliver beyond what it uses to. */
const shifts = [0.15, 0.25, 0.4, 0.7] as const;
/** One false alarm in e¹¹ days, 160 years, by theory (Lorden 1971). */
const dailyLimit = 11;
/** Days that a sensor's wander is followed. */
const order = 5;
/** Too few steps to know anything by. */
const leastSteps = 30;
/** No sensor is taken for better than this, nanolitres. */
const leastSpreadNl = 5_000;

/** A pump with its level sensor as only its maker can know them. */
interface KnownGauge {
  /** What the pump delivers beyond its programme while it is sound. */
  readonly excess: number;
  readonly wander: Autoregression;
}

const runsOf = (steps: readonly SensedStep[], excess: number): readonly (readonly number[])[] => {
  const runs: number[][] = [];
  for (const { askedNl, beyondNl, follows } of steps) {
    const rest = beyondNl - excess * askedNl;
    const run = runs.at(-1);
    if (follows && run !== undefined) run.push(rest);
    else runs.push([rest]);
  }
  return runs;
};

const know = (sound: readonly SensedStep[]): KnownGauge => {
  const squares = sound.reduce((sum, { askedNl }) => sum + askedNl ** 2, 0);
  const excess = sound.reduce((sum, { askedNl, beyondNl }) => sum + askedNl * beyondNl, 0) / Math.max(1, squares);
  const { weights, variance } = fitAutoregression(runsOf(sound, excess), order);
  return { excess, wander: { weights, variance: Math.max(leastSpreadNl ** 2, variance) } };
};

/** Tests of all shifts side by side, over what is new in each step. */
class ShiftTest {
  readonly test = new PageTest(shifts.length, dailyLimit);
  private past: { readonly rest: number; readonly askedNl: number }[] = [];

  constructor(private readonly known: KnownGauge) {}

  take({ askedNl, beyondNl, follows }: SensedStep): void {
    const { excess, wander } = this.known;
    const rest = beyondNl - excess * askedNl;
    if (!follows) this.past = [];
    const fresh = innovation(wander, rest, this.past.map(step => step.rest));
    const asked = innovation(wander, askedNl, this.past.map(step => step.askedNl));
    shifts.forEach((shift, index) => {
      const change = shift * asked;
      this.test.add(index, (change * (fresh - change / 2)) / wander.variance);
    });
    this.past = [{ rest, askedNl }, ...this.past].slice(0, order);
  }
}

/**
 * Page's test on the likelihood ratio of a pump that delivers more than it uses to, for a pump whose own ratio, and a level sensor whose noise, wander
 * and worst chances, are known from a sound life: the limit to which others are compared. Gives when it began to suspect; null where the sound life
 * has too few readings.
 */
export const levelLimit = (sound: readonly SensedStep[], steps: readonly SensedStep[]): readonly EpochMs[] | null => {
  if (sound.length < leastSteps) return null;
  const shift = new ShiftTest(know(sound));
  for (const step of sound) shift.take(step);
  shift.test.begin();
  return risesOf(steps, (step, already) => {
    shift.take(step);
    return shift.test.suspects(already);
  });
};
