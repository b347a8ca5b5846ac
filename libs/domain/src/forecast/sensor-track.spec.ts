import { isStuck, trackSensor, type SensorTrack } from './sensor-track.ts';

const ML = 1_000_000;
const filledNl = 20 * ML;
const reading = (accountMl: number, sensedMl: number) => ({
  at: 0,
  filledNl,
  accountNl: Math.round(accountMl * ML),
  sensedNl: Math.round(sensedMl * ML),
});
/** So many readings of a sensor that is `offMl` above the computed level. */
const tracked = (count: number, offMl: (at: number) => number): SensorTrack => {
  let track: SensorTrack | null = null;
  for (let at = 0; at < count; at += 1) track = trackSensor(track, reading(at / 100, 20 - at / 100 + offMl(at)));
  if (track === null) throw new Error('no reading');
  return track;
};

describe('the track of a level sensor', () => {
  it('begins with the first reading', () => {
    expect(trackSensor(null, reading(2, 18.3))).toEqual({ lastNl: 18.3 * ML, sinceNl: 2 * ML, smoothMl: 0.3, noiseMl: 0.2, read: 1 });
  });

  it('finds how far it is from the account', () => {
    expect(tracked(50, at => 0.3 + (at % 2 === 0 ? 0.05 : -0.05)).smoothMl).toBeCloseTo(0.3, 1);
  });

  it('learns the noise of the sensor', () => {
    const quiet = tracked(300, at => (at % 2 === 0 ? 0.01 : -0.01));
    const loud = tracked(300, at => (at % 2 === 0 ? 0.4 : -0.4));
    expect(quiet.noiseMl).toBeLessThan(0.05);
    expect(loud.noiseMl).toBeGreaterThan(0.3);
  });

  it('is not moved far by one wild reading', () => {
    expect(tracked(60, at => (at === 59 ? 15 : 0)).smoothMl).toBeLessThan(0.1);
  });

  it('gets over a first reading that was wild', () => {
    expect(tracked(8, at => (at === 0 ? -15 : 0.2))).toMatchObject({ smoothMl: 0.2, read: 7 });
  });

  it('is stuck when it says the very same while more than 0.3 mL was delivered', () => {
    const stuck = (volumeMl: number): boolean => isStuck(trackSensor(trackSensor(null, reading(1, 19)), reading(1 + volumeMl, 19)), (1 + volumeMl) * ML);
    expect(stuck(0.25)).toBe(false);
    expect(stuck(0.35)).toBe(true);
  });

  it('is no longer stuck when it says something else', () => {
    const freed = trackSensor(trackSensor(null, reading(1, 19)), reading(5, 15));
    expect(isStuck(freed, 5 * ML)).toBe(false);
  });

  it('starts from the first reading again where none is left of the former fill', () => {
    const former = { ...tracked(50, () => 0.3), read: 0, smoothMl: 0 };
    expect(trackSensor(former, reading(0.1, 20.4))).toMatchObject({ smoothMl: 0.5, read: 1, noiseMl: former.noiseMl });
  });
});
