import { Chance } from '../alternative/chance.ts';
import { reportAt } from '../testing/truths.ts';
import { likelihoodDetector } from './likelihood-detector.ts';

const life = (name: string, hours: number, share: (hour: number) => number) => {
  const chance = new Chance(name);
  return Array.from({ length: hours }, (_, hour) =>
    reportAt(
      hour,
      Math.round(100 * share(hour) * Math.exp(0.15 * chance.normal())),
      Math.round(1000 + 100 * chance.normal()),
    ),
  );
};
const sound = life('sound', 2000, () => 1);

describe('the likelihood-ratio limit', () => {
  it('knows nothing without pressures', () => {
    expect(likelihoodDetector(sound.slice(0, 50))).toBeNull();
  });

  it('stays quiet through the sound life that it knows', () => {
    const detector = likelihoodDetector(sound)!;
    expect(sound.some(event => detector.take(event))).toBe(false);
  });

  it('finds a lost pulsation within hours', () => {
    const detector = likelihoodDetector(sound)!;
    const said = life('sound', 2000, hour => (hour < 1000 ? 1 : 0.2)).map(event => detector.take(event));
    const found = said.indexOf(true);
    expect(found).toBeGreaterThanOrEqual(1000);
    expect(found).toBeLessThan(1012);
    expect(said.at(-1)).toBe(true);
  });

  it('begins anew when the catheter was found patent', () => {
    const detector = likelihoodDetector(sound)!;
    life('sound', 1020, hour => (hour < 1000 ? 1 : 0.2)).forEach(event => detector.take(event));
    detector.foundPatent();
    expect(detector.take(reportAt(1021, 20))).toBe(false);
  });
});
