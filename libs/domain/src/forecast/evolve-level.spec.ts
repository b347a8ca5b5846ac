import { evolveLevel, type LevelContext } from './evolve-level.ts';
import { initialLevelBelief } from './level-belief.ts';
import { alarm, atHour, mL, refill, report, type Fact } from '../testing/facts.ts';

const fill = { filledNl: 20 * mL, accountNl: 15 * mL, unreportedNl: 0 };
const after = (what: Fact, context: Partial<LevelContext> = {}, hours = 1000) =>
  evolveLevel(initialLevelBelief, what.at({ boot: 1, seq: 1, entry: 0, at: atHour(hours) }), { fill, complete: true, ...context });

describe('the belief about the level', () => {
  it('learns from a refill, and stands at the new fill', () => {
    const belief = after(refill(4 * mL, 20 * mL));
    expect(belief).toMatchObject({ accountNl: 0, at: atHour(1000), learnt: 1 });
    expect(belief.mean[1]).toBeGreaterThan(0.04);
  });

  it('learns less from a fill that is not complete', () => {
    expect(after(refill(4 * mL, 20 * mL), { complete: false })).toMatchObject({ learnt: 0 });
  });

  it('learns nothing from the first refill', () => {
    expect(after(refill(4 * mL, 20 * mL), { fill: null })).toEqual({ ...initialLevelBelief, at: atHour(1000), filledAt: atHour(1000) });
  });

  it('hears the level sensor of a report', () => {
    expect(after(report(1, { reservoirSensedNl: 5 * mL })).sensor).toMatchObject({ lastNl: 5 * mL, read: 1 });
  });

  it('is the very same after all else', () => {
    expect(after(report(1))).toBe(initialLevelBelief);
    expect(after(report(1, { reservoirSensedNl: 5 * mL }), { fill: null })).toBe(initialLevelBelief);
    expect(after(alarm('motor-stall'))).toBe(initialLevelBelief);
  });
});
