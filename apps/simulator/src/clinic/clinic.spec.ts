import { clinicBench, factsOf, type ClinicBench } from '../testing/clinic-bench.ts';
import { pass } from '../testing/pump-bench.ts';
import { dayMs, hourMs } from '../time/periods.ts';
import { pumpModels } from '../pump/pump-model.ts';
import { handInDelayMs } from './clinic.ts';
import { RandomStream } from '../random/random-stream.ts';

const constant = { style: { shape: [{ startMinute: 0, share: 1 }], bolus: null }, dailyNl: 300_000 };
const [tarn, , beck] = pumpModels;

/** Lets days pass with a report every hour. */
const live = (bench: ClinicBench, days: number): void => {
  const { world, handles } = bench;
  const until = world.now + days * dayMs;
  while (world.now < until) {
    pass(world, Math.min(hourMs, until - world.now));
    handles.reports.close();
  }
};

describe('a refill', () => {
  it('comes before the pump is low, and is logged between two reports', () => {
    const bench = clinicBench({ ...constant, model: tarn });
    bench.clinic.book();
    live(bench, 60);
    const [refill] = factsOf(bench, 'reservoir.refilled.v1');
    const day = (refill!.at - bench.world.traits.installedAt) / dayMs;
    expect(day).toBeGreaterThan(45);
    expect(day).toBeLessThan(55);
    const at = bench.sent.findIndex(({ event }) => event.type === 'reservoir.refilled.v1');
    expect(bench.sent[at - 1]?.event.type).toBe('delivery.reported.v1');
    expect(factsOf(bench, 'alarm.raised.v1')).toEqual([]);
  });

  it('is followed by the next one', () => {
    const bench = clinicBench({ ...constant, model: tarn });
    bench.clinic.book();
    live(bench, 240);
    const refills = [...bench.truth].filter(line => line.kind === 'refill');
    expect(refills.length).toBeGreaterThanOrEqual(3);
    expect(refills.length).toBeLessThanOrEqual(7);
  });

  it('conserves the true volume', () => {
    const bench = clinicBench({ ...constant, model: tarn });
    bench.clinic.book();
    live(bench, 150);
    const { volumeNl, filledNl, aspiratedNl, expelledNl } = bench.world.reservoir;
    expect(volumeNl).toBeCloseTo(filledNl - aspiratedNl - expelledNl, 1);
    for (const line of bench.truth) {
      if (line.kind === 'refill') expect(line.afterNl).toBeCloseTo(line.beforeNl - line.drawnNl + line.filledNl, -1);
    }
  });

  it('is recorded by a person, minutes later and handed in later still, where the pump does not log it', () => {
    const bench = clinicBench({ ...constant, model: beck });
    bench.clinic.book();
    live(bench, 60);
    const [refill] = bench.sent.filter(({ event }) => event.type === 'reservoir.refilled.v1');
    expect(refill?.event).toMatchObject({ clinicId: bench.world.traits.clinicId, entry: 1 });
    expect(refill!.departure.by).toBe('clinic');
    expect(refill!.departure.at).toBeGreaterThan(refill!.event.at);
    const [truth] = bench.truth.filter(line => line.kind === 'refill');
    expect(refill!.event.at - Date.parse(truth!.at)).toBeLessThan(9 * 60_000);
  });

  it('names an expiry that lies ahead', () => {
    const bench = clinicBench({ ...constant, model: tarn });
    bench.clinic.book();
    live(bench, 60);
    const [refill] = factsOf(bench, 'reservoir.refilled.v1');
    expect(Date.parse(refill!.data.drugExpiresAt!)).toBeGreaterThan(refill!.at + 29 * dayMs);
  });

  it('clears the alarms of the reservoir and tells the pump how full it is', () => {
    const bench = clinicBench({ ...constant, model: tarn });
    bench.world.account.refilled(2_100_000);
    bench.clinic.book();
    live(bench, 12);
    const [refill] = factsOf(bench, 'reservoir.refilled.v1');
    expect(factsOf(bench, 'alarm.raised.v1').map(({ data }) => data.alarm)).toContain('low-reservoir');
    expect(bench.world.alarms.isOpen('low-reservoir')).toBe(false);
    expect(bench.world.account.levelNl()).toBeGreaterThan(refill!.data.filledNl - 12 * 400_000);
  });

  it('comes sooner when the patient hears the low alarm', () => {
    const bench = clinicBench({ ...constant, model: tarn });
    bench.clinic.book();
    bench.world.alarms.raise(bench.world.now, 'low-reservoir');
    for (let day = 0; day < 12; day += 1) {
      bench.clinic.lookAtAlarms();
      live(bench, 1);
    }
    expect(factsOf(bench, 'reservoir.refilled.v1')).toHaveLength(1);
  });
});

describe('a visit', () => {
  it('lets a resting therapy go on, clears what it can and closes the period', () => {
    const bench = clinicBench(constant);
    const { world, handles } = bench;
    handles.therapy.rest('minimum-rate', 'pump');
    world.alarms.raise(world.now, 'critical-memory-error');
    world.alarms.raise(world.now, 'motor-stall');
    live(bench, 0.03);
    bench.clinic.visit();
    expect(handles.therapy.rests).toBe(false);
    expect(factsOf(bench, 'alarm.cleared.v1').map(({ data }) => data.alarm)).toEqual(['critical-memory-error']);
    expect(factsOf(bench, 'delivery.reported.v1').length).toBeGreaterThan(0);
  });

  it('that changes the dose closes the stretch of the true low date and books anew', () => {
    const bench = clinicBench({ ...constant, model: tarn });
    bench.clinic.book();
    live(bench, 10);
    bench.clinic.changeDose(() => {
      bench.handles.therapy.change(2);
    });
    live(bench, 40);
    const cycles = bench.truth.filter(line => line.kind === 'cycle');
    expect(cycles.map(({ endedBy }) => endedBy)).toEqual(['therapy', 'refill']);
    expect(Date.parse(cycles[1]!.lowAt!)).toBeLessThan(Date.parse(cycles[0]!.lowAt!) - 10 * dayMs);
  });

  it('that takes the pump out ends its history', () => {
    const bench = clinicBench(constant);
    live(bench, 2);
    bench.clinic.book();
    bench.clinic.explant('motor stall');
    expect(bench.world.explanted).toBe(true);
    expect(factsOf(bench, 'pump.explanted.v1').map(({ entry, data }) => [entry, data.reason])).toEqual([
      [1, 'motor stall'],
    ]);
    const sent = bench.sent.length;
    pass(bench.world, 200 * dayMs);
    expect(bench.sent).toHaveLength(sent);
  });
});

describe('handing in', () => {
  it('takes minutes as a rule and now and then days', () => {
    const stream = new RandomStream('hand-in');
    const hours = Array.from({ length: 3000 }, () => handInDelayMs(stream) / hourMs);
    expect(Math.min(...hours)).toBeGreaterThan(0);
    expect(Math.max(...hours)).toBeLessThanOrEqual(70);
    expect(hours.filter(hour => hour > 5).length / 3000).toBeCloseTo(0.12, 1);
  });
});
