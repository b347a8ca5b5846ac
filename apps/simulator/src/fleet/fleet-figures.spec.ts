import type { PumpEvent } from '@cisterna/contract';
import { deviation, historiesOf, live, mean, ofKind, ofType, specPlan } from '../testing/lived-fleet.ts';
import { dayMs, yearMs } from '../time/periods.ts';
import { networkProfiles } from '../transport/network-profile.ts';

const plan = specPlan({ pumps: 90, days: 120, reportIntervalSeconds: 21_600 });
const fleet = live({ ...plan, network: networkProfiles.perfect });
const histories = historiesOf(fleet);
const pumpYears = (90 * 120 * dayMs) / yearMs;

/** What a reader of the events computes at each refill but the first. */
const reconciliations = (events: readonly PumpEvent[]) => {
  const found: { ratio: number; discrepancyNl: number; limitNl: number; days: number }[] = [];
  let filled: { nl: number; at: number } | null = null;
  let deliveredNl = 0;
  for (const event of events) {
    if (event.type === 'delivery.reported.v1') deliveredNl += event.data.deliveredNl;
    if (event.type !== 'reservoir.refilled.v1') continue;
    const { aspiratedNl, filledNl } = event.data;
    if (filled !== null) {
      const discrepancyNl = aspiratedNl - (filled.nl - deliveredNl);
      const limitNl = Math.max(2_000_000, 0.145 * deliveredNl);
      found.push({
        ratio: (filled.nl - aspiratedNl) / deliveredNl,
        discrepancyNl,
        limitNl,
        days: (event.at - filled.at) / dayMs,
      });
    }
    filled = { nl: filledNl, at: event.at };
    deliveredNl = 0;
  }
  return found;
};

describe('a healthy fleet, beside the figures of the field', () => {
  const pumps = ofKind(fleet.truth, 'pump');
  const rotorPumps = new Set(pumps.filter(({ model }) => model.startsWith('Tarn')).map(({ pumpId }) => pumpId));
  const all = [...histories.values()].flatMap(reconciliations);

  it('delivers +1 to +2.5 % per refill with rotor pumps, give or take a standard error', () => {
    const ratios = [...rotorPumps].flatMap(pumpId =>
      reconciliations(histories.get(pumpId) ?? []).map(({ ratio }) => ratio),
    );
    expect(ratios.length).toBeGreaterThan(60);
    expect(mean(ratios)).toBeGreaterThan(1.01 - 0.008);
    expect(mean(ratios)).toBeLessThan(1.025 + 0.008);
    expect(deviation(ratios)).toBeGreaterThan(0.02);
    expect(deviation(ratios)).toBeLessThan(0.07);
  });

  it('stays within the reconciliation limit but for some of a hundred refills', () => {
    const beyond = all.filter(({ discrepancyNl, limitNl }) => Math.abs(discrepancyNl) > limitNl).length / all.length;
    expect(beyond).toBeLessThan(0.04);
  });

  it('is refilled every six weeks to six months, near the 57 days of a large clinic', () => {
    const days = all.map(cycle => cycle.days).sort((a, b) => a - b);
    expect(days[Math.floor(days.length / 2)]).toBeGreaterThan(35);
    expect(days[Math.floor(days.length / 2)]).toBeLessThan(70);
    expect(days.at(-1)).toBeLessThan(190);
  });

  it('accounts for nearly all that was programmed', () => {
    const reports = [...histories.values()].flatMap(events => ofType(events, 'delivery.reported.v1'));
    const programmedNl = reports.reduce((sum, { data }) => sum + data.programmedNl, 0);
    const deliveredNl = reports.reduce((sum, { data }) => sum + data.deliveredNl, 0);
    expect(deliveredNl / programmedNl).toBeGreaterThan(0.995);
    expect(deliveredNl / programmedNl).toBeLessThanOrEqual(1);
  });

  it('has patients whose therapy works', () => {
    const effects = ofKind(fleet.truth, 'level').map(({ effect }) => effect);
    expect(mean(effects)).toBeGreaterThan(0.95);
    expect(mean(effects)).toBeLessThan(1.1);
    expect(effects.filter(effect => effect < 0.5).length / effects.length).toBeLessThan(0.01);
  });

  it('rarely hears of withdrawal, overdose or an empty pump', () => {
    const events = [...histories.values()].flat();
    const perYear = (count: number): number => count / pumpYears;
    const symptoms = ofType(events, 'symptom.reported.v1');
    expect(perYear(symptoms.filter(({ data }) => data.kind === 'withdrawal').length)).toBeLessThan(1);
    expect(perYear(symptoms.filter(({ data }) => data.kind === 'overdose').length)).toBeLessThan(1);
    expect(
      perYear(ofType(events, 'alarm.raised.v1').filter(({ data }) => data.alarm === 'empty-reservoir').length),
    ).toBeLessThan(0.3);
  });

  it('shows pressures of 700 to 2 000 Pa with posture, and pulsations of 40 to 250 Pa', () => {
    const readings = [...histories.values()]
      .flatMap(events => ofType(events, 'delivery.reported.v1'))
      .flatMap(({ data }) => data.catheterPressure ?? []);
    const means = readings.map(({ meanPa }) => meanPa).sort((a, b) => a - b);
    const pulsations = readings.map(({ pulsationPa }) => pulsationPa).sort((a, b) => a - b);
    expect(means[Math.floor(0.05 * means.length)]).toBeGreaterThan(500);
    expect(means[Math.floor(0.95 * means.length)]).toBeLessThan(3000);
    expect(pulsations[Math.floor(0.02 * pulsations.length)]).toBeGreaterThan(25);
    expect(pulsations[Math.floor(0.98 * pulsations.length)]).toBeLessThan(320);
  });

  it('tells true low dates that its own levels confirm', () => {
    const levels = ofKind(fleet.truth, 'level');
    const crossed = ofKind(fleet.truth, 'cycle').filter(cycle => cycle.crossed);
    for (const { pumpId, lowAt } of crossed) {
      const { lowReservoirNl } = pumps.find(pump => pump.pumpId === pumpId)!;
      const before = levels.findLast(level => level.pumpId === pumpId && level.at <= lowAt!);
      const after = levels.find(level => level.pumpId === pumpId && level.at >= lowAt!);
      expect(before!.volumeNl).toBeGreaterThan(lowReservoirNl * 0.99);
      if (after !== undefined && after.volumeNl < before!.volumeNl)
        expect(after.volumeNl).toBeLessThan(lowReservoirNl * 1.01);
    }
    expect(ofKind(fleet.truth, 'cycle').length).toBeGreaterThan(100);
  });
});
