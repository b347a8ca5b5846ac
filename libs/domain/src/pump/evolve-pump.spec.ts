import type { PumpEvent } from '@cisterna/contract';
import { defaultAlertRules } from '../alerts/alert-rules.ts';
import { plainNumbering } from '../completeness/completeness.ts';
import { alarm, atHour, explantation, mL, mri, programme, refill, registration, report } from '../testing/facts.ts';
import { folded } from '../testing/projection.ts';
import { lost, record, times, written, type Line } from '../testing/written.ts';
import { evolvePump, type Foresight } from './evolve-pump.ts';
import { initialPump } from './pump-state.ts';

const foresight: Foresight = { numbering: plainNumbering, voided: new Set(), rules: defaultAlertRules };
const next = (...lines: readonly Line[]): PumpEvent => written(...lines).at(-1)!;
const blind = { reservoir: false, catheterPressure: false };

describe('one event folded', () => {
  it('reaches every part of the pump that it speaks of', () => {
    const state = folded(
      registration(),
      programme(5),
      refill(0, 9 * mL),
      report(7, { reservoirSensedNl: 8 * mL }),
      alarm('motor-stall'),
      record(mri(1, 2)),
    );
    expect(state).toMatchObject({
      version: 6,
      registration: { serial: 'S1' },
      therapy: { since: atHour(2) },
      reservoir: { fill: { deliveredNl: 7 }, sensedNl: 8 * mL },
      mechanism: { openAlarms: ['motor-stall'] },
      completeness: { seq: 5 },
      mriWindows: [{ startsAt: atHour(1) }],
      alerts: { open: [{ kind: 'motor-stall' }] },
      explantedAt: null,
    });
    expect(state.catheter.baseline?.readAt).toBe(atHour(4));
  });

  it('gives the same step for the same state and event', () => {
    const state = folded(registration());
    const event = next(registration(), alarm('motor-stall'));
    expect(evolvePump(state, event, foresight)).toEqual(evolvePump(state, event, foresight));
    expect(evolvePump(state, event, foresight).transitions).toHaveLength(1);
  });

  it('that is taken back is counted and received, and nothing more', () => {
    const state = folded(registration(), refill(0, 9 * mL));
    const event = next(registration(), refill(0, 9 * mL), record(explantation()));
    const step = evolvePump(state, event, { ...foresight, voided: new Set(['1:2:1']) });
    expect(step.transitions).toEqual([]);
    expect(step.state).toEqual({ ...state, version: 3, last: { boot: 1, seq: 2, entry: 1, at: atHour(2) } });
  });

  it('of a pump is never taken back, whatever a void names', () => {
    const step = evolvePump(initialPump('P-1'), next(report(1)), { ...foresight, voided: new Set(['1:1:0']) });
    expect(step.state.mechanism.everReported).toBe(true);
  });
});

describe('a registration', () => {
  it('holds for its own event already: the sensor it names is known at once', () => {
    expect(folded(registration({ sensors: blind }), registration()).catheter.sensor).toBe(true);
    expect(folded(registration(), registration({ sensors: blind })).catheter.sensor).toBe(false);
  });
});

describe('the delivery ratio', () => {
  const cycle = (...between: readonly Line[]): readonly Line[] => [
    refill(0, 20 * mL),
    ...between,
    refill(8 * mL, 20 * mL),
  ];
  const learnt = (...lines: readonly Line[]): number => folded(...lines).level.learnt;

  it('is learnt from a cycle of which nothing is missing', () => {
    expect(learnt(registration(), ...cycle(report(10 * mL)))).toBe(1);
    expect(learnt(registration(), ...cycle(lost(), report(10 * mL)))).toBe(0);
    expect(learnt(registration(), ...cycle())).toBe(0);
  });

  it('is learnt once from each refill', () => {
    expect(learnt(registration(), ...cycle(report(10 * mL)), ...times(5, report(1 * mL)), refill(15 * mL, 1))).toBe(2);
  });

  it('is not kept from it by what lies before the start of the history', () => {
    const start = registration({ historyStartsAt: { boot: 1, seq: 5 } });
    expect(learnt(start, ...cycle(lost(), report(10 * mL)))).toBe(1);
  });
});

describe('a refill that ends a fill with events missing', () => {
  const running = [programme(100_000), refill(0, 20 * mL), report(14 * mL, { programmedNl: 14 * mL })];
  const ended = (...missing: readonly Line[]) => folded(...running, ...missing, refill(mL, 20 * mL));

  it('is remembered among the cycles, and is no over-delivery by itself', () => {
    expect(ended().flow).toMatchObject({ over: ['reconciled'] });
    expect(ended(lost(2)).flow).toMatchObject({ over: [], cycles: { down: 0 } });
    expect(ended(lost(2)).flow.cycles.up).toBe(2);
  });

  it('counts what was asked up to it as delivered, if that is what is missing', () => {
    expect(ended(lost(40)).flow.cycles.up).toBeLessThan(ended(lost(30)).flow.cycles.up);
    expect(ended(lost(50)).flow.cycles.up).toBe(0);
    expect(ended(lost(50)).level.mean[1]).toBeLessThan(ended(lost(2)).level.mean[1]);
  });

  it('leaves the cycles as they were where nothing was programmed', () => {
    const idle = folded(refill(0, 20 * mL), report(0, { programmedNl: 0 }), lost(2), refill(mL, 20 * mL));
    expect(idle.flow.cycles).toEqual(initialPump('P-1').flow.cycles);
  });
});
