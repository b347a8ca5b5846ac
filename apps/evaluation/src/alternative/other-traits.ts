import type { EpochMs } from '@cisterna/contract';
import { dayMs, evaluationStart, hourMs, usualOverDelivery, type FleetChoice } from '../fleet/pump-truth.ts';
import { Chance } from './chance.ts';
import { drawDamage, type Damage } from './damage.ts';

/** Flow that is too much or too little from some day on. */
export interface FlowFault {
  readonly kind: 'over-delivery' | 'under-delivery';
  readonly onsetAt: EpochMs;
  readonly rampMs: number;
  readonly factor: number;
}

/** What is settled about one pump before it lives. */
export interface OtherTraits {
  readonly pumpId: string;
  readonly seed: string;
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  readonly capacityNl: number;
  readonly lowNl: number;
  readonly pressureSensor: boolean;
  readonly levelSensor: boolean;
  readonly drug: 'baclofen' | 'morphine' | 'hydromorphone' | 'ziconotide';
  readonly baseNlPerHour: number;
  /** Night rate by day rate; 1 is a continuous programme. */
  readonly nightFactor: number;
  readonly bolusNl: number | null;
  readonly ratio: number;
  readonly intervalMs: number;
  /** The report interval changes on this day, to this. */
  readonly changes: { readonly at: EpochMs; readonly intervalMs: number } | null;
  readonly damage: Damage | null;
  readonly flowFault: FlowFault | null;
}

const catheterShares: readonly (readonly [string, number])[] = [
  ['occlusion', 0.07],
  ['slow-occlusion', 0.07],
  ['kink', 0.06],
  ['leak', 0.07],
  ['disconnection', 0.05],
  ['migration', 0.05],
  ['microfracture', 0.03],
];

const kindOf = (drawn: number): string | null => {
  let left = drawn;
  for (const [kind, share] of catheterShares) {
    left -= share;
    if (left < 0) return kind;
  }
  return null;
};

const moment = (chance: Chance, days: number): EpochMs => evaluationStart + chance.from(0.12, 0.85) * days * dayMs;

const drawFaults = (
  name: string,
  { days, compliance, overDelivery = usualOverDelivery }: FleetChoice,
): Pick<OtherTraits, 'damage' | 'flowFault'> => {
  const chance = new Chance(`${name}/faults`);
  const kind = kindOf(chance.next());
  const [damageAt, flowAt] = [moment(chance, days), moment(chance, days)];
  const drawn = chance.next();
  const over: FlowFault = {
    kind: 'over-delivery',
    onsetAt: flowAt,
    rampMs: chance.happens(0.6) ? 0 : chance.from(3, 20) * dayMs,
    factor: chance.from(1.15, 1.8),
  };
  const under: FlowFault = { ...over, kind: 'under-delivery', factor: chance.from(0.5, 0.82) };
  return {
    damage: kind === null ? null : drawDamage(kind, damageAt, chance, compliance),
    flowFault: drawn < overDelivery ? over : drawn < overDelivery + 0.03 ? under : null,
  };
};

const drawIntervals = (
  chance: Chance,
  { reportIntervalSeconds, days }: FleetChoice,
): Pick<OtherTraits, 'intervalMs' | 'changes'> => {
  const intervalMs = 1000 * reportIntervalSeconds;
  const other = Math.min(6 * hourMs, Math.max(300_000, intervalMs * chance.one([0.25, 4])));
  const changesAt = evaluationStart + Math.floor(chance.from(0.2, 0.8) * days) * dayMs;
  return { intervalMs, changes: chance.happens(0.1) ? { at: changesAt, intervalMs: other } : null };
};

const drawTherapy = (chance: Chance, capacityNl: number, lowNl: number) => {
  const baseNlPerHour = Math.round((capacityNl - lowNl) / (24 * Math.min(130, Math.max(18, chance.around(55, 0.45)))));
  const bolusNl = chance.happens(0.45) ? Math.round(baseNlPerHour * chance.from(0.4, 1.6)) : null;
  return { baseNlPerHour, bolusNl, nightFactor: chance.happens(0.35) ? chance.from(0.5, 1.5) : 1 };
};

/** Ratio of what is expelled to what is accounted: Laplace around 1.01, cut where the label ends. */
const drawRatio = (chance: Chance): number => Math.min(1.13, Math.max(0.88, 1.01 + 0.03 * chance.laplace()));

/** All traits of one pump; they depend on the seed and its number alone. */
export const drawOther = (choice: FleetChoice, index: number): OtherTraits => {
  const seed = `other/${choice.seed}/${index}`;
  const chance = new Chance(`${seed}/traits`);
  const capacityNl = chance.one([20, 20, 40, 30]) * 1_000_000;
  const lowNl = chance.one([1, 2, 2, 3]) * 1_000_000;
  return {
    pumpId: `OT-${String(index + 1).padStart(4, '0')}`,
    seed,
    startAt: evaluationStart,
    endAt: evaluationStart + choice.days * dayMs,
    capacityNl,
    lowNl,
    pressureSensor: chance.happens(0.6),
    levelSensor: chance.happens(0.3),
    drug: chance.one(['baclofen', 'morphine', 'hydromorphone', 'ziconotide']),
    ...drawTherapy(chance, capacityNl, lowNl),
    ratio: drawRatio(chance),
    ...drawIntervals(chance, choice),
    ...drawFaults(seed, choice),
  };
};
