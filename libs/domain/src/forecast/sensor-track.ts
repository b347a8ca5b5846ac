/** How a level sensor stands against the account of the present fill. */
export interface SensorTrack {
  readonly lastNl: number;
  /** The account at which the last value was first read. */
  readonly sinceNl: number;
  /** Sensed less computed level, smoothed, mL. */
  readonly smoothMl: number;
  /** Deviation of a single reading, mL. */
  readonly noiseMl: number;
  /** Readings in `smoothMl`, counted up to what smoothing needs. */
  readonly read: number;
}

/** A reading beside the account that it belongs to. */
export interface SensedLevel {
  readonly at: number;
  readonly sensedNl: number;
  readonly filledNl: number;
  /** Unreported volume included. */
  readonly accountNl: number;
}

/** Deviation of a reading before any was compared, mL; an assumption without a source. */
const PRIOR_NOISE_ML = 0.2;
/** A reading that stays the same to the nanolitre for longer than this, mL, is no reading. */
const STUCK_ML = 0.3;
/** So many readings must agree before they are heard. */
export const READINGS_NEEDED = 4;
const SMOOTHING = 0.2;
const NOISE_SMOOTHING = 0.02;
const ML = 1_000_000;
const { abs, max, min, round } = Math;

const kept = (value: number): number => round(value * 1e4) / 1e4 + 0;

const firstTrack = ({ sensedNl, accountNl }: SensedLevel, smoothMl: number): SensorTrack => ({
  lastNl: sensedNl,
  sinceNl: accountNl,
  smoothMl,
  noiseMl: PRIOR_NOISE_ML,
  read: 1,
});

/** The first of a fill; and while there are few, one that disagrees with them: who is right shows with those to come. */
const isFresh = (read: number, offMl: number, reach: number): boolean => read === 0 || (read < READINGS_NEEDED && abs(offMl) > 2 * reach);

/** Smoothed against outliers: no reading counts for more than three deviations, early ones by their number. */
const follow = (track: SensorTrack, { sensedNl, accountNl }: SensedLevel, residualMl: number): SensorTrack => {
  const { lastNl, smoothMl, read } = track;
  const sinceNl = sensedNl === lastNl ? track.sinceNl : accountNl;
  const reach = 3 * track.noiseMl;
  const step = read === 0 ? 0 : max(-reach, min(reach, residualMl - smoothMl));
  const noiseMl = read === 0 ? track.noiseMl : kept(max(0.01, track.noiseMl + NOISE_SMOOTHING * (1.25 * abs(step) - track.noiseMl)));
  if (isFresh(read, residualMl - smoothMl, reach)) return { lastNl: sensedNl, sinceNl, smoothMl: kept(residualMl), noiseMl, read: 1 };
  return { lastNl: sensedNl, sinceNl, smoothMl: kept(smoothMl + step * max(SMOOTHING, 1 / (read + 1))), noiseMl, read: min(9, read + 1) };
};

/** Whether the sensor has said the same for so long that it measures nothing. */
export const isStuck = ({ sinceNl }: SensorTrack, accountNl: number): boolean => accountNl - sinceNl > STUCK_ML * ML;

/** The track after a reading; the first one begins it. */
export const trackSensor = (track: SensorTrack | null, sensed: SensedLevel): SensorTrack => {
  const residualMl = max(-100, min(100, (sensed.sensedNl - sensed.filledNl + sensed.accountNl) / ML));
  return track === null ? firstTrack(sensed, kept(residualMl)) : follow(track, sensed, residualMl);
};
