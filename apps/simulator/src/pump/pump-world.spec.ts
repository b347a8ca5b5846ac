import { pass, pumpBench, steady } from '../testing/pump-bench.ts';
import { dayMs, hourMs } from '../time/periods.ts';
import { Schedule } from './schedule.ts';

describe('a pump on the bench', () => {
  it('expels what it accounts for times its ratio, and the patient gets it', () => {
    const { world } = pumpBench();
    for (let day = 1; day <= 20; day += 1) world.advance(world.now + dayMs);
    const accounted = world.account.report().deliveredNl;
    expect(accounted).toBeCloseTo(20 * 24 * 12_000, -3);
    const ratio = world.reservoir.expelledNl / accounted;
    expect(ratio).toBeGreaterThan(world.traits.flow.ratio - 0.03);
    expect(ratio).toBeLessThan(world.traits.flow.ratio + 0.03);
    expect(world.patient.effect).toBeCloseTo(world.reservoir.expelledNl / 20 / world.patient.needNlPerDay, 1);
  });

  it('passes time in any pieces to nearly the same end', () => {
    const whole = pumpBench().world;
    const pieces = pumpBench().world;
    for (let hour = 1; hour <= 240; hour += 1) whole.advance(whole.now + hourMs);
    for (let step = 1; step <= 960; step += 1) pieces.advance(pieces.now + hourMs / 4);
    expect(pieces.reservoir.volumeNl / whole.reservoir.volumeNl).toBeCloseTo(1, 4);
    expect(pieces.patient.effect).toBeCloseTo(whole.patient.effect, 3);
  });

  it('conserves every nanolitre: fills less what was expelled and drawn', () => {
    const { world } = pumpBench();
    world.advance(world.now + 5 * dayMs);
    world.reservoir.aspirate(90_000);
    world.reservoir.fill(20_000_000);
    world.giveBolus(30_000);
    world.advance(world.now + 9 * dayMs);
    const { volumeNl, filledNl, aspiratedNl, expelledNl } = world.reservoir;
    expect(volumeNl).toBeCloseTo(filledNl - aspiratedNl - expelledNl, 2);
  });

  it('expels nothing while the motor stands, and counts on until it notices', () => {
    const { world, sent } = pumpBench();
    world.motor.stall('fault');
    world.advance(world.now + hourMs);
    world.noticeStall('fault');
    world.advance(world.now + 2 * hourMs);
    expect(world.reservoir.expelledNl).toBeCloseTo(0, 3);
    expect(world.account.report()).toEqual({ programmedNl: 36_000, deliveredNl: 12_000 });
    world.resumeMotor('fault');
    world.advance(world.now + hourMs);
    expect(world.reservoir.expelledNl).toBeGreaterThan(10_000);
    expect(sent.map(({ event }) => event.type)).toEqual(['alarm.raised.v1', 'alarm.cleared.v1']);
  });

  it('keeps the stall alarm until the last noticed cause is gone', () => {
    const { world } = pumpBench();
    world.motor.stall('magnet');
    world.noticeStall('magnet');
    world.motor.stall('fault');
    world.noticeStall('fault');
    world.resumeMotor('magnet');
    expect(world.alarms.isOpen('motor-stall')).toBe(true);
    world.resumeMotor('fault');
    expect(world.alarms.isOpen('motor-stall')).toBe(false);
  });

  it('counts on when the reservoir is empty, though nothing comes', () => {
    const { world } = pumpBench();
    world.reservoir.aspirate(5000);
    world.advance(world.now + dayMs);
    expect(world.reservoir.volumeNl).toBeLessThan(1);
    expect(world.account.report().deliveredNl).toBeCloseTo(288_000, -3);
    expect(world.patient.effect).toBeLessThan(0.5);
  });

  it('gives a bolus at once, and the catheter passes it on', () => {
    const { world } = pumpBench();
    world.schedule = new Schedule({ ...steady, mode: 'stopped', segments: [] });
    world.giveBolus(40_000);
    expect(world.reservoir.expelledNl).toBeCloseTo(40_000 * world.flow.ratio(world.now), 3);
    world.advance(world.now + dayMs);
    expect(world.account.report()).toEqual({ programmedNl: 40_000, deliveredNl: 40_000 });
    expect(world.patient.effect).toBeGreaterThan(0.05);
  });

  it('forgets its timers once it has been taken out', () => {
    const { world } = pumpBench();
    const happened: string[] = [];
    world.later(hourMs, () => {
      happened.push('before');
      world.explant();
    });
    world.later(2 * hourMs, () => happened.push('after'));
    pass(world, dayMs);
    expect(happened).toEqual(['before']);
  });
});
