import { faultOn, lookOn, truthOf } from '../testing/truths.ts';
import { addProbabilities, emptyProbabilities, thresholds } from './probabilities.ts';

const days = (...probabilities: number[]) => probabilities.map((probability, day) => lookOn(day, { probability }));
const scored = (truth: ReturnType<typeof truthOf>, looks: ReturnType<typeof days>) => {
  const score = emptyProbabilities();
  addProbabilities(score, truth, looks);
  return score;
};

describe('the score of the probability', () => {
  it('counts days with a doubt or a fault, and every day of pumps with a sensor', () => {
    const looks = [...days(0, 0.04, 0.05, 0.5), lookOn(20, { probability: 0.01 }), lookOn(20.5, { probability: 0.9 })];
    const { judged, everyDay } = scored(truthOf({ faults: [faultOn(20)] }), looks);
    expect(judged.sensor).toEqual([
      { probability: 0.05, happened: false },
      { probability: 0.5, happened: false },
      { probability: 0.01, happened: true },
    ]);
    expect([everyDay.sensor.length, everyDay.blind.length]).toEqual([5, 0]);
  });

  it('has the highest probability while a fault was there', () => {
    const looks = [
      lookOn(10, { probability: 0.99 }),
      lookOn(21, { probability: 0.3 }),
      lookOn(30, { probability: 0.7 }),
      lookOn(90, { probability: 1 }),
    ];
    expect(scored(truthOf({ faults: [faultOn(20)] }), looks).highest.sensor).toEqual([0.7]);
    expect(scored(truthOf({ pressureSensor: false, faults: [faultOn(20)] }), looks).highest.blind).toEqual([]);
  });

  it('counts how often it rose over each threshold without a fault', () => {
    const { falseRises } = scored(truthOf({ pressureSensor: false }), days(0, 0.6, 0.6, 0.1, 0.6));
    expect(falseRises.blind[thresholds.indexOf(0.5)]).toBe(2);
    expect(falseRises.blind[thresholds.indexOf(0.05)]).toBe(1);
    expect(falseRises.blind[thresholds.indexOf(0.9)]).toBe(0);
    expect(falseRises.sensor.every(rises => rises === 0)).toBe(true);
  });
});
