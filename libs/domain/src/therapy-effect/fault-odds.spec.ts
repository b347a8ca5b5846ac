import {
  initialOdds,
  passDays,
  probabilityOf,
  RESPONSES,
  RESTING_ODDS,
  shift,
  toldOdds,
  totalOdds,
  USUALLY_UNFELT,
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
    const [unfelt] = initialOdds.slice(-1);
    expect(shift(initialOdds, 1e9)).toEqual([6, 6, 6, 6, 6, unfelt]);
    expect(Number.isFinite(totalOdds(shift(initialOdds, -1e9)))).toBe(true);
    expect(shift(shift(initialOdds, -1e9), 30)).toEqual([6, 6, 6, 6, 6, unfelt]);
  });
});

describe('the doubt about what a patient does not show', () => {
  const daysOn = (days: number, unseen: number): FaultOdds => {
    let odds = initialOdds;
    for (let day = 0; day < days; day++) odds = passDays(odds, 1, unseen);
    return odds;
  };
  const doubt = (odds: FaultOdds): number => Math.exp(toldOdds(odds)) - Math.exp(totalOdds(odds));

  it('is none of a catheter known to be sound', () => {
    expect(doubt(initialOdds)).toBeLessThan(1e-6);
  });

  it('grows with the time since then, and does not fade', () => {
    expect(doubt(daysOn(120, USUALLY_UNFELT))).toBeCloseTo(0.33 * (120 / 365), 3);
    expect(doubt(daysOn(60, USUALLY_UNFELT))).toBeCloseTo(doubt(daysOn(120, USUALLY_UNFELT)) / 2, 3);
  });

  it('is the smaller, the more faults would show', () => {
    expect(doubt(daysOn(100, USUALLY_UNFELT)) / doubt(daysOn(100, 1))).toBeCloseTo(USUALLY_UNFELT, 2);
  });

  it('is the same whether days come one by one or at once', () => {
    expect(doubt(passDays(initialOdds, 120))).toBeCloseTo(doubt(daysOn(120, USUALLY_UNFELT)), 3);
  });

  it('stays a doubt after years, and is no evidence for a suspicion', () => {
    let years = initialOdds;
    for (let year = 0; year < 20; year++) years = passDays(years, 365, 1);
    expect(probabilityOf(toldOdds(years))).toBeCloseTo(0.2, 1);
    expect(totalOdds(years)).toBeCloseTo(RESTING_ODDS, 1);
  });

  it('is left as it is by what the patient does', () => {
    const odds = daysOn(100, 1);
    expect(doubt(shift(odds, -1))).toBeCloseTo(doubt(odds), 6);
    expect(doubt(shift(odds, 3))).toBeCloseTo(doubt(odds), 6);
  });
});
