import { formatTime, type DeliveryReported, type PumpEvent } from '@cisterna/contract';
import { atHour, report } from '../testing/facts.ts';
import { times, wait, written, type Line } from '../testing/written.ts';
import { evolveCoverage, isRefusedFor, nothingFor48h, periodOf, shortfallNl, showsDelivery, type Coverage } from './coverage.ts';
import { NOTHING_DELIVERED_MS } from './flow-limits.ts';

const isReport = (event: PumpEvent): event is DeliveryReported => event.type === 'delivery.reported.v1';

const covered = (...lines: readonly Line[]): Coverage => {
  const coverage = written(...lines).filter(isReport).reduce<Coverage | null>(evolveCoverage, null);
  if (coverage === null) throw new RangeError('no report');
  return coverage;
};

const only = (line: Line): DeliveryReported => {
  const [event] = written(line).filter(isReport);
  if (event === undefined) throw new RangeError('no report');
  return event;
};

/** So much of 1 000 nL. */
const of1000 = (deliveredNl: number): Line => report(deliveredNl, { programmedNl: 1000 });
const unasked = report(0, { programmedNl: 0 });

describe('the period of a report', () => {
  it('ends at its time, also where its duration is a little off', () => {
    expect(periodOf(only(report(1, { periodSeconds: 3500 })))).toEqual({ start: atHour(0), end: atHour(1) });
  });

  it('ends where its duration says when the clock was set while it ran, and covers nothing when it starts after its end', () => {
    expect(periodOf(only(report(1, { periodStart: formatTime(atHour(-5000)) })))).toEqual({ start: atHour(-5000), end: atHour(-4999) });
    expect(periodOf(only(report(1, { periodStart: formatTime(atHour(9)) })))).toEqual({ start: atHour(1), end: atHour(1) });
  });
});

describe('a stretch without a break', () => {
  it('grows with each report that touches or overlaps it', () => {
    const { from, through } = covered(report(1), report(2), report(3, { periodStart: formatTime(atHour(1.5)) }));
    expect([from, through]).toEqual([atHour(0), atHour(3)]);
  });

  it('begins anew after any time that no period covers, and where the clock goes back before it', () => {
    const { from, slots } = covered(...times(5, of1000(0)), wait(0.001), of1000(1000));
    expect([from, slots.filter(nl => nl !== 0)]).toEqual([atHour(5.001), [-145]]);
    expect(covered(report(1), wait(-8), report(1)).from).toBe(atHour(-7));
  });
});

describe('nothing delivered though programmed', () => {
  it('for 6 h of reports, not for less, nor where one of them delivered or asked nothing', () => {
    expect(isRefusedFor(covered(...times(6, of1000(0))), NOTHING_DELIVERED_MS)).toBe(true);
    expect(isRefusedFor(covered(...times(5, of1000(0))), NOTHING_DELIVERED_MS)).toBe(false);
    expect(isRefusedFor(covered(...times(3, of1000(0)), of1000(1), ...times(5, of1000(0))), NOTHING_DELIVERED_MS)).toBe(false);
    expect(isRefusedFor(covered(...times(3, of1000(0)), unasked, ...times(5, of1000(0))), NOTHING_DELIVERED_MS)).toBe(false);
    expect(isRefusedFor(covered(...times(3, of1000(0)), wait(0.5), ...times(5, of1000(0))), NOTHING_DELIVERED_MS)).toBe(false);
  });
});

describe('nothing delivered for 48 h', () => {
  it('asked or not, without a break', () => {
    expect(nothingFor48h(covered(...times(24, of1000(0)), ...times(24, unasked)))).toBe(true);
    expect(nothingFor48h(covered(...times(47, unasked)))).toBe(false);
    expect(nothingFor48h(covered(...times(30, unasked), wait(1), ...times(30, unasked)))).toBe(false);
    expect(nothingFor48h(covered(...times(30, unasked), of1000(1), ...times(30, unasked)))).toBe(false);
  });
});

describe('the account of 24 h', () => {
  it('is judged once 24 h are covered', () => {
    expect(shortfallNl(covered(...times(23, of1000(800))))).toBeNull();
    expect(shortfallNl(covered(...times(24, of1000(800))))).toBe(24 * 55);
    expect(shortfallNl(covered(...times(40, of1000(800)), wait(1), of1000(800)))).toBeNull();
  });

  it('is short under 85.5 %, not at it', () => {
    expect(shortfallNl(covered(...times(24, of1000(855))))).toBe(0);
    expect(shortfallNl(covered(...times(24, of1000(854))))).toBe(24);
  });

  it('forgets what lies further back than 26 h', () => {
    expect(shortfallNl(covered(...times(24, of1000(0)), ...times(26, of1000(1000))))).toBe(26 * -145);
  });

  it('forgets all of it after a single report of days', () => {
    const days = report(1000, { programmedNl: 1000, periodStart: formatTime(atHour(0)), periodSeconds: 80 * 3600 });
    expect(shortfallNl(covered(...times(20, of1000(0)), wait(59), days))).toBe(-145);
  });
});

describe('a single report', () => {
  it.each([
    [1000, 855, true],
    [1000, 854, false],
    [0, 0, false],
    [0, 5, true],
  ])('of %p nL programmed and %p delivered shows delivery: %p', (programmedNl, deliveredNl, shows) => {
    expect(showsDelivery(only(report(deliveredNl, { programmedNl })))).toBe(shows);
  });
});
