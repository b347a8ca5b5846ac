import { chanceOf } from './chance.ts';
import { BEGIN, imagineHistory } from './imagined-history.ts';
import { arrivingOn, drawFault, drawPatient } from './imagined-patient.ts';

const DAY = 86_400_000;

describe('seeded chance', () => {
  const draws = (count: number, draw: (chance: ReturnType<typeof chanceOf>) => number): number[] => {
    const chance = chanceOf(7);
    return Array.from({ length: count }, () => draw(chance));
  };
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

  it('is the same for the same seed, and another for another', () => {
    expect(draws(5, chance => chance.uniform())).toEqual(draws(5, chance => chance.uniform()));
    expect(chanceOf(1).uniform()).not.toBe(chanceOf(2).uniform());
  });

  it('has the means it is asked for', () => {
    expect(mean(draws(4000, chance => chance.poisson(2.5)))).toBeCloseTo(2.5, 0);
    expect(mean(draws(4000, chance => chance.gamma(2)))).toBeCloseTo(1, 1);
    expect(mean(draws(4000, chance => chance.normal()))).toBeCloseTo(0, 1);
    expect(mean(draws(4000, chance => (chance.happens(0.3) ? 1 : 0)))).toBeCloseTo(0.3, 1);
    expect(mean(draws(4000, chance => chance.exponential(3)))).toBeCloseTo(3, 0);
  });
});

describe('an imagined fault', () => {
  it('takes away its share over its days', () => {
    const fault = { day: 10, loss: 0.8, overDays: 4, shows: false };
    expect([9, 10, 12, 14, 30].map(day => arrivingOn(fault, day))).toEqual([1, 1, 0.6, 1 - 0.8, 1 - 0.8]);
    expect(arrivingOn(null, 30)).toBe(1);
  });

  it('lies between its days', () => {
    const chance = chanceOf(3);
    for (let i = 0; i < 100; i++) expect(Math.abs(drawFault(chance, 20, 40).day - 30)).toBeLessThanOrEqual(10);
  });
});

describe('an imagined history', () => {
  it('is told in order and is the same for the same seed', () => {
    const plan = { seed: 4, days: 60, faults: 1 };
    const { happenings } = imagineHistory(plan);
    const times = happenings.map(({ event }) => event.at);
    expect(times.every(at => at >= BEGIN && at <= BEGIN + 60 * DAY)).toBe(true);
    expect(happenings.map(({ event }) => event.seq)).toEqual(times.map((_, i) => i + 1));
    expect(imagineHistory(plan).happenings).toEqual(happenings);
  });

  it('knows when half of the effect was lost, some time after the fault began', () => {
    const lost = Array.from({ length: 30 }, (_, seed) => imagineHistory({ seed, days: 90, faults: 1 }));
    const known = lost.filter(({ lostAt }) => lostAt !== null);
    expect(known.length).toBeGreaterThan(15);
    for (const { lostAt, fault } of known) expect(lostAt).toBeGreaterThan(BEGIN + fault!.day * DAY);
  });

  it('has patients with and without boluses, quiet and talkative ones', () => {
    const chance = chanceOf(1);
    const patients = Array.from({ length: 200 }, () => drawPatient(chance));
    const share = patients.filter(({ boluses }) => boluses).length / patients.length;
    expect(Math.abs(share - 0.75)).toBeLessThan(0.1);
    expect(Math.max(...patients.map(({ complaintsPerYear }) => complaintsPerYear))).toBeGreaterThan(12);
    expect(patients.some(({ candour }) => candour < 0.05)).toBe(true);
  });

  it('has more complaints and requests after a fault than before', () => {
    const rates = { before: 0, after: 0 };
    for (let seed = 0; seed < 30; seed++) {
      const { happenings, fault } = imagineHistory({ seed, days: 120, faults: 1 });
      const onset = BEGIN + fault!.day * DAY;
      for (const { event } of happenings.filter(({ event: { type } }) => /bolus|symptom/.test(type)))
        if (event.at < onset) rates.before += 1 / fault!.day;
        else rates.after += 1 / (120 - fault!.day);
    }
    expect(rates.after).toBeGreaterThan(1.5 * rates.before);
  });
});
