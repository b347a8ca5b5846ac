import { dayMs, hourMs } from '../fleet/pump-truth.ts';
import { Programme } from './programme.ts';

const flex = () => new Programme({ baseNlPerHour: 10_000, nightFactor: 0.5, bolusNl: 8000 });

describe('a programme', () => {
  it('gives by day and by night what its schedule says', () => {
    expect(flex().between(0, dayMs)).toBe(15 * 10_000 + 9 * 5000);
    expect(flex().nlPerDay).toBe(flex().between(0, dayMs));
    expect(flex().between(6.5 * hourMs, 7.5 * hourMs)).toBe(7500);
  });

  it('is told as the contract has it', () => {
    expect(flex().data()).toMatchObject({
      mode: 'flex',
      segments: [{ startMinute: 0, rateNlPerHour: 5000 }, { startMinute: 420 }, { startMinute: 1320 }],
      patientBolus: { volumeNl: 8000, maxPerDay: 5 },
    });
    expect(new Programme({ baseNlPerHour: 10, nightFactor: 1, bolusNl: null }).data()).toEqual({
      mode: 'continuous',
      segments: [{ startMinute: 0, rateNlPerHour: 10 }],
      patientBolus: null,
    });
  });

  it('changes with the dose', () => {
    const programme = flex();
    programme.scale(1.2);
    expect(programme.rateAt(12 * hourMs)).toBe(12_000);
  });
});
