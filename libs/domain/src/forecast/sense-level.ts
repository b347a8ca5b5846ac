import { carryBelief, measure, soundBelief, stretchSince, surpriseOf, type JointBelief, type Measurement } from './joint-belief.ts';
import type { LevelBelief } from './level-belief.ts';
import { isStuck, READINGS_NEEDED, trackSensor, type SensedLevel, type SensorTrack } from './sensor-track.ts';

/** What readings of one day have in common, mL: day rhythm, wander; an assumption without a source. */
const COMMON_ERROR_ML = 0.1;
/** Beyond this many standard deviations the sensor and the account contradict each other. */
const CONTRADICTION = 3;
/** What a contradiction adds to the doubt over the excess, variance: ±2.8 %. */
const EXCESS_DOUBT = 0.0008;
/** The belief hears the sensor once a day. */
const PAUSE_MS = 20 * 3_600_000;
const { abs, min } = Math;

/**
 * Either the sensor has shifted, or the level is not where it should be, or the pump delivers differently: all three become doubtful. Within a fill the
 * level can't have gone further astray than by what was delivered since; at its beginning it can (a fill beside the reservoir).
 */
const torn = ({ mean, doubt }: JointBelief, surpriseMl: number, reachMl: number): JointBelief => {
  const [oo, oe, ob, ee, eb, bb] = doubt;
  const astray = min(abs(surpriseMl), reachMl) ** 2 / 2;
  return soundBelief(mean, [oo + astray, oe, ob, ee + EXCESS_DOUBT, eb, bb + surpriseMl ** 2 / 2]);
};

const withTrack = ({ accountNl, at, filledAt, mean, doubt, scale, judged, learnt, atFill }: LevelBelief, sensor: SensorTrack): LevelBelief => ({
  accountNl,
  at,
  filledAt,
  mean,
  doubt,
  scale,
  judged,
  learnt,
  atFill,
  sensor,
});

const heard = (belief: LevelBelief, track: SensorTrack, { accountNl, at }: SensedLevel): LevelBelief => {
  const stretch = stretchSince(belief, accountNl, at);
  const carried = carryBelief(belief, stretch);
  const measurement: Measurement = {
    withBias: true,
    surpriseMl: track.smoothMl - carried.mean[0] - carried.mean[2],
    variance: COMMON_ERROR_ML ** 2 + track.noiseMl ** 2 / 4,
  };
  const contradicts = surpriseOf(carried, measurement) > CONTRADICTION;
  const before = contradicts ? torn(carried, measurement.surpriseMl, belief.accountNl === 0 ? Infinity : stretch.volumeMl) : carried;
  return { ...belief, ...measure(before, measurement), accountNl, at, sensor: track };
};

/** The belief after a reading of the level sensor: each is smoothed, and once a day the smoothed one is heard. A reading that is stuck is not. */
export const senseLevel = (belief: LevelBelief, sensed: SensedLevel): LevelBelief => {
  const track = trackSensor(belief.sensor, sensed);
  if (isStuck(track, sensed.accountNl)) return withTrack(belief, { ...track, read: 0 });
  if (track.read < READINGS_NEEDED || sensed.at - belief.at < PAUSE_MS) return withTrack(belief, track);
  return heard(belief, track, sensed);
};
