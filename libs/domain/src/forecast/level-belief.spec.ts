import fc from 'fast-check';
import { initialLevelBelief, refilledBelief, type LevelBelief, type RefillEvidence } from './level-belief.ts';

const ML = 1_000_000;
const DAY = 86_400_000;
const cycleDays = 50;

/** A fill of 18 mL of account, of which so much was really expelled. */
const ended = (ratio: number, over: Partial<RefillEvidence> = {}): RefillEvidence => ({
  at: cycleDays * DAY,
  accountNl: 15 * ML,
  unreportedNl: 0,
  filledNl: 18 * ML,
  aspiratedNl: Math.max(0, Math.round(18 * ML - ratio * 15 * ML)),
  complete: true,
  ...over,
});
const refilled = (belief: LevelBelief, evidence: RefillEvidence): LevelBelief =>
  refilledBelief(belief, { ...evidence, at: belief.at + cycleDays * DAY }, belief.at + cycleDays * DAY);
const after = (...ratios: readonly number[]): LevelBelief =>
  ratios.reduce((belief, ratio) => refilled(belief, ended(ratio)), initialLevelBelief);
const excess = ({ mean }: LevelBelief): number => mean[1];
const spread = ({ doubt, scale }: LevelBelief): number => Math.sqrt(doubt[3] * scale);

describe('the belief about a pump', () => {
  it('begins with what is published of the fleet: +1.75 %, well within the label', () => {
    expect(excess(initialLevelBelief)).toBe(0.0175);
    expect(1.96 * spread(initialLevelBelief)).toBeGreaterThan(0.06);
    expect(1.96 * spread(initialLevelBelief)).toBeLessThan(0.145);
  });

  it('moves towards what refills show and grows surer', () => {
    const [one, three] = [after(1.06), after(1.06, 1.06, 1.06)];
    expect(excess(one)).toBeGreaterThan(0.045);
    expect(excess(three)).toBeGreaterThan(excess(one));
    expect(excess(three)).toBeLessThan(0.061);
    expect(spread(one)).toBeLessThan(0.5 * spread(initialLevelBelief));
    expect(spread(three)).toBeLessThan(spread(one));
    expect(three.learnt).toBe(3);
  });

  it('learns less from a small volume, of which the measuring error is a larger part', () => {
    const small = refilled(initialLevelBelief, ended(1.06, { accountNl: 2 * ML, aspiratedNl: Math.round((18 - 2 * 1.06) * ML) }));
    expect(excess(small) - 0.0175).toBeLessThan(0.4 * (excess(after(1.06)) - 0.0175));
  });

  it('learns less from a cycle of which reports are missing, but not nothing', () => {
    const incomplete = refilled(initialLevelBelief, ended(1.06, { complete: false, unreportedNl: 3 * ML }));
    expect(excess(incomplete)).toBeGreaterThan(0.03);
    expect(excess(incomplete)).toBeLessThan(excess(after(1.06)));
    expect(spread(incomplete)).toBeGreaterThan(spread(after(1.06)));
    expect(incomplete.learnt).toBe(0);
  });

  it('starts each fill with a level known anew, at no account', () => {
    const belief = after(1.06);
    expect(belief).toMatchObject({ accountNl: 0, at: cycleDays * DAY });
    expect(belief.mean[0]).toBe(0.1);
    expect(belief.doubt.slice(0, 3)).toEqual([initialLevelBelief.doubt[0], 0, 0]);
    expect(refilledBelief(initialLevelBelief, null, 7)).toEqual({ ...initialLevelBelief, at: 7, filledAt: 7 });
  });

  it('widens after a refill that contradicts, moves most of the way, and settles when the next one agrees', () => {
    const settled = after(1.01, 1.01, 1.01);
    const torn = refilled(settled, ended(1.16));
    expect(spread(torn)).toBeGreaterThan(2 * spread(settled));
    expect(excess(torn)).toBeGreaterThan(0.08);
    expect(excess(torn)).toBeLessThan(0.16);
    const agreed = refilled(torn, ended(1.16));
    expect(excess(agreed)).toBeGreaterThan(0.14);
    expect(spread(agreed)).toBeLessThan(spread(torn));
  });

  it('widens, and learns nothing, where an incomplete cycle contradicts: a refill may be among what is missing', () => {
    const settled = after(1.01, 1.01);
    const torn = refilled(settled, ended(0.4, { complete: false }));
    expect(excess(torn)).toBe(excess(settled));
    expect(spread(torn)).toBeGreaterThan(spread(settled));
    expect(torn.learnt).toBe(2);
  });

  it('takes a reservoir that ran dry for no measurement of less delivered', () => {
    const settled = after(1.05, 1.05);
    const dry = refilled(settled, ended(1, { accountNl: 19 * ML, aspiratedNl: 0 }));
    expect(excess(dry)).toBeCloseTo(excess(settled), 8);
  });

  it('takes a reservoir that is empty before its time for a pump that delivers at least so much more', () => {
    const dry = refilled(after(1.02, 1.02), ended(1.2, { accountNl: 15 * ML, aspiratedNl: 0 }));
    const nearly = refilled(after(1.02, 1.02), ended(1.2, { accountNl: 15 * ML, aspiratedNl: 0.4 * ML }));
    expect(excess(dry)).toBeGreaterThan(excess(nearly) + 0.04);
    expect(excess(dry) + 1.28 * spread(dry)).toBeGreaterThan(0.25);
    const incomplete = refilled(after(1.02, 1.02), ended(1.2, { aspiratedNl: 0, complete: false }));
    expect(excess(incomplete)).toBeGreaterThan(0.15);
  });

  it('learns how far refills are from what was expected', () => {
    const calm = after(1.02, 1.02, 1.02, 1.02);
    const restless = after(1.02, 1.05, 0.99, 1.05, 1.0);
    expect(calm.scale).toBeLessThan(1);
    expect(restless.scale).toBeGreaterThan(1);
    expect(spread(restless)).toBeGreaterThan(spread(calm));
  });

  it('keeps what it knows of the sensor and begins its track anew', () => {
    const track = { lastNl: 5, sinceNl: 4, smoothMl: 3, noiseMl: 0.2, read: 9 };
    const belief = refilled({ ...initialLevelBelief, sensor: track }, ended(1.02));
    expect(belief.sensor).toEqual({ lastNl: 5, sinceNl: 0, smoothMl: 0, noiseMl: 0.2, read: 0 });
  });

  it('stays sound whatever records say', () => {
    const volume = fc.oneof(fc.nat(60 * ML), fc.constantFrom(0, 1, 2 ** 53 - 1));
    const evidence = fc.record({ at: fc.integer(), accountNl: volume, unreportedNl: volume, filledNl: volume, aspiratedNl: volume, complete: fc.boolean() });
    fc.assert(
      fc.property(fc.array(evidence, { maxLength: 12 }), all => {
        const belief = all.reduce((former, one) => refilledBelief(former, one, one.at), initialLevelBelief);
        expect([...belief.mean, ...belief.doubt, belief.scale].every(Number.isFinite)).toBe(true);
        expect(Math.abs(excess(belief))).toBeLessThanOrEqual(1);
        expect(belief.scale).toBeGreaterThanOrEqual(0.5);
        expect(JSON.parse(JSON.stringify(belief))).toEqual(belief);
      }),
    );
  });
});
