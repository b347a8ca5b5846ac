import { onDay } from '../testing/truths.ts';
import { levelThreshold } from './level-threshold.ts';
import type { SensedStep } from './sensed-days.ts';

const steps = (beyond: readonly number[], brokenBefore: readonly number[] = [0]): readonly SensedStep[] =>
  beyond.map((share, day) => ({ at: onDay(day), askedNl: 400_000, beyondNl: share * 400_000, follows: !brokenBefore.includes(day) }));
const sound = (days: number): readonly number[] => new Array<number>(days).fill(0);
const tooMuch = (days: number): readonly number[] => new Array<number>(days).fill(0.3);

describe('a week held against its programme', () => {
  it('is suspected from the day on which it is above 114.5 %, once', () => {
    expect(levelThreshold(steps(sound(30)))).toEqual([]);
    expect(levelThreshold(steps([...sound(10), ...tooMuch(20)]))).toEqual([onDay(13)]);
    expect(levelThreshold(steps(new Array<number>(30).fill(0.145)))).toEqual([]);
  });

  it('is suspected again after it was sound', () => {
    expect(levelThreshold(steps([...sound(10), ...tooMuch(8), ...sound(8), ...tooMuch(8)]))).toEqual([onDay(13), onDay(29)]);
  });

  it('needs a whole week without a break', () => {
    expect(levelThreshold(steps(tooMuch(12), [0, 6]))).toEqual([]);
    expect(levelThreshold(steps(tooMuch(13), [0, 6]))).toEqual([onDay(12)]);
  });
});
