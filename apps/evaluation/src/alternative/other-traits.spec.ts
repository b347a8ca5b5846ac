import { dayMs, evaluationStart, hourMs, type FleetChoice } from '../fleet/pump-truth.ts';
import { drawOther } from './other-traits.ts';

const choice: FleetChoice = {
  seed: 9,
  pumps: 400,
  days: 180,
  reportIntervalSeconds: 3600,
  noise: 1,
  rhythm: 1,
  compliance: 1,
};
const fleet = Array.from({ length: 400 }, (_, index) => drawOther(choice, index));
const share = (holds: (traits: (typeof fleet)[number]) => boolean): number => fleet.filter(holds).length / fleet.length;

describe('the traits of other pumps', () => {
  it('are settled by seed and number', () => {
    expect(JSON.stringify(drawOther(choice, 7))).toBe(JSON.stringify(fleet[7]));
    expect(drawOther({ ...choice, seed: 10 }, 7).ratio).not.toBe(fleet[7]?.ratio);
  });

  it('have sensors and faults in the shares that an evaluation needs', () => {
    expect(share(t => t.pressureSensor)).toBeCloseTo(0.6, 1);
    expect(share(t => t.damage !== null)).toBeCloseTo(0.4, 1);
    expect(share(t => t.flowFault?.kind === 'over-delivery')).toBeCloseTo(0.1, 1);
    expect(share(t => t.changes !== null)).toBeCloseTo(0.1, 1);
  });

  it('have as many faults of flow as is asked for, and else are as they were', () => {
    const flawed = Array.from({ length: 400 }, (_, index) => drawOther({ ...choice, overDelivery: 0.6 }, index));
    const over = flawed.filter(({ flowFault }) => flowFault?.kind === 'over-delivery').length;
    expect(over / 400).toBeCloseTo(0.6, 1);
    expect(flawed.map(({ ratio }) => ratio)).toEqual(fleet.map(({ ratio }) => ratio));
  });

  it('stay inside what the label allows', () => {
    for (const { ratio, baseNlPerHour, capacityNl, lowNl, changes, flowFault } of fleet) {
      expect(Math.abs(ratio - 1)).toBeLessThanOrEqual(0.13);
      const days = (capacityNl - lowNl) / (24 * baseNlPerHour);
      expect(days > 17.9 && days < 131).toBe(true);
      expect(changes?.intervalMs ?? hourMs).toBeGreaterThanOrEqual(300_000);
      expect(flowFault?.onsetAt ?? evaluationStart + 30 * dayMs).toBeGreaterThan(evaluationStart + 20 * dayMs);
    }
  });
});
