import fc from 'fast-check';
import { Timers } from './timers.ts';

describe('Timers', () => {
  it('has nothing to come while nothing is set', () => {
    const timers = new Timers();
    expect(timers.nextAt).toBe(Infinity);
    timers.runNext();
    expect(timers.nextAt).toBe(Infinity);
  });

  it('runs what was set by moment, and by the order of setting within one moment', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }), moments => {
        const timers = new Timers();
        const ran: [number, number][] = [];
        moments.forEach((at, order) => {
          timers.set(at, () => ran.push([at, order]));
        });
        while (timers.nextAt < Infinity) timers.runNext();
        expect(ran).toEqual(
          moments.map((at, order): [number, number] => [at, order]).sort((a, b) => a[0] - b[0] || a[1] - b[1]),
        );
      }),
    );
  });

  it('takes new timers while one runs', () => {
    const timers = new Timers();
    const ran: string[] = [];
    timers.set(1, () => {
      ran.push('first');
      timers.set(2, () => ran.push('second'));
    });
    timers.set(3, () => ran.push('third'));
    while (timers.nextAt < Infinity) timers.runNext();
    expect(ran).toEqual(['first', 'second', 'third']);
  });
});
