import { sensedLife, type SensedLife } from '../testing/sensed-life.ts';
import { sensedSteps } from './sensed-days.ts';

const hourlyNl = 10_000;
const stepsOf = (over: Partial<SensedLife> = {}) => sensedSteps(sensedLife({ days: 10, hourlyNl, ratio: () => 1, noiseNl: 0, ...over }));

describe('a level sensor, day by day', () => {
  it('stands still beside the programme of a pump that delivers what is asked', () => {
    const steps = stepsOf();
    expect(steps).toHaveLength(9);
    expect(steps.map(({ follows }) => follows)).toEqual([false, ...new Array<boolean>(8).fill(true)]);
    for (const { askedNl, beyondNl } of steps) {
      expect(askedNl).toBe(24 * hourlyNl);
      expect(beyondNl).toBeCloseTo(0, 3);
    }
  });

  it('falls beyond it by what is delivered too much', () => {
    for (const { askedNl, beyondNl } of stepsOf({ ratio: () => 1.25 })) expect(beyondNl / askedNl).toBeCloseTo(0.25, 6);
  });

  it('begins anew with a refill', () => {
    const steps = stepsOf({ refills: [5] });
    expect(steps).toHaveLength(8);
    expect(steps.every(({ beyondNl }) => Math.abs(beyondNl) < 1)).toBe(true);
    expect(steps.filter(({ follows }) => !follows)).toHaveLength(2);
  });

  it('bridges a short break at the rate behind it, and begins anew after a long one', () => {
    const short = stepsOf({ lost: hour => hour > 100 && hour <= 104 });
    expect(short).toHaveLength(9);
    expect(short.every(({ beyondNl }) => Math.abs(beyondNl) < hourlyNl)).toBe(true);
    const long = stepsOf({ lost: hour => hour > 100 && hour <= 120 });
    expect(long.length).toBeLessThan(9);
    expect(long.filter(({ follows }) => !follows)).toHaveLength(2);
  });

  it('is silent without a sensor', () => {
    const blind = sensedLife({ days: 5, hourlyNl, ratio: () => 1, noiseNl: 0 }).map(event =>
      event.type === 'delivery.reported.v1' ? { ...event, data: { ...event.data, reservoirSensedNl: null } } : event,
    );
    expect(sensedSteps(blind)).toEqual([]);
  });
});
