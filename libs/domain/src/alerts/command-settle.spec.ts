import type { AlertView } from '@cisterna/contract';
import { alarm, atHour, cleared, examination, hour, mL, programme, refill, registration, report, type Fact } from '../testing/facts.ts';
import { Projection } from '../testing/projection.ts';
import { lost, record, times, written, type Line } from '../testing/written.ts';
import { commandAlert, type AlertCommand } from './command.ts';

const command = (projection: Projection, id: string, wanted: AlertCommand, at = atHour(50)): AlertView => {
  const outcome = commandAlert(projection.alerts.get(id)!, wanted, { at });
  if (outcome === null || typeof outcome === 'string') throw new TypeError(String(outcome));
  projection.alerts.set(id, outcome.record);
  return outcome.record.view;
};
const acknowledge: AlertCommand = { kind: 'acknowledge', by: 'nurse', note: null };
const reset: AlertCommand = { kind: 'reset', by: 'nurse', note: 'n' };
const shelve: AlertCommand = { kind: 'shelve', by: 'nurse', until: atHour(60), reason: 'r' };

describe('a reset', () => {
  const lines = [registration(), alarm('memory-error'), cleared('memory-error'), alarm('memory-error'), report(1)];
  const id = 'P-1:device-fault:1:2:0';

  it('holds while its cause is over', () => {
    const projection = new Projection().take(written(...lines.slice(0, 3)));
    command(projection, id, reset);
    expect(projection.settleAgain()).toEqual([]);
    expect(projection.take(written(...lines)).alerts.get(id)?.view.condition).toBe('inactive');
  });

  it('has ended nothing where a late event shows that the cause lasts: the alert is back, and nobody has seen it', () => {
    const stall = [registration(), alarm('motor-stall'), cleared('motor-stall'), alarm('motor-stall'), report(1), report(0)];
    const events = written(...stall);
    const projection = new Projection().take(events.filter((_, index) => index !== 3));
    const [stalled] = projection.views;
    expect(stalled?.condition).toBe('latched');
    command(projection, stalled?.id ?? '', reset);
    projection.take(events);
    expect(projection.alerts.get(stalled?.id ?? '')?.view).toMatchObject({ condition: 'active', acknowledged: null, clearedAt: null });
    expect(projection.steps.at(-1)?.change).toBe('raised');
    expect(projection.settleAgain()).toEqual([]);
  });
});

describe('a shelf', () => {
  it('goes over to the alert that replaces the one it was put on, and suppresses that', () => {
    const events = written(registration(), alarm('memory-error'), report(1), alarm('memory-error'));
    const projection = new Projection().take(events.filter((_, index) => index !== 1));
    command(projection, 'P-1:device-fault:1:4:0', shelve, atHour(40));
    projection.take(events);
    expect(projection.alerts.get('P-1:device-fault:1:2:0')?.view).toMatchObject({
      replaces: 'P-1:device-fault:1:4:0',
      shelved: { by: 'nurse' },
      suppressedBy: [{ reason: 'shelved' }],
    });
  });
});

describe('acknowledged alerts without a rise in priority', () => {
  /** Reports that differ a little, as real ones do. */
  const wavering = (around: number, programmedNl = around, sensedNl: number | null = null): readonly Fact[] =>
    Array.from({ length: 50 }, (_, i) =>
      report(around + ((i * 7919) % 97) * (around === 0 ? 0 : 10), {
        programmedNl,
        reservoirSensedNl: sensedNl === null ? null : sensedNl + ((i * 104_729) % 1009) * 100,
        catheterPressure: { meanPa: 1500 + ((i * 7919) % 97), pulsationPa: 60 + ((i * 31) % 13) },
      }),
    );
  const over = (facts: readonly Fact[], rounds: number): readonly Fact[] => Array.from({ length: rounds }, () => facts).flat();

  const cases: readonly (readonly [string, readonly Line[], readonly Fact[]])[] = [
    ['of a stalled motor', [alarm('motor-stall')], wavering(0, 20_000)],
    ['of a stall that is over, latched', [alarm('motor-stall'), cleared('motor-stall'), report(1000)], wavering(2000)],
    ['of an empty reservoir', [...times(10, report(2 * mL))], wavering(1000)],
    ['of a pump that was stopped', [programme(0)], wavering(0, 0)],
    ['of a pump that delivers half', [programme(20_000)], wavering(10_000, 20_000)],
    ['of a catheter that was found occluded', [record(examination('occluded'))], wavering(2000)],
    ['of device faults', [alarm('memory-error'), alarm('over-pressure'), alarm('replacement-due'), alarm('end-of-service')], wavering(2000)],
    ['behind a gap, provisional', [lost(3), alarm('low-battery-reset')], wavering(2000)],
    ['of a level that falls too slowly', [programme(20_000)], wavering(20_000, 20_000, 18 * mL)],
  ];

  it.each(cases)('%s say nothing through 1000 further reports, in batches, and over a restart', (_, opening, reports) => {
    const lines: readonly Line[] = [registration({ sensors: { reservoir: true, catheterPressure: true } }), refill(0, 20 * mL), ...opening];
    const events = written(...lines, ...over(reports, 25));
    const start = events.length - 1000;
    const before = new Projection().take(events.slice(0, start));
    const known = new Set(before.views.filter(({ condition }) => condition !== 'inactive').map(({ id }) => id));
    expect(known.size).toBeGreaterThan(0);
    for (const id of known) command(before, id, acknowledge, atHour(start));
    const told = before.steps.length;
    for (let from = start; from < events.length; from += 40) before.take(events.slice(from, from + 40));
    const further = before.steps.slice(told).filter(({ record: { view } }) => known.has(view.id));
    expect(further.map(({ change, record: { view } }) => `${view.id} ${change}`)).toEqual([]);
    expect(events.at(-1)!.at - events[start]!.at).toBe(999 * hour);
  });
});
