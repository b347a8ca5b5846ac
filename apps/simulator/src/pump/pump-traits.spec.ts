import { mean, specPlan } from '../testing/lived-fleet.ts';
import { drawTraits, type PumpTraits } from './pump-traits.ts';

const plan = specPlan({ pumps: 1500 });
const fleet: readonly PumpTraits[] = Array.from({ length: 1500 }, (_, index) => drawTraits(plan, index));
const share = (fits: (traits: PumpTraits) => boolean): number => fleet.filter(fits).length / fleet.length;
const quantile = (values: readonly number[], at: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(at * values.length)]!;

describe('pump traits', () => {
  it('depend on seed and index, not on the size of the fleet', () => {
    expect(drawTraits(specPlan({ pumps: 3 }), 2)).toEqual(fleet[2]);
    expect(drawTraits(specPlan({ pumps: 3, seed: 2 }), 2).flow).not.toEqual(fleet[2]?.flow);
  });

  it('name pumps from 0001 on, and deal them out to clinics of twenty or to as many as are asked for', () => {
    expect(fleet.slice(0, 2).map(({ pumpId }) => pumpId)).toEqual(['SIM-0001', 'SIM-0002']);
    expect([0, 19, 20].map(index => fleet[index]?.clinicId)).toEqual(['clinic-01', 'clinic-01', 'clinic-02']);
    const three = specPlan({ pumps: 9, clinics: 3 });
    expect([0, 1, 2, 3].map(index => drawTraits(three, index).clinicId)).toEqual([
      'clinic-01',
      'clinic-02',
      'clinic-03',
      'clinic-01',
    ]);
  });

  it('empty a full pump within weeks to months, inside its drug’s stability', () => {
    const days = fleet.map(
      ({ model, dailyNl, style }) =>
        (model.capacityNl - model.lowReservoirNl) / (style.bolus ? dailyNl / 0.85 : dailyNl),
    );
    expect(quantile(days, 0.5)).toBeGreaterThan(50);
    expect(quantile(days, 0.5)).toBeLessThan(85);
    fleet.forEach(({ solution }, at) => {
      expect(days[at]).toBeLessThan(solution.stableDays * 1.01);
    });
  });

  it('keep every flow inside what such pumps run', () => {
    for (const { dailyNl } of fleet) {
      expect(dailyNl).toBeGreaterThan(48_000);
      expect(dailyNl).toBeLessThan(4_000_000);
    }
  });

  it('give six of ten a pressure sensor, or as many as are asked for', () => {
    expect(share(({ pressureSensor }) => pressureSensor)).toBeCloseTo(0.6, 1);
    const none = specPlan({ pressureShare: 0 });
    expect(Array.from({ length: 50 }, (_, index) => drawTraits(none, index).pressureSensor)).not.toContain(true);
  });

  it('let one in eight join with a history that begins later, half of these without a known level', () => {
    expect(share(({ joined }) => joined !== null)).toBeCloseTo(0.12, 1);
    expect(share(({ levelKnown }) => !levelKnown)).toBeCloseTo(0.06, 1);
    expect(fleet.filter(({ levelKnown, joined }) => !levelKnown && joined === null)).toEqual([]);
  });

  it('show clocks that are seconds off as a rule and minutes in a few', () => {
    const off = fleet.map(({ clock }) => Math.abs(clock.aheadMs));
    expect(quantile(off, 0.5)).toBeLessThan(30_000);
    expect(share(({ clock }) => Math.abs(clock.aheadMs) > 300_000)).toBeGreaterThan(0.002);
    expect(Math.abs(mean(fleet.map(({ clock }) => clock.driftPpm)))).toBeLessThan(1);
  });

  it('give a pump with a staged fault a sensor and a whole history', () => {
    const staged = specPlan({ pressureShare: 0, pumps: 40, staged: [{ pump: 7, kind: 'leak', at: plan.startAt }] });
    expect(drawTraits(staged, 7)).toMatchObject({ pressureSensor: true, joined: null, levelKnown: true });
    expect(drawTraits(staged, 6).pressureSensor).toBe(false);
  });
});
