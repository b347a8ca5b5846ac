import { parseTime } from '@cisterna/contract';
import { RESTING_ODDS, totalOdds } from './fault-odds.ts';
import { Days, START } from './testing/days.ts';
import { effectSuspected, type TherapyEffect } from './therapy-effect.ts';

const DAY = 86_400_000;
const withdrawal = { kind: 'withdrawal', severity: 8 } as const;
const risen = (state: TherapyEffect): number => totalOdds(state.odds) - RESTING_ODDS;

describe('complaints that are explained otherwise', () => {
  const suspected = (days: Days): boolean => effectSuspected(days.live(3, { symptom: withdrawal }).effect());

  it('do not count while the pump tells of a disturbance, and shortly after', () => {
    const context = { deliveryDisturbed: true };
    expect(effectSuspected(new Days().live(30).live(5, { symptom: withdrawal, context }).effect())).toBe(false);
    expect(suspected(new Days().live(30).live(1, { context }))).toBe(false);
    expect(suspected(new Days().live(30).live(1, { context }).live(5))).toBe(true);
  });

  it('do not count after a lower dose, or while the therapy rests', () => {
    expect(suspected(new Days().live(30).programme({ rateNlPerHour: 8000 }))).toBe(false);
    expect(suspected(new Days().live(30).programme({ rateNlPerHour: 9990 }))).toBe(true);
    expect(suspected(new Days().live(30).programme({ mode: 'stopped' }).live(20))).toBe(false);
    expect(suspected(new Days().live(30).programme({ mode: 'minimum-rate', rateNlPerHour: 250 }).live(20))).toBe(false);
  });

  it('do not count around an MRI, though its window never ends', () => {
    const context = { mriWindows: [{ startsAt: START + 30 * DAY, endsAt: START + 9e9 * DAY }] };
    expect(risen(new Days().live(30).live(2, { symptom: withdrawal, context }).effect())).toBeLessThan(0.1);
    expect(effectSuspected(new Days().live(36).live(3, { symptom: withdrawal, context }).effect())).toBe(true);
  });

  it('do not count soon after the implantation', () => {
    const implantedOn = (implantedAt: string): Days => {
      const days = new Days().live(30);
      const sensors = { reservoir: false, catheterPressure: false };
      const limits = {
        reservoirCapacityNl: 20e6 as never,
        lowReservoirNl: 2e6 as never,
        reportIntervalSeconds: 3600 as never,
      };
      const names = { clinicId: 'north', model: 'M', serial: 'S', drugs: [] };
      days.journal.tell('pump.registered.v1', days.now, { ...names, ...limits, sensors, implantedAt });
      return days;
    };
    expect(parseTime('2026-03-25T00:00:00Z')).toBeLessThan(new Days().live(30).now);
    expect(suspected(implantedOn('2026-03-25T00:00:00Z'))).toBe(false);
    expect(suspected(implantedOn('2025-03-25T00:00:00Z'))).toBe(true);
    expect(suspected(implantedOn('9999-03-25T00:00:00Z').live(20))).toBe(true);
  });
});
