import fc from 'fast-check';
import { atHour, hour } from '../testing/facts.ts';
import { acquitted, decisionNl, evolveLevelWatch, fallsTooFast, fallsTooSlow, firstLevelWatch, rebased, sensedRatio, type LevelWatch } from './level-watch.ts';

const hourlyNl = 20_000;

/** Hours of a sensor without noise at a pump that delivers this share of 20 000 nL/h, from a level on. */
const read = (former: LevelWatch, hours: number, share: number, levelNl = 20_000_000): LevelWatch => {
  let watch = former;
  const begin = watch.since;
  for (let i = 1; i <= hours; i += 1) {
    watch = evolveLevelWatch(watch, {
      sensedNl: Math.round(levelNl - i * share * hourlyNl),
      programmedNl: hourlyNl,
      start: begin + (i - 1) * hour,
      end: begin + i * hour,
      formerEnd: begin + (i - 1) * hour,
      own: 1,
    });
  }
  return watch;
};

const fresh = firstLevelWatch(atHour(0));
const days = (count: number): number => 24 * count;

describe('a sensed level', () => {
  it('that follows the programme is no evidence, whatever its height', () => {
    for (const levelNl of [20_000_000, 60_000_000]) {
      const watch = read(fresh, days(30), 1.05, levelNl);
      expect([watch.fall, watch.lag]).toEqual([0, 0]);
    }
  });

  it('adds up only what goes beyond the pump’s own ratio by more than 9 %', () => {
    const grows = (share: number): number => read(fresh, days(20), share, 40_000_000).fall;
    expect(grows(1.089)).toBe(0);
    expect(grows(1.1)).toBeGreaterThan(0);
    expect(grows(1.12) / grows(1.1)).toBeCloseTo(3, 1);
  });

  it('that falls a third faster than programmed is beyond what the sensor may pretend within ten days', () => {
    const watch = read(fresh, days(10), 1.33);
    expect([fallsTooFast(watch, 1, false), fallsTooSlow(watch, 1, false)]).toEqual([true, false]);
    expect(sensedRatio(read(fresh, days(5), 1.33), 1).over).toBeCloseTo(1.33, 2);
  });

  it('that stands still while the pump reports delivery is found within two days', () => {
    const watch = read(fresh, days(3), 0);
    expect([fallsTooFast(watch, 1, false), fallsTooSlow(watch, 1, false)]).toEqual([false, true]);
    expect(sensedRatio(watch, 1).under).toBeLessThan(0.1);
  });

  it('just above what the pump delivers by itself is none, though the programme is 13 % away', () => {
    const watch = read(fresh, days(60), 1.13);
    expect(fallsTooFast(watch, 1, false)).toBe(false);
  });

  it('takes back what it said once it has followed the programme for days', () => {
    const fast = read(fresh, days(12), 1.5);
    expect(fallsTooFast(fast, 1, true)).toBe(true);
    const calm = read(rebased(fast, fast.since), days(20), 1);
    expect(fallsTooFast(calm, 1, true)).toBe(false);
  });
});

describe('what is no flow', () => {
  it('a refill that nobody recorded, a reservoir drained, a sensor that steps', () => {
    const before = read(fresh, days(4), 1);
    for (const levelNl of [35_000_000, 4_000_000]) {
      const watch = read(before, days(6), 1, levelNl);
      expect([fallsTooFast(watch, 1, false), fallsTooSlow(watch, 1, false)]).toEqual([false, false]);
    }
  });

  it('readings that are missing, or 0', () => {
    const watch = read(fresh, days(2), 1);
    const reading = { programmedNl: hourlyNl, start: watch.since, end: watch.since + hour, formerEnd: watch.since, own: 1 };
    const blind = evolveLevelWatch(watch, { ...reading, sensedNl: null });
    expect(blind).toEqual({ ...watch, askedNl: hourlyNl });
    expect(evolveLevelWatch(watch, { ...reading, sensedNl: 0 })).toEqual(blind);
  });

  it('a long break: the comparison begins anew, a short one is filled up at the rate behind it', () => {
    const watch = read(fresh, days(2), 1);
    const reading = { sensedNl: 19_000_000, programmedNl: hourlyNl, own: 1, formerEnd: watch.since };
    const late = (hours: number) => evolveLevelWatch(watch, { ...reading, start: watch.since + hours * hour, end: watch.since + (hours + 1) * hour });
    expect([late(7).former, late(7).askedNl]).toEqual([null, hourlyNl]);
    expect([late(3).former, late(3).askedNl]).toEqual([watch.former, 4 * hourlyNl]);
  });
});

describe('the limit of what a sensor may pretend', () => {
  it('grows with its noise and with its steps from day to day', () => {
    expect(decisionNl({ ...fresh, noise: 100_000 }, 20_000)).toBe(660_000);
    expect(decisionNl({ ...fresh, noise: 200_000 }, 50_000)).toBe(1_300_000);
  });

  it('is learnt from the sensor itself', () => {
    expect(read(fresh, days(20), 1).noise).toBeLessThan(20_000);
  });
});

describe('an acquittal', () => {
  it('empties the sums and keeps what is known of the sensor', () => {
    const watch = read(fresh, days(12), 1.5);
    expect(acquitted(watch)).toEqual({ ...watch, fall: 0, fallOverNl: 0, lag: 0, lagOverNl: 0 });
  });
});

describe('any readings', () => {
  it('keep the watch finite and the same through JSON', () => {
    const volume = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    const time = fc.integer({ min: -1e14, max: 1e14 });
    const reading = fc.record({ sensedNl: fc.option(volume), programmedNl: volume, start: time, end: time, formerEnd: fc.option(time), own: fc.double({ min: 0, max: 3, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(reading), readings => {
        const watch = readings.reduce(evolveLevelWatch, fresh);
        expect(JSON.parse(JSON.stringify(watch))).toEqual(watch);
        expect(Object.values(watch).every(v => v === null || Number.isFinite(v))).toBe(true);
      }),
    );
  });
});
