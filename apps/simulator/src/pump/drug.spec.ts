import { RandomStream } from '../random/random-stream.ts';
import { drawSolution } from './drug.ts';

const drawn = Array.from({ length: 4000 }, (_, index) => drawSolution(new RandomStream(`drug/${index}`)));
const share = (fits: (solution: (typeof drawn)[number]) => boolean): number => drawn.filter(fits).length / drawn.length;

describe('the solution', () => {
  it('is for spasticity in about 22 of 100 patients, as in the registry', () => {
    expect(share(({ drugs }) => drugs[0]?.code === 'baclofen')).toBeCloseTo(0.22, 1);
  });

  it('has bupivacaine beside an opioid in some, and beside nothing else', () => {
    const mixed = drawn.filter(({ drugs }) => drugs.length === 2);
    expect(mixed.length / drawn.length).toBeCloseTo(0.18, 1);
    for (const { drugs } of mixed) {
      expect(['morphine', 'hydromorphone', 'fentanyl']).toContain(drugs[0]?.code);
      expect(drugs[1]?.code).toBe('bupivacaine');
    }
  });

  it('keeps 180 days as baclofen and 90 as morphine', () => {
    for (const { drugs, stableDays } of drawn) {
      if (drugs[0]?.code === 'baclofen') expect(stableDays).toBe(180);
      if (drugs[0]?.code === 'morphine') expect(stableDays).toBe(90);
      expect(stableDays).toBeGreaterThanOrEqual(60);
    }
  });

  it('leads to withdrawal unless it is ziconotide', () => {
    for (const { drugs, withdrawal } of drawn) expect(withdrawal).toBe(drugs[0]?.code !== 'ziconotide');
  });

  it('comes with boluses for most opioid patients and few others', () => {
    const opioids = drawn.filter(({ drugs }) => drugs[0]?.code === 'morphine');
    expect(opioids.filter(({ boluses }) => boluses).length / opioids.length).toBeCloseTo(0.6, 1);
    const spastic = drawn.filter(({ drugs }) => drugs[0]?.code === 'baclofen');
    expect(spastic.filter(({ boluses }) => boluses).length / spastic.length).toBeLessThan(0.1);
  });
});
