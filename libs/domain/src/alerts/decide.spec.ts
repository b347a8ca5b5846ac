import { alarm, cleared, explantation, mL, refill, registration, report } from '../testing/facts.ts';
import { alertsAfter, folded } from '../testing/projection.ts';
import { lost, record, written, type Line } from '../testing/written.ts';
import { foldHistory } from '../history/fold-history.ts';

const changes = (...lines: readonly Line[]): readonly string[] =>
  foldHistory(null, 'P-1', written(...lines)).transitions.map(t => `${t.episode.kind} ${t.change}`);

describe('a pump that is not registered', () => {
  it('has no alerts', () => {
    expect(changes(refill(0, mL), alarm('motor-stall'), report(2 * mL))).toEqual([]);
  });

  it('has them as if it had been registered from the start once it is', () => {
    expect(changes(refill(0, mL), alarm('motor-stall'), registration({ lowReservoirNl: 0 }))).toEqual([
      'motor-stall raised',
    ]);
    expect(alertsAfter(alarm('memory-error'), registration())).toMatchObject([
      { id: 'P-1:device-fault:1:1:0', clinicId: 'north', onsetAt: '2026-01-01T01:00:00Z' },
    ]);
  });
});

describe('one event', () => {
  it('can decide several things: a refill first ends what its fill had open', () => {
    const lines = [registration(), refill(0, 5 * mL), alarm('low-reservoir'), refill(0, 1 * mL)];
    expect(changes(...lines)).toEqual([
      'low-reservoir raised',
      'low-reservoir ended',
      'volume-discrepancy raised',
      'low-reservoir raised',
    ]);
  });

  it('tells the time of the event and of its receipt', () => {
    const [first] = foldHistory(null, 'P-1', written(registration(), alarm('motor-stall'))).transitions;
    expect((first?.receivedAt ?? 0) - (first?.at ?? 0)).toBe(1000);
  });

  it('decides provisionally while events before it are missing', () => {
    expect(folded(registration(), lost(), alarm('motor-stall')).alerts.open.map(e => e.provisional)).toEqual([true]);
    expect(folded(registration(), report(1), alarm('motor-stall')).alerts.open.map(e => e.provisional)).toEqual([
      false,
    ]);
  });
});

describe('an explantation', () => {
  const ended = [registration(), refill(0, 20 * mL), alarm('motor-stall'), refill(0, 20 * mL), explantation()];

  it('ends every alert, latched ones too', () => {
    expect(alertsAfter(...ended).map(a => [a.kind, a.condition])).toEqual([
      ['motor-stall', 'inactive'],
      ['volume-discrepancy', 'inactive'],
    ]);
  });

  it('is the end of alerts: later events are folded and decide nothing', () => {
    expect(changes(...ended, alarm('over-pressure'), cleared('motor-stall'), record(refill(0, mL)))).toEqual(
      changes(...ended),
    );
    expect(folded(...ended, alarm('over-pressure')).mechanism.openAlarms).toEqual(['motor-stall', 'over-pressure']);
  });

  it('counts from the first one', () => {
    const { explantedAt } = folded(...ended, report(1), explantation());
    expect(explantedAt).toBe(folded(...ended).explantedAt);
  });
});
