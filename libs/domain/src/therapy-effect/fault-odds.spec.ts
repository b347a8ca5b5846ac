import {
  initialOdds,
  passDays,
  probabilityOf,
  RESPONSES,
  RESTING_ODDS,
  shift,
  totalOdds,
  weigh,
  type FaultOdds,
} from './fault-odds.ts';

describe('the odds of a fault', () => {
  it('rest at a small probability', () => {
    expect(totalOdds(initialOdds)).toBe(RESTING_ODDS);
    expect(probabilityOf(RESTING_ODDS)).toBeGreaterThan(0.001);
    expect(probabilityOf(RESTING_ODDS)).toBeLessThan(0.03);
    expect(RESPONSES.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it('stay at rest while nothing happens, for days or years', () => {
    expect(totalOdds(passDays(initialOdds, 1))).toBeCloseTo(RESTING_ODDS, 1);
    expect(totalOdds(passDays(initialOdds, 400))).toBeCloseTo(RESTING_ODDS, 1);
  });

  it('fade when the evidence ends', () => {
    let odds: FaultOdds = shift(initialOdds, 6);
    expect(probabilityOf(totalOdds(odds))).toBeGreaterThan(0.5);
    for (let day = 0; day < 150; day++) odds = passDays(odds, 1);
    expect(probabilityOf(totalOdds(odds))).toBeLessThan(0.1);
  });

  it('come back from where a working therapy has brought them', () => {
    const low = shift(initialOdds, -8);
    expect(totalOdds(passDays(low, 60))).toBeGreaterThan(totalOdds(low) + 3);
  });

  it('follow the answer that fits', () => {
    const odds = weigh(initialOdds, ({ requests }) => (requests === 3 ? 5 : -1));
    expect(odds[0]).toBeGreaterThan(initialOdds[0]!);
    expect(odds[1]).toBeLessThan(initialOdds[1]!);
    expect(totalOdds(odds)).toBeGreaterThan(RESTING_ODDS + 3);
  });

  it('stay within bounds whatever is said', () => {
    expect(shift(initialOdds, 1e9)).toEqual([6, 6, 6, 6, 6]);
    expect(Number.isFinite(totalOdds(shift(initialOdds, -1e9)))).toBe(true);
    expect(shift(shift(initialOdds, -1e9), 30)).toEqual([6, 6, 6, 6, 6]);
  });
});
