import { RESTING_ODDS, totalOdds } from './fault-odds.ts';
import { Days } from './testing/days.ts';
import {
  absolveTherapyEffect,
  effectAssessable,
  effectSuspected,
  evolveTherapyEffect,
  initialTherapyEffect,
  type TherapyEffect,
} from './therapy-effect.ts';

const bolus = { lockoutHours: 2, maxPerDay: 6 };
const withBolus = (): Days => new Days({ rateNlPerHour: 10_000, bolus });
const withdrawal = { kind: 'withdrawal', severity: 8 } as const;
const mild = { kind: 'underdose', severity: 3 } as const;
const well = { kind: 'none', severity: 0 } as const;
const risen = (state: TherapyEffect): number => totalOdds(state.odds) - RESTING_ODDS;

describe('the effect of the therapy, told by bolus requests', () => {
  it('raises no suspicion while the patient keeps the habit', () => {
    const state = withBolus().live(60, { presses: 2 }).effect();
    expect(effectSuspected(state)).toBe(false);
    expect(risen(state)).toBeLessThan(0.5);
  });

  it('is suspected within a week when the patient asks much more, and denials count too', () => {
    const state = withBolus().live(40, { presses: 2 }).live(7, { presses: 9 }).effect();
    expect(effectSuspected(state)).toBe(true);
  });

  it('is not suspected for one bad day', () => {
    expect(effectSuspected(withBolus().live(40, { presses: 2 }).live(1, { presses: 12 }).live(1).effect())).toBe(false);
  });

  it('is not judged by requests before the habit is known', () => {
    const state = withBolus().live(2, { presses: 1 }).live(5, { presses: 9 }).effect();
    expect(risen(state)).toBeLessThan(0.1);
  });

  it('falls back by itself when the requests do', () => {
    const surged = withBolus().live(40, { presses: 2 }).live(8, { presses: 10 });
    expect(effectSuspected(surged.effect())).toBe(true);
    expect(effectSuspected(surged.live(21, { presses: 2 }).effect())).toBe(false);
  });

  it('does not take boluses of the clinic, or refusals by an empty or resting pump, for requests', () => {
    const days = withBolus().live(2);
    const count = (state: TherapyEffect): number => state.asked;
    const before = count(days.effect());
    days.journal.tell('bolus.denied.v1', days.now - 2, { reason: 'low-reservoir' });
    days.journal.tell('bolus.denied.v1', days.now - 2, { reason: 'pump-stopped' });
    expect(count(days.effect())).toBe(before);
    days.journal.tell('bolus.denied.v1', days.now - 2, { reason: 'daily-maximum' });
    expect(count(days.effect())).toBe(before + 1);
  });

  it('knows of a button by its being pressed', () => {
    const days = new Days().live(40, { presses: 2 }).live(7, { presses: 10 });
    expect(effectSuspected(days.effect())).toBe(true);
  });

  it('learns a new habit after the bolus was set anew', () => {
    const same = withBolus().live(40, { presses: 2 }).live(3, { presses: 5 });
    const anew = withBolus()
      .live(40, { presses: 2 })
      .programme({ bolus: { lockoutHours: 1, maxPerDay: 12 } })
      .live(3, { presses: 5 });
    expect(risen(anew.effect())).toBeLessThan(risen(same.effect()));
  });
});

describe('the effect of the therapy, told by symptoms', () => {
  it('is suspected after withdrawal on several days', () => {
    expect(effectSuspected(new Days().live(30).live(3, { symptom: withdrawal }).effect())).toBe(true);
  });

  it('is not suspected for one mild complaint, nor for several on one day', () => {
    const days = new Days().live(30).live(1, { symptom: mild });
    const once = days.effect();
    expect(effectSuspected(once)).toBe(false);
    for (let i = 0; i < 5; i++) days.journal.tell('symptom.reported.v1', days.now - 1, mild);
    expect(days.effect().odds).toEqual(once.odds);
  });

  it('takes the gravest of a day', () => {
    const days = new Days().live(30).live(1, { symptom: mild });
    const before = risen(days.effect());
    days.journal.tell('symptom.reported.v1', days.now - 1, withdrawal);
    expect(risen(days.effect())).toBeGreaterThan(before + 1);
  });

  it('is trusted the more the patient says that all is well, or too much', () => {
    const complained = new Days().live(30).live(2, { symptom: withdrawal });
    const before = risen(complained.effect());
    expect(risen(complained.live(1, { symptom: well }).effect())).toBeLessThan(before - 1);
    expect(risen(complained.live(1, { symptom: { kind: 'overdose', severity: 4 } }).effect())).toBeLessThan(before - 2);
  });

  it('is doubted more when a higher dose does not help', () => {
    const complained = (): Days => new Days().live(30).live(1, { symptom: mild });
    const same = complained().live(4).live(1, { symptom: mild });
    const raised = complained().programme({ rateNlPerHour: 12_000 }).live(4).live(1, { symptom: mild });
    expect(risen(raised.effect())).toBeGreaterThan(risen(same.effect()) + 0.5);
  });

  it('of somebody who often complains says less', () => {
    const often = new Days();
    for (let month = 0; month < 6; month++) often.live(12).live(1, { symptom: mild });
    expect(risen(often.live(20).live(1, { symptom: mild }).effect())).toBeLessThan(
      risen(new Days().live(98).live(1, { symptom: mild }).effect()),
    );
  });
});

