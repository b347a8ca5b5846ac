import type { PumpEvent } from '@cisterna/contract';
import fc from 'fast-check';
import { judgeTherapyEffect } from './effect-judgement.ts';
import type { EffectContext } from './therapy-effect.ts';
import {
  absolveTherapyEffect,
  effectAssessable,
  effectSuspected,
  evolveTherapyEffect,
  initialTherapyEffect,
  type TherapyEffect,
} from './therapy-effect.ts';

const huge = 2 ** 53;
const count = fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.constantFrom(0, huge));
const time = fc.oneof(fc.integer({ min: 1.7e12, max: 1.7e12 + 2e10 }), fc.constantFrom(-huge, 0, huge, 1.7e12));

const bolus = fc.option(fc.record({ volumeNl: count, lockoutSeconds: count, maxPerDay: count }));
const programmes = fc.record({
  mode: fc.constantFrom('continuous', 'flex', 'minimum-rate', 'stopped'),
  segments: fc.array(fc.record({ startMinute: fc.integer({ min: 0, max: 1439 }), rateNlPerHour: count }), {
    maxLength: 2,
  }),
  patientBolus: bolus,
});
const kinds = fc.constantFrom('withdrawal', 'underdose', 'overdose', 'none');
const refusals = fc.constantFrom('lockout', 'daily-maximum', 'low-reservoir', 'pump-stopped');
const implantation = fc.constantFrom(null, undefined, '1900-01-01T00:00:00Z', '9999-12-31T00:00:00Z', 'never');

const told = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ type: 'delivery.reported.v1', data: {} }) },
  fc.record({ type: fc.constant('therapy.programmed.v1'), data: programmes }),
  fc.record({
    type: fc.constant('symptom.reported.v1'),
    data: fc.record({ kind: kinds, severity: fc.integer({ min: 0, max: 10 }) }),
  }),
  fc.record({ type: fc.constant('bolus.denied.v1'), data: fc.record({ reason: refusals }) }),
  fc.constant({ type: 'bolus.delivered.v1', data: { origin: 'patient', kind: 'patient' } }),
  fc.constant({ type: 'reservoir.refilled.v1', data: {} }),
  fc.record({ type: fc.constant('pump.registered.v1'), data: fc.record({ implantedAt: implantation }) }),
  fc.constant({ type: 'pump.explanted.v1', data: {} }),
);
const contexts = fc.record({
  therapy: fc.option(programmes),
  deliveryDisturbed: fc.integer({ min: 0, max: 9 }).map(n => n === 0),
  reconciliation: fc.option(
    fc.record({ discrepancyNl: fc.oneof(count, fc.constant(-huge)), limitNl: fc.constant(2_000_000) }),
  ),
  mriWindows: fc.array(fc.record({ startsAt: time, endsAt: time }), { maxLength: 2 }),
});

interface Told {
  readonly event: PumpEvent;
  readonly context: EffectContext;
}
const histories: fc.Arbitrary<readonly Told[]> = fc
  .array(fc.record({ at: time, told, context: contexts }), { maxLength: 60 })
  .map(items =>
    items.map(({ at, told: { type, data }, context }, seq) => ({
      event: {
        type,
        data,
        at,
        pumpId: 'P',
        boot: 1,
        seq,
        entry: 0,
        clinicId: null,
        receivedAt: 0,
      } as unknown as PumpEvent,
      context: context as unknown as EffectContext,
    })),
  );

const fold = (history: readonly Told[], from: TherapyEffect = initialTherapyEffect): TherapyEffect =>
  history.reduce((state, { event, context }) => evolveTherapyEffect(state, event, context), from);
const numbersIn = (value: unknown): number[] => {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
};
const deepFreeze = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
};

describe('the effect of the therapy, for any history', () => {
  it('is told without a failure and in finite numbers', () => {
    fc.assert(
      fc.property(histories, history => {
        const state = fold(history);
        const judgement = judgeTherapyEffect(state);
        expect([...numbersIn(state), ...numbersIn(judgement)].every(Number.isFinite)).toBe(true);
        expect(judgement.shown).toBeGreaterThanOrEqual(0);
        expect(judgement.shown).toBeLessThanOrEqual(1);
        expect([judgement.suspected, judgement.assessable]).toEqual([effectSuspected(state), effectAssessable(state)]);
      }),
    );
  });

  it('folds on alike after it was written down', () => {
    fc.assert(
      fc.property(histories, histories, (before, after) => {
        const state = fold(before);
        const read = JSON.parse(JSON.stringify(state)) as TherapyEffect;
        expect(read).toEqual(state);
        expect(fold(after, read)).toEqual(fold(after, state));
      }),
    );
  });

  it('never changes a state that was handed out', () => {
    fc.assert(
      fc.property(histories, history => {
        let state = deepFreeze(initialTherapyEffect);
        for (const { event, context } of history) state = deepFreeze(evolveTherapyEffect(state, event, context));
        expect(effectSuspected(deepFreeze(absolveTherapyEffect(state, 0)))).toBe(false);
      }),
    );
  });

  it('does not look at when anything was received', () => {
    fc.assert(
      fc.property(histories, history => {
        const later = history.map(({ event, context }) => ({ event: { ...event, receivedAt: 9e15 }, context }));
        expect(fold(later)).toEqual(fold(history));
      }),
    );
  });

  it('is assessable whenever it is suspected', () => {
    fc.assert(
      fc.property(histories, history => {
        const state = fold(history);
        expect(effectSuspected(state) && !effectAssessable(state)).toBe(false);
      }),
    );
  });
});
