import { judgeTherapyEffect } from './effect-judgement.ts';
import { Days, START } from './testing/days.ts';
import { absolveTherapyEffect, initialTherapyEffect } from './therapy-effect.ts';

const DAY = 86_400_000;
const withdrawal = { kind: 'withdrawal', severity: 7 } as const;
const withBolus = (): Days => new Days({ rateNlPerHour: 10_000, bolus: { lockoutHours: 2, maxPerDay: 6 } });

describe('the judgement of the indirect evidence', () => {
  it('knows nothing before any event', () => {
    expect(judgeTherapyEffect(initialTherapyEffect)).toMatchObject({
      assessable: false,
      suspected: false,
      onsetAt: null,
      kind: null,
      evidence: [],
    });
  });

  it('of a sound therapy is a small probability and no evidence', () => {
    const judgement = judgeTherapyEffect(withBolus().live(40, { presses: 2 }).effect());
    expect(judgement).toMatchObject({ assessable: true, suspected: false, onsetAt: null, evidence: [] });
    expect(judgement.shown).toBeLessThan(0.01);
    expect(judgement.logOdds).toBeGreaterThan(Math.log(0.01));
    expect(judgement.logOdds).toBeLessThan(Math.log(0.06));
  });

  it('doubts the more, the longer nobody has looked, and more where nothing would show', () => {
    const [asks, silent] = [withBolus().live(90, { presses: 2 }), new Days().live(90)];
    const [shorter, longer] = [asks.effect(), asks.live(90, { presses: 2 }).effect()];
    expect(judgeTherapyEffect(longer).logOdds).toBeGreaterThan(judgeTherapyEffect(shorter).logOdds + 0.5);
    expect(judgeTherapyEffect(silent.effect()).logOdds).toBeGreaterThan(judgeTherapyEffect(shorter).logOdds + 0.3);
    const looked = judgeTherapyEffect(absolveTherapyEffect(longer, asks.now));
    expect(looked.logOdds).toBeLessThan(judgeTherapyEffect(shorter).logOdds - 1);
    expect([looked.suspected, looked.evidence]).toEqual([false, []]);
  });

  it('names what a nurse can check: requests against the usual', () => {
    const judgement = judgeTherapyEffect(withBolus().live(40, { presses: 2 }).live(8, { presses: 9 }).effect());
    const [first] = judgement.evidence;
    expect(judgement.suspected).toBe(true);
    expect(judgement.shown).toBeGreaterThan(0.5);
    expect(first?.kind).toBe('bolus-requests');
    expect(first?.observed).toBeGreaterThan(8);
    expect(first?.expected).toBeLessThan(3);
    expect(first?.text).toMatch(/^Boluses asked for lately: 8.* a day, usual 2/);
  });

  it('counts complaints since nothing was amiss, and says when a higher dose did not end them', () => {
    const days = new Days().live(30).live(1, { symptom: withdrawal }).programme({ rateNlPerHour: 12_000 });
    const { evidence, suspected } = judgeTherapyEffect(days.live(3).live(2, { symptom: withdrawal }).effect());
    expect(suspected).toBe(true);
    expect(evidence.map(({ kind }) => kind)).toEqual(['symptoms', 'dose-without-effect']);
    expect(evidence[0]?.observed).toBe(3);
    expect(evidence[0]?.weight).toBeGreaterThan(0.9);
  });

  it('tells an occlusion only by what was left at a refill', () => {
    const leaking = new Days().live(30).live(4, { symptom: withdrawal });
    expect(judgeTherapyEffect(leaking.effect()).kind).toBeNull();
    const held = judgeTherapyEffect(leaking.refill(3_400_000).effect());
    expect(held.kind).toBe('occlusion');
    expect(held.evidence.find(({ kind }) => kind === 'volume-left')?.text).toContain('3.4 mL more was left');
  });

  it('forgets an old refill', () => {
    const days = new Days().live(5).refill(3_400_000).live(90).live(5, { symptom: withdrawal });
    expect(judgeTherapyEffect(days.effect())).toMatchObject({ suspected: true, kind: null });
  });

  it('dates the onset a little before the first sign', () => {
    const { onsetAt } = judgeTherapyEffect(new Days().live(60).live(4, { symptom: withdrawal }).effect());
    expect(onsetAt).toBeGreaterThanOrEqual(START + 55 * DAY);
    expect(onsetAt).toBeLessThanOrEqual(START + 60 * DAY);
  });

  it('can be written down for any day', () => {
    const complained = new Days().live(30).live(4, { symptom: withdrawal }).effect();
    for (const day of [-1e12, 1e12]) {
      const complaints = { ...complained.complaints, lastDay: day };
      const judgement = judgeTherapyEffect({ ...complained, day, quiet: day, complaints });
      expect(Number.isFinite(judgement.onsetAt)).toBe(true);
      expect(judgement.evidence).toHaveLength(1);
    }
  });
});
