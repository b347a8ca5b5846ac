import fc from 'fast-check';
import { estimateLevel } from './estimate.ts';
import { initialLevelBelief, type LevelBelief } from './level-belief.ts';
import { senseLevel } from './sense-level.ts';

const ML = 1_000_000;
const HOUR = 3_600_000;
const filledNl = 20 * ML;
const perHourNl = 15_000;

interface Course {
  readonly hours: number;
  /** What is really expelled per accounted volume. */
  readonly ratio?: (hour: number) => number;
  readonly biasMl?: (hour: number) => number;
  readonly stuckFrom?: number;
}

/** A fill as a sensor with a noise of 0.1 mL sees it. */
const lived = ({ hours, ratio = () => 1, biasMl = () => 0, stuckFrom = Infinity }: Course, belief = initialLevelBelief) => {
  let state: LevelBelief = belief;
  let trueNl = filledNl;
  let last = filledNl;
  for (let hour = 1; hour <= hours; hour += 1) {
    trueNl -= perHourNl * ratio(hour);
    const noise = 0.1 * Math.sin(hour * 12.9898) * 1.4;
    if (hour < stuckFrom) last = Math.round(trueNl + (noise + biasMl(hour)) * ML);
    state = senseLevel(state, { at: hour * HOUR, filledNl, accountNl: hour * perHourNl, sensedNl: last });
  }
  const level = estimateLevel({ filledNl, accountNl: hours * perHourNl, unreportedNl: 0, at: hours * HOUR, belief: state, capacityNl: null });
  return { state, trueNl, ...level, widthNl: level.p90Nl - level.p10Nl };
};
const unsensed = (hours: number): number => {
  const input = { filledNl, accountNl: hours * perHourNl, unreportedNl: 0, at: hours * HOUR, belief: initialLevelBelief, capacityNl: null };
  const { p10Nl, p90Nl } = estimateLevel(input);
  return p90Nl - p10Nl;
};

describe('a belief that hears a level sensor', () => {
  it('learns the ratio within the fill, from the slope', () => {
    const { state, trueNl, p10Nl, p50Nl, p90Nl, widthNl } = lived({ hours: 960, ratio: () => 1.06 });
    expect(state.mean[1]).toBeGreaterThan(0.045);
    expect(Math.abs(p50Nl - trueNl)).toBeLessThan(0.25 * ML);
    expect(p10Nl < trueNl && trueNl < p90Nl).toBe(true);
    expect(widthNl).toBeLessThan(0.6 * unsensed(960));
  });

  it('is not misled by a constant bias', () => {
    const { trueNl, p50Nl } = lived({ hours: 720, biasMl: () => 0.6 });
    expect(Math.abs(p50Nl - trueNl)).toBeLessThan(0.35 * ML);
  });

  it('follows a pump that begins to deliver a quarter more, with a wider band', () => {
    const { trueNl, p10Nl, widthNl } = lived({ hours: 960, ratio: hour => (hour < 480 ? 1.02 : 1.27) });
    expect(p10Nl).toBeLessThan(trueNl);
    expect(widthNl).toBeGreaterThan(lived({ hours: 960, ratio: () => 1.02 }).widthNl);
  });

  it('is not taken along by a sensor that jumps, since no level can, and widens', () => {
    const { trueNl, p10Nl, p90Nl, widthNl } = lived({ hours: 960, biasMl: hour => (hour < 720 ? 0 : 3) });
    expect(widthNl).toBeGreaterThan(lived({ hours: 960 }).widthNl);
    expect(p10Nl < trueNl && trueNl < p90Nl).toBe(true);
  });

  it('is torn where the first readings of a fill lie far below it: a fill beside the reservoir, or a wrong sensor', () => {
    const { trueNl, p10Nl, p90Nl, widthNl } = lived({ hours: 240, biasMl: () => -6 });
    expect(widthNl).toBeGreaterThan(4 * ML);
    expect(p10Nl).toBeLessThan(trueNl - 4 * ML);
    expect(p90Nl).toBeGreaterThan(trueNl - 3 * ML);
  });

  it('widens while a sensor drifts away from the account, since either may be wrong', () => {
    const { trueNl, p10Nl, p90Nl, widthNl } = lived({ hours: 960, biasMl: hour => Math.max(0, (hour - 480) / 160) });
    expect(widthNl).toBeGreaterThan(1.3 * lived({ hours: 960 }).widthNl);
    expect(p10Nl < trueNl + ML && trueNl - ML < p90Nl).toBe(true);
  });

  it('does not believe a sensor that is stuck', () => {
    const { trueNl, p10Nl, p90Nl } = lived({ hours: 960, stuckFrom: 300 });
    expect(p10Nl < trueNl && trueNl < p90Nl).toBe(true);
  });

  it('hears it once a day, however often it speaks', () => {
    const twelve = lived({ hours: 12 }).state;
    expect(twelve.doubt).toBe(initialLevelBelief.doubt);
    expect(lived({ hours: 25 }).state.at).toBeGreaterThan(19 * HOUR);
  });

  it('stays sound and small whatever a sensor says, and goes on from its JSON as it would have', () => {
    const reading = fc.record({
      at: fc.integer({ min: 0, max: 400 }).map(h => h * 10 * HOUR),
      filledNl: fc.constant(filledNl),
      accountNl: fc.oneof(fc.nat(40 * ML), fc.constant(2 ** 53 - 1)),
      sensedNl: fc.oneof(fc.nat(40 * ML), fc.constant(2 ** 53 - 1)),
    });
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 60 }), readings => {
        let [straight, kept] = [initialLevelBelief, initialLevelBelief];
        for (const one of readings) {
          straight = senseLevel(straight, one);
          kept = senseLevel(JSON.parse(JSON.stringify(kept)) as LevelBelief, one);
        }
        expect(kept).toEqual(straight);
        expect([...straight.mean, ...straight.doubt].every(Number.isFinite)).toBe(true);
        expect(JSON.stringify(straight).length).toBeLessThan(420);
      }),
    );
  });
});
