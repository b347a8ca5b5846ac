import type { EpochMs } from '@cisterna/contract';
import { dayMs, hourMs, type TrueFault } from '../fleet/pump-truth.ts';
import type { Chance } from './chance.ts';

/** What a damaged catheter does at a moment. */
export interface DamageState {
  /** Share of the pulsation that reaches the port. */
  readonly gain: number;
  /** Pascals added to the mean. */
  readonly excessPa: number;
  /** How far the mean has gone towards the tissue's pressure, 0 to 1. */
  readonly towardsTissue: number;
  /** Share of the drug that arrives. */
  readonly arrives: number;
  /** Pascals that a bolus of 0.1 mL leaves in the period's mean. */
  readonly bolusPa: number;
}

export const soundState: DamageState = { gain: 1, excessPa: 0, towardsTissue: 0, arrives: 1, bolusPa: 0 };

/** A fault of the catheter: how far it has gone, and what that does. */
export interface Damage {
  readonly kind: string;
  readonly onsetAt: EpochMs;
  readonly halfAt: EpochMs;
  readonly size: number;
  readonly stateAt: (at: EpochMs) => DamageState;
}

type Growth = (sinceMs: number) => number;

const atOnce: Growth = () => 1;
/** Quick at first, then slower. */
const levelling =
  (tauMs: number): Growth =>
  since =>
    1 - Math.exp(-since / tauMs);
/** In some steps of equal height, at random moments of the span. */
const stepwise = (chance: Chance, spanMs: number): Growth => {
  const moments = Array.from({ length: 3 + Math.floor(chance.next() * 4) }, () => chance.from(0, spanMs)).sort(
    (a, b) => a - b,
  );
  return since => moments.filter(moment => moment <= since).length / moments.length;
};
/** Open and closed in turns of some hours. */
const flickering = (chance: Chance): Growth => {
  const turns = [0];
  for (let at = 0; at < 400 * dayMs;) {
    at += chance.from(3, 20) * hourMs;
    turns.push(at);
  }
  let place = 0;
  return since => {
    while ((turns[place + 1] ?? Infinity) <= since) place += 1;
    return place % 2 === 0 ? 1 : 0;
  };
};

const halfOf = (growth: Growth, flickers: boolean): number => {
  if (flickers) return 0;
  let since = 0;
  while (growth(since) < 0.5 && since < 100 * dayMs) since += 0.25 * hourMs;
  return since;
};

interface Shape {
  readonly size: number;
  readonly growth: Growth;
  readonly flickers?: boolean;
  readonly state: (share: number, sinceMs: number) => DamageState;
}

/** Behind a closed lumen the pressure grows as in an ever stiffer wall, until something gives way at a plateau. */
const closed = (chance: Chance, size: number, growth: Growth, compliance: number): Shape => {
  const [plateauPa, tauMs, floor] = [
    chance.from(1500, 14_000),
    compliance * chance.from(8, 45) * hourMs,
    chance.from(0.02, 0.1),
  ];
  const stiff = 2.5;
  return {
    size,
    growth,
    state: (share, since) => {
      const shut = share * size;
      const filled = Math.min(1, since / tauMs);
      const risen = shut > 0.85 ? (Math.exp(stiff * filled) - 1) / (Math.exp(stiff) - 1) : 0;
      return {
        gain: 1 - (1 - floor) * shut ** 3,
        excessPa: plateauPa * risen * shut,
        towardsTissue: 0,
        arrives: shut > 0.85 ? Math.max(0, 1 - shut) * 2 : 1,
        bolusPa: 250 * shut ** 4,
      };
    },
  };
};

const lost = (size: number, growth: Growth, more: Partial<Shape> = {}): Shape => ({
  size,
  growth,
  state: share => {
    const part = share * size;
    return { gain: 1 - 0.92 * part ** 0.7, excessPa: 0, towardsTissue: part ** 0.8, arrives: 1 - part, bolusPa: 0 };
  },
  ...more,
});

const bent = (chance: Chance): Shape => {
  const [size, gain] = [chance.from(0.6, 0.95), chance.from(0.12, 0.5)];
  const bolusPa = chance.from(60, 400);
  // Half of them ease a little in every second six hours: the body has turned.
  const eases = chance.happens(0.5);
  return {
    size,
    growth: atOnce,
    state: (_, since) => ({
      gain: eases && Math.floor(since / (6 * hourMs)) % 2 === 1 ? 1.25 * gain : gain,
      excessPa: 0,
      towardsTissue: 0,
      arrives: 1 - 0.5 * size,
      bolusPa,
    }),
  };
};

const slipped = (chance: Chance): Shape => {
  const [size, gain, shiftPa] = [chance.from(0.5, 1), chance.from(0.1, 0.45), chance.from(-200, 150)];
  return {
    size,
    growth: chance.happens(0.5) ? atOnce : levelling(chance.from(2, 20) * hourMs),
    state: share => ({
      gain: 1 - share * (1 - gain),
      excessPa: share * shiftPa,
      towardsTissue: 0,
      arrives: 1 - share * size,
      bolusPa: 0,
    }),
  };
};

const shapes: Readonly<Record<string, (chance: Chance, compliance: number) => Shape>> = {
  occlusion: (chance, compliance) =>
    closed(chance, 1, chance.happens(0.5) ? atOnce : levelling(chance.from(0.5, 4) * hourMs), compliance),
  'slow-occlusion': (chance, compliance) =>
    closed(chance, chance.from(0.92, 1), stepwise(chance, chance.from(7, 45) * dayMs), compliance),
  kink: bent,
  leak: chance => lost(chance.from(0.35, 0.9), chance.happens(0.4) ? atOnce : levelling(chance.from(0.3, 4) * dayMs)),
  disconnection: chance => lost(1, levelling(chance.from(0.2, 1.5) * hourMs)),
  migration: slipped,
  microfracture: chance => lost(chance.from(0.5, 0.9), flickering(chance), { flickers: true }),
};

/** The kinds of damage there are. */
export const damageKinds = Object.keys(shapes);

/** Draws one damage; null for a kind that is none of the catheter's. */
export const drawDamage = (kind: string, onsetAt: EpochMs, chance: Chance, compliance: number): Damage | null => {
  const shape = shapes[kind]?.(chance, compliance);
  if (shape === undefined) return null;
  const { size, growth, state, flickers = false } = shape;
  return {
    kind,
    onsetAt,
    halfAt: onsetAt + halfOf(growth, flickers),
    size,
    stateAt: at => (at < onsetAt ? soundState : state(growth(at - onsetAt), at - onsetAt)),
  };
};

/** The damage as the truth tells it; these pumps expel against any pressure, and what does not pass leaks beside the catheter. */
export const faultOf = ({ kind, onsetAt, halfAt, size }: Damage, therapyLostAt: EpochMs | null): TrueFault => ({
  kind,
  onsetAt,
  halfAt,
  endAt: null,
  size,
  holdsBack: false,
  therapyLostAt,
});