describe('what is left at a refill', () => {
  it('speaks for an occlusion beyond the limit only, and the more the more it is', () => {
    const after = (moreNl: number): TherapyEffect => new Days().live(40).refill(moreNl).effect();
    expect(after(1_900_000).leftOver).toBeNull();
    expect(after(-5_000_000).odds).toEqual(after(0).odds);
    expect(after(2_100_000).leftOver).toMatchObject({ moreNl: 2_100_000, limitNl: 2_000_000 });
    expect(risen(after(4_000_000))).toBeGreaterThan(risen(after(2_100_000)) + 0.5);
    expect(effectSuspected(after(9_000_000))).toBe(false);
  });

  it('is explained by a stall before it', () => {
    const stalled = new Days().live(20).live(2, { context: { deliveryDisturbed: true } });
    expect(stalled.live(15).refill(5_000_000).effect().leftOver).toBeNull();
  });
});

describe('what can be known', () => {
  it('is nothing of a patient who never asks and never speaks', () => {
    expect(effectAssessable(initialTherapyEffect)).toBe(false);
    expect(effectAssessable(new Days().live(100).effect())).toBe(false);
    expect(effectAssessable(withBolus().live(100).effect())).toBe(false);
  });

  it('is something once a habit is known or symptoms are written down', () => {
    expect(effectAssessable(withBolus().live(5, { presses: 2 }).effect())).toBe(false);
    expect(effectAssessable(withBolus().live(10, { presses: 2 }).effect())).toBe(true);
    expect(effectAssessable(new Days().live(3, { symptom: well }).effect())).toBe(true);
    expect(effectAssessable(new Days().live(3, { symptom: well }).live(150).effect())).toBe(false);
  });

  it('is nothing while the pump itself does not deliver, unless there was a suspicion', () => {
    const disturbed = { context: { deliveryDisturbed: true } };
    expect(effectAssessable(withBolus().live(30, { presses: 2 }).live(1, disturbed).effect())).toBe(false);
    expect(effectAssessable(new Days().live(30).live(4, { symptom: withdrawal }).live(1, disturbed).effect())).toBe(
      true,
    );
  });
});

describe('an examination that finds the catheter patent', () => {
  it('ends the suspicion, and takes what the patient asks for as a habit', () => {
    const days = withBolus().live(40, { presses: 2 }).live(8, { presses: 9 });
    const absolved = absolveTherapyEffect(days.effect(), days.now);
    expect(effectSuspected(absolved)).toBe(false);
    expect(risen(absolved)).toBeLessThan(0);
    const on = withBolus().skip(48).live(10, { presses: 9 });
    expect(effectSuspected(on.effect(absolved))).toBe(false);
    expect(effectSuspected(on.effect({ ...absolved, habit: days.effect().habit }))).toBe(true);
  });
});

describe('days with gaps', () => {
  it('teach nothing: what is missing is not silence', () => {
    const known = withBolus().live(40, { presses: 3 });
    const habit = known.effect().habit;
    const after = known.skip(20).live(1).effect();
    expect(after.habit.days - habit.days).toBeLessThan(1);
  });

  it('of a plain report leave everything as it is', () => {
    const state = new Days().live(3).effect();
    const { event, context } = new Days().live(3).journal.happenings.at(-1)!;
    expect(evolveTherapyEffect(state, event, context)).toBe(state);
  });

  it('after a clock that ran ahead go on as before', () => {
    const ahead = new Days()
      .live(30)
      .skip(4000)
      .live(1, { context: { deliveryDisturbed: true } })
      .effect();
    const back = new Days().skip(31).live(20).live(4, { symptom: withdrawal }).effect(ahead);
    expect(effectSuspected(back)).toBe(true);
    expect(back.quiet).toBeLessThanOrEqual(back.day!);
  });
});
