import type { Moment } from './generated-body.ts';
import type { Random } from './random.ts';

/** Taken out once: each look at a global costs dearly in the sandbox that tests run in. */
const { exp, max, min } = Math;

const HOUR = 3_600_000;

export const faultKinds = ['occlusion', 'disconnection', 'kink', 'leak', 'migration', 'slow-occlusion'] as const;

/** A fault of the catheter as the sensor sees it, from `at` (milliseconds) on. */
export interface GeneratedFault {
  readonly kind: (typeof faultKinds)[number];
  readonly at: number;
}

/** How a kind of fault turns out: how long it takes to develop, what it leaves of the pulsation, what the mean does. */
interface Shape {
  readonly hours: number;
  readonly left: number;
  /** Share of the way to the tissue's pressure. */
  readonly outside: number;
  readonly climbPaPerHour: number;
  readonly yieldsAtPa: number;
  /** Through a narrowing lumen: half closed is hardly felt. */
  readonly throttled: boolean;
}

const none = { outside: 0, climbPaPerHour: 0, yieldsAtPa: 0, throttled: false };

const shapeOf: Readonly<Record<GeneratedFault['kind'], (random: Random) => Shape>> = {
  occlusion: random => ({
    ...none,
    hours: random.chance(0.5) ? 0 : random.between(1, 12),
    left: 0,
    climbPaPerHour: random.scaled(20, 2000),
    yieldsAtPa: random.scaled(2000, 40_000),
  }),
  disconnection: random => ({
    ...none,
    hours: random.between(0, 6),
    left: random.between(0.02, 0.15),
    outside: 1,
  }),
  kink: random => ({
    ...none,
    hours: 0,
    left: random.between(0.1, 0.6),
    climbPaPerHour: random.between(0, 200),
    yieldsAtPa: random.between(0, 500),
  }),
  leak: random => {
    const left = random.between(0.4, 0.85);
    return { ...none, hours: random.chance(0.5) ? 0 : random.between(12, 240), left, outside: 1 - left };
  },
  migration: random => ({
    ...none,
    hours: random.chance(0.5) ? 0 : random.between(2, 36),
    left: random.between(0.3, 0.8),
    outside: random.between(0, 0.15),
  }),
  'slow-occlusion': random => ({
    ...none,
    hours: random.between(5, 40) * 24,
    left: random.between(0.02, 0.2),
    climbPaPerHour: random.scaled(5, 100),
    yieldsAtPa: random.scaled(1000, 20_000),
    throttled: random.chance(0.5),
  }),
};

/** When the fault reaches half its size. */
export const halfAt = ({ at }: GeneratedFault, { hours }: Shape): number => at + (hours / 2) * HOUR;

const developed = (hours: number, length: number): number => {
  const progress = length === 0 ? 1 : min(1, hours / length);
  return progress * progress * (3 - 2 * progress);
};

/** Draws the shape of a fault and the tissue around it. */
export const drawFault = (random: Random, kind: GeneratedFault['kind']): Shape & { readonly tissuePa: number } => ({
  ...shapeOf[kind](random),
  tissuePa: random.between(0, 400),
});

type Drawn = ReturnType<typeof drawFault>;

/** Through a lumen closed by a share, the resistance grows with its inverse square. */
const passedBy = ({ left, throttled }: Drawn, share: number): number =>
  throttled ? max(left, 1.05 / (1 + 0.05 / max(1e-4, (1 - share) ** 2))) : 1 - (1 - left) * share;

/** What is left at the port of what a sound catheter would show. */
export const faulted = (sound: Moment, { at: since }: GeneratedFault, at: number, shape: Drawn): Moment => {
  if (at < since) return sound;
  const hours = (at - since) / HOUR;
  const share = developed(hours, shape.hours);
  const outside = shape.outside * share * (1 - exp(-hours / 2));
  const climbed = share > 0.5 ? min(shape.yieldsAtPa, shape.climbPaPerHour * (hours - shape.hours / 2)) : 0;
  return {
    meanPa: sound.meanPa + (shape.tissuePa - sound.meanPa) * outside + climbed,
    pulsationPa: sound.pulsationPa * passedBy(shape, share),
  };
};
