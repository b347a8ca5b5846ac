import { alarm, atHour, cleared, programme, report } from '../testing/facts.ts';
import { restart, written, type Line } from '../testing/written.ts';
import { batteryOf, deliveryBase, evolveMechanism, initialMechanism, motorOf, type Mechanism } from './mechanism.ts';

const after = (...lines: readonly Line[]): Mechanism => written(...lines).reduce(evolveMechanism, initialMechanism);

describe('the device’s alarms', () => {
  it('are open from raised to cleared, sorted', () => {
    expect(after(alarm('over-pressure'), alarm('low-reservoir'), alarm('empty-reservoir')).openAlarms).toEqual([
      'empty-reservoir',
      'low-reservoir',
      'over-pressure',
    ]);
    expect(after(alarm('over-pressure'), alarm('low-reservoir'), cleared('over-pressure')).openAlarms).toEqual([
      'low-reservoir',
    ]);
  });

  it('raised again while open, or cleared while not open, change nothing', () => {
    const open = after(alarm('motor-stall'));
    const again = written(alarm('motor-stall'), alarm('motor-stall')).slice(1).reduce(evolveMechanism, open);
    expect(again).toBe(open);
    expect(written(cleared('low-reservoir')).reduce(evolveMechanism, open)).toBe(open);
  });

  it('outlast a restart', () => {
    expect(after(alarm('motor-stall'), restart()).openAlarms).toEqual(['motor-stall']);
  });
});

describe('a stall', () => {
  it('lasts from its alarm on, and each one counts', () => {
    const stalled = after(
      report(1),
      alarm('motor-stall'),
      alarm('motor-stall'),
      cleared('motor-stall'),
      alarm('motor-stall'),
    );
    expect([stalled.stalledSince, stalled.stallCount]).toEqual([atHour(5), 2]);
  });

  it('is over when the device says so', () => {
    const { stalledSince, stallCount } = after(alarm('motor-stall'), cleared('motor-stall'));
    expect([stalledSince, stallCount]).toEqual([null, 1]);
  });
});

describe('the motor', () => {
  it.each<[string, readonly Line[], string]>([
    ['of a pump that never reported', [alarm('over-pressure')], 'unknown'],
    ['of one that reports', [report(0)], 'running'],
    ['under a programme that stops it', [report(1), programme(0)], 'stopped'],
    ['after another programme', [report(1), programme(0), programme(500)], 'running'],
    ['that the device says is stopped', [report(1), alarm('pump-stopped')], 'stopped'],
    ['stalled, stopped too', [programme(0), alarm('motor-stall')], 'stalled'],
  ])('%s', (_whose, lines, motor) => {
    expect(motorOf(after(...lines))).toBe(motor);
  });
});

describe('the battery', () => {
  it('is what the device’s alarms say, the worse first', () => {
    expect(batteryOf(after())).toBe('ok');
    expect(batteryOf(after(alarm('replacement-due')))).toBe('replacement-due');
    expect(batteryOf(after(alarm('replacement-due'), alarm('end-of-service')))).toBe('end-of-service');
    expect(batteryOf(after(alarm('end-of-service'), cleared('end-of-service')))).toBe('ok');
  });
});

describe('the delivery state without regard to silence', () => {
  const nothing = report(0);
  const unasked = report(0, { programmedNl: 0 });

  it.each<[string, readonly Line[], string]>([
    ['before any report', [alarm('over-pressure'), programme(100)], 'unknown'],
    ['with a report that shows delivery', [report(1)], 'delivering'],
    ['with a report that shows none though some was programmed', [report(1), nothing], 'not-delivering'],
    ['with none because none was programmed', [unasked], 'delivering'],
    ['with none programmed after none delivered: that still stands', [nothing, unasked], 'not-delivering'],
    ['once delivery shows again', [nothing, unasked, report(5)], 'delivering'],
    ['stalled, whatever reports say', [alarm('motor-stall'), report(5)], 'not-delivering'],
    ['stalled before any report', [alarm('motor-stall')], 'not-delivering'],
    ['with the therapy stopped', [report(5), programme(0)], 'not-delivering'],
  ])('%s', (_when, lines, state) => {
    expect(deliveryBase(after(...lines))).toBe(state);
  });

  it('needs no new object for a report that says the same', () => {
    const before = after(report(5));
    expect(written(report(7)).reduce(evolveMechanism, before)).toBe(before);
  });
});
