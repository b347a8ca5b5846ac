import { Motor } from './motor.ts';

describe('Motor', () => {
  it('stands at once and is noticed later', () => {
    const motor = new Motor();
    motor.stall('fault');
    expect([motor.turns, motor.counts]).toEqual([false, true]);
    motor.notice('fault');
    expect([motor.turns, motor.counts]).toEqual([false, false]);
    motor.resume('fault');
    expect([motor.turns, motor.counts]).toEqual([true, true]);
  });

  it('turns again only when the last cause is gone', () => {
    const motor = new Motor();
    motor.stall('magnet');
    motor.stall('fault');
    motor.notice('fault');
    motor.resume('magnet');
    expect(motor.turns).toBe(false);
    expect(motor.isStalledBy('magnet')).toBe(false);
    motor.resume('fault');
    expect(motor.turns).toBe(true);
  });

  it('does not notice a stall that is over', () => {
    const motor = new Motor();
    motor.stall('magnet');
    motor.resume('magnet');
    motor.notice('magnet');
    expect(motor.counts).toBe(true);
  });
});
