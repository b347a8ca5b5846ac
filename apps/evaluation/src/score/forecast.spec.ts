import { faultOn, lookOn, onDay, stretchOf, truthOf } from '../testing/truths.ts';
import { addForecasts, emptyForecasts } from './forecast.ts';

const band = (p10: number, p50: number, p90: number) => ({ p10: onDay(p10), p50: onDay(p50), p90: onDay(p90) });
const scored = (over: Parameters<typeof truthOf>[0], ...looks: ReturnType<typeof lookOn>[]) => {
  const score = emptyForecasts();
  addForecasts(score, truthOf(over), looks);
  return score;
};
const stretches = [stretchOf(0, 40, 50, 60), stretchOf(40, 100, 90, 97)];

describe('the score of the forecast', () => {
  it('judges one look a day by its own stretch', () => {
    const looks = [10, 10.5, 45].map(day => lookOn(day, { lowAt: band(48, 51, 55), constantLowAt: onDay(52) }));
    expect(scored({ stretches }, ...looks).judged).toMatchObject([
      {
        daysToGo: 40,
        held: true,
        errorHours: 24,
        constantErrorHours: 48,
        constantLossHours: 24,
        bandHours: 168,
        disturbed: false,
      },
      { daysToGo: 45, held: false },
    ]);
  });

  it('leaves out what is past, at an edge, or beyond the truth', () => {
    const forecast = { lowAt: band(48, 51, 55), constantLowAt: onDay(52) };
    expect(scored({ stretches }, lookOn(40.01, forecast), lookOn(91, forecast)).judged).toEqual([]);
    expect(scored({ stretches }, lookOn(10, { ...forecast, constantLowAt: onDay(500) })).judged).toEqual([]);
  });

  it('counts forecasts that were withheld', () => {
    expect(scored({ stretches }, lookOn(10, { constantLowAt: onDay(52) }), lookOn(11)).withheld).toBe(1);
  });

  it('says which were made while a fault changed the flow', () => {
    const faults = [faultOn(38, { kind: 'over-delivery' })];
    const forecast = { lowAt: band(48, 51, 55), constantLowAt: onDay(52) };
    expect(scored({ stretches, faults }, lookOn(10, forecast)).judged[0]?.disturbed).toBe(true);
    expect(scored({ stretches, faults: [faultOn(38)] }, lookOn(10, forecast)).judged[0]?.disturbed).toBe(false);
  });
});

describe('a pump near empty', () => {
  const near = (over: Parameters<typeof truthOf>[0], refillByDay: number, missing = 0) =>
    scored(
      { stretches, ...over },
      lookOn(41, { refillBy: onDay(120) }),
      lookOn(93.5, { refillBy: onDay(refillByDay), missing }),
    );

  it('is warned of when the refill was due three days before', () => {
    expect(near({}, 100)).toMatchObject({ nearEmpty: 1, unwarned: 0 });
    expect(near({}, 102)).toMatchObject({ nearEmpty: 1, unwarned: 1 });
  });

  it('is left out when events are missing, or too much flows unseen', () => {
    expect(near({}, 102, 1).nearEmpty).toBe(0);
    const faults = [faultOn(50, { kind: 'over-delivery' })];
    expect(near({ faults }, 102).nearEmpty).toBe(0);
    expect(near({ faults, levelSensor: true }, 102).nearEmpty).toBe(1);
  });

  it('is counted apart where the fill went beside a reservoir without a sensor', () => {
    const faults = [faultOn(40, { kind: 'pocket-fill', endAt: onDay(40) })];
    expect(near({ faults }, 102)).toMatchObject({ unwarned: 1, unseen: 1 });
    expect(near({ faults }, 100)).toMatchObject({ unwarned: 0, unseen: 0 });
    expect(near({ faults, levelSensor: true }, 102)).toMatchObject({ unwarned: 1, unseen: 0 });
    expect(near({ faults: [faultOn(30, { kind: 'pocket-fill' })] }, 102)).toMatchObject({ unwarned: 1, unseen: 0 });
  });

  it('is left out after a short fill, or when it was refilled before', () => {
    expect(scored({ stretches: [stretchOf(0, 60, 5, 9)] }, lookOn(5)).nearEmpty).toBe(0);
    expect(scored({ stretches: [stretchOf(0, 40, 50, 60)] }, lookOn(30)).nearEmpty).toBe(0);
  });
});
