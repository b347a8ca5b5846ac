import { Noise } from '../random/noise.ts';
import { RandomStream } from '../random/random-stream.ts';
import { deviation, mean } from '../testing/lived-fleet.ts';
import { dayMs, hourMs } from '../time/periods.ts';
import { drawFluid, FluidPressure, type FluidTraits } from './fluid-pressure.ts';

const plain = { noise: 1, rhythm: 1, compliance: 1 };
const patients = Array.from({ length: 400 }, (_, index) => drawFluid(new RandomStream(`fluid/${index}`), plain));
const startAt = Date.UTC(2026, 0, 5);
const hours = Array.from({ length: 60 * 24 }, (_, hour) => startAt + hour * hourMs);

const steady: FluidTraits = {
  meanPa: 1200,
  dayAmplitudePa: 100,
  peakHour: 15,
  posturePa: 700,
  wakeHour: 6,
  wanderPa: 0,
  pulsationPa: 100,
  pulsationDayShare: 0.2,
  pulsationWander: 0,
  tipContactShare: 0,
};
const fluidOf = (traits: Partial<FluidTraits>): FluidPressure =>
  new FluidPressure({ ...steady, ...traits }, new Noise('fluid'));

describe('a patient’s pressure', () => {
  it('lies within the ranges of the field: mean 700–2 000 Pa lying, pulsation 40–250 Pa', () => {
    for (const { meanPa, pulsationPa, posturePa } of patients) {
      expect(meanPa).toBeGreaterThanOrEqual(700);
      expect(meanPa).toBeLessThanOrEqual(2000);
      expect(pulsationPa).toBeGreaterThanOrEqual(40);
      expect(pulsationPa).toBeLessThanOrEqual(250);
      expect(Math.abs(posturePa)).toBeLessThanOrEqual(1000);
    }
    expect(deviation(patients.map(({ pulsationPa }) => pulsationPa))).toBeGreaterThan(25);
  });

  it('is higher upright than lying, so that nights are quiet and days move', () => {
    const fluid = fluidOf({ dayAmplitudePa: 0 });
    const at = (hour: number) =>
      hours.filter(moment => (moment / hourMs) % 24 === hour).map(moment => fluid.meanPa(moment));
    expect(deviation(at(2))).toBeLessThan(1);
    expect(mean(at(2))).toBeCloseTo(1200, 0);
    expect(mean(at(13))).toBeGreaterThan(1450);
    expect(deviation(at(13))).toBeGreaterThan(100);
  });

  it('has days in bed', () => {
    const fluid = fluidOf({ dayAmplitudePa: 0 });
    const noons = Array.from({ length: 1500 }, (_, day) => fluid.meanPa(startAt + day * dayMs + 13 * hourMs));
    expect(noons.filter(meanPa => meanPa < 1250).length / noons.length).toBeGreaterThan(0.02);
  });

  it('pulsates by about a quarter more or less over the day', () => {
    const pulsations = hours.slice(0, 24).map(at => fluidOf({}).pulsationPa(at));
    expect(Math.max(...pulsations)).toBeCloseTo(120, 0);
    expect(Math.min(...pulsations)).toBeCloseTo(80, 0);
  });

  it('loses pulsation for some hours now and then, harmlessly', () => {
    const fluid = fluidOf({ tipContactShare: 0.05, pulsationDayShare: 0 });
    const dips = hours.map(at => fluid.pulsationPa(at)).filter(pulsation => pulsation < 90);
    expect(dips.length / hours.length).toBeGreaterThan(0.01);
    expect(dips.length / hours.length).toBeLessThan(0.05);
    expect(Math.min(...dips)).toBeGreaterThanOrEqual(20);
  });

  it('is the same function of time however often it is asked', () => {
    const fluid = fluidOf({ wanderPa: 80, pulsationWander: 0.1 });
    const once = fluid.meanPa(startAt + 3 * hourMs);
    for (const at of hours) fluid.meanPa(at);
    expect(fluid.meanPa(startAt + 3 * hourMs)).toBe(once);
  });

  it('is noisier and more rhythmic where the plan scales it', () => {
    const scaled = drawFluid(new RandomStream('fluid/0'), { ...plain, noise: 2, rhythm: 3 });
    const usual = patients[0]!;
    expect(scaled.wanderPa).toBeCloseTo(2 * usual.wanderPa, 9);
    expect(scaled.posturePa).toBeCloseTo(3 * usual.posturePa, 9);
    expect(scaled.meanPa).toBe(usual.meanPa);
  });
});
