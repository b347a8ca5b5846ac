import { pumpBench } from '../testing/pump-bench.ts';
import { clinicBench, factsOf } from '../testing/clinic-bench.ts';
import { dayMs } from '../time/periods.ts';
import { Therapy } from './therapy.ts';

const style = { shape: [{ startMinute: 0, share: 1 }], bolus: { shareOfDay: 0.1, lockoutSeconds: 3600, maxPerDay: 4 } };
const constant = { ...style, bolus: null };

describe('Therapy', () => {
  it('programmes the dose and logs it', () => {
    const bench = clinicBench({ style: constant, dailyNl: 240_000 });
    expect(factsOf(bench, 'therapy.programmed.v1').map(({ data }) => data)).toEqual([
      { mode: 'continuous', segments: [{ startMinute: 0, rateNlPerHour: 10_000 }], patientBolus: null, by: 'clinic' },
    ]);
    expect(bench.world.schedule.dailyNl).toBe(240_000);
  });

  it('changes the dose, and the need with it for the most part', () => {
    const { world, handles } = clinicBench({ style: constant, dailyNl: 240_000 });
    const before = world.patient.needNlPerDay;
    handles.therapy.change(1.2);
    expect(world.schedule.dailyNl).toBe(288_000);
    expect(world.patient.needNlPerDay / before).toBeCloseTo(1.2 ** 0.7, 9);
  });

  it('answers a failing catheter with more drug though the need is as it was', () => {
    const { world, handles } = clinicBench({ style: constant, dailyNl: 240_000 });
    const before = world.patient.needNlPerDay;
    handles.therapy.compensate(1.25);
    expect(world.schedule.dailyNl).toBe(300_000);
    expect(world.patient.needNlPerDay).toBe(before);
  });

  it('stays within what a pump can run', () => {
    const { world, handles } = clinicBench({ style: constant, dailyNl: 100_000 });
    for (let change = 0; change < 10; change += 1) handles.therapy.change(0.7);
    expect(world.schedule.dailyNl).toBe(48_000);
    for (let change = 0; change < 40; change += 1) handles.therapy.compensate(1.35);
    expect(world.schedule.dailyNl).toBe(24_000_000);
  });

  it('rests and goes on as before', () => {
    const bench = clinicBench({ style, dailyNl: 240_000 });
    const { therapy } = bench.handles;
    therapy.rest('stopped', 'clinic');
    expect([therapy.rests, bench.world.schedule.dailyNl]).toEqual([true, 0]);
    bench.world.alarms.raise(bench.world.now, 'pump-stopped');
    therapy.resume();
    expect([therapy.rests, bench.world.schedule.dailyNl]).toEqual([false, 240_000]);
    expect(bench.world.alarms.isOpen('pump-stopped')).toBe(false);
    therapy.rest('minimum-rate', 'pump');
    expect(
      factsOf(bench, 'therapy.programmed.v1').map(({ data }) => [data.mode, data.segments.length, data.by]),
    ).toEqual([
      ['continuous', 1, 'clinic'],
      ['stopped', 0, 'clinic'],
      ['continuous', 1, 'clinic'],
      ['minimum-rate', 1, 'pump'],
    ]);
  });

  it('expects boluses by habit at first and by experience later', () => {
    const { world, handles } = clinicBench({ style, dailyNl: 240_000 });
    const habit = handles.therapy.bolusNlPerDay();
    expect(habit).toBeCloseTo(Math.min(4, world.traits.patient.bolusesPerDay) * 0.8 * 24_000, 3);
    for (let day = 0; day < 45; day += 1) {
      world.advance(world.now + dayMs);
      for (let bolus = 0; bolus < 4; bolus += 1) world.giveBolus(24_000);
    }
    expect(handles.therapy.bolusNlPerDay()).toBeGreaterThan(0.9 * 4 * 24_000);
    expect(clinicBench({ style: constant }).handles.therapy.bolusNlPerDay()).toBe(0);
  });

  it('foresees the true flow, and none while the motor stands', () => {
    const bench = pumpBench({ style: constant, dailyNl: 240_000 });
    const therapy = new Therapy(bench.world);
    therapy.start();
    const { world } = bench;
    expect(therapy.outlook().expelledPerDay(world.now)).toBeCloseTo(240_000 * world.flow.ratio(world.now), 3);
    expect(therapy.outlook()).toMatchObject({ at: world.now, volumeNl: 18_000_000 });
    world.motor.stall('hidden');
    expect(therapy.outlook().expelledPerDay(world.now)).toBe(0);
  });
});
