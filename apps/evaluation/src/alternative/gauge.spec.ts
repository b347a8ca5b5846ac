import { evaluationStart, hourMs } from '../fleet/pump-truth.ts';
import { meanOf } from '../stats/quantile.ts';
import { Chance } from './chance.ts';
import { soundState, type DamageState } from './damage.ts';
import { Gauge } from './gauge.ts';

const readings = (hours: number, intervalMs: number, damage: Partial<DamageState> = {}) => {
  const gauge = new Gauge(new Chance('body'), new Chance('gauge'), { noise: 1, rhythm: 1 });
  return Array.from({ length: Math.floor((hours * hourMs) / intervalMs) }, (_, index) => {
    const from = evaluationStart + index * intervalMs;
    return gauge.read(from, from + intervalMs, { damage: { ...soundState, ...damage }, bolusPa: 0 });
  });
};
const pulsation = (given: ReturnType<typeof readings>): number =>
  meanOf(given.filter(r => r !== null).map(r => r.pulsationPa));
const mean = (given: ReturnType<typeof readings>): number => meanOf(given.filter(r => r !== null).map(r => r.meanPa));

describe('the gauge', () => {
  it('feels the same over a month whatever the report interval', () => {
    const hourly = readings(720, hourMs);
    for (const intervalMs of [hourMs / 6, 6 * hourMs]) {
      expect(pulsation(readings(720, intervalMs)) / pulsation(hourly)).toBeCloseTo(1, 1);
      expect(mean(readings(720, intervalMs)) / mean(hourly)).toBeCloseTo(1, 1);
    }
  });

  it('feels less pulsation behind a damage, down to its own floor', () => {
    const sound = pulsation(readings(240, hourMs));
    expect(pulsation(readings(240, hourMs, { gain: 0.5 })) / sound).toBeCloseTo(0.5, 1);
    expect(pulsation(readings(240, hourMs, { gain: 0 }))).toBeGreaterThan(2);
  });

  it('feels the tissue where the catheter is off, and the excess where it is closed', () => {
    expect(mean(readings(240, hourMs, { towardsTissue: 1 }))).toBeLessThan(450);
    expect(mean(readings(240, hourMs, { excessPa: 5000 })) - mean(readings(240, hourMs))).toBeCloseTo(5000, -1);
  });

  it('misses one reading in some hundreds', () => {
    const missing = readings(4000, hourMs).filter(r => r === null).length;
    expect(missing).toBeGreaterThan(5);
    expect(missing).toBeLessThan(50);
  });
});
