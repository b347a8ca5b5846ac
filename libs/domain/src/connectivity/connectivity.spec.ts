import fc from 'fast-check';
import { formatTime, type PumpEvent } from '@cisterna/contract';
import { atHour, pumpEvent, registration, report, revision } from '../testing/facts.ts';
import { clockSkewSeconds, hearEvents, hearRegistration, initialConnectivity, silenceDeadline, type Connectivity } from './connectivity.ts';

const after = (events: readonly PumpEvent[]): Connectivity => hearEvents(initialConnectivity, events);

/** An event whose clock shows `aheadMs` more than the log's at its receipt. */
const heard = (seq: number, receivedAt: number, aheadMs = 0): PumpEvent =>
  pumpEvent('bolus.denied.v1', { reason: 'lockout' }, { seq, at: receivedAt + aheadMs, receivedAt });

const recorded = (receivedAt: number): PumpEvent => pumpEvent('catheter.revised.v1', {}, { seq: 1, entry: 1, at: receivedAt, receivedAt });

describe('the last receipt', () => {
  it('is the greatest, whatever came last in order', () => {
    expect(after([heard(1, atHour(5)), heard(2, atHour(3))]).lastReceivedAt).toBe(atHour(5));
  });

  it('is a record’s too, but a record is no sign of life', () => {
    const { lastReceivedAt, lastHeardAt, receipts } = after([heard(1, atHour(1)), recorded(atHour(4))]);
    expect([lastReceivedAt, lastHeardAt]).toEqual([atHour(4), atHour(1)]);
    expect(receipts).toHaveLength(2);
  });
});

describe('the clock skew', () => {
  it('is unknown before any pump event', () => {
    expect(clockSkewSeconds(initialConnectivity)).toBeNull();
    expect(clockSkewSeconds(after([recorded(atHour(1))]))).toBeNull();
  });

  it('is told by the least delayed event, in whole seconds, positive where the pump’s clock is ahead', () => {
    const events = [heard(1, atHour(1), -90_000), heard(2, atHour(2), -2_400), heard(3, atHour(3), -7_000)];
    expect(clockSkewSeconds(after(events))).toBe(-2);
    expect(clockSkewSeconds(after([...events, heard(4, atHour(4), 61_000)]))).toBe(61);
  });

  it('is never a negative zero', () => {
    expect(Object.is(clockSkewSeconds(after([heard(1, atHour(1), -300)])), 0)).toBe(true);
  });

  it('forgets all but the last 24 by receipt', () => {
    const events = Array.from({ length: 25 }, (_, i) => heard(i + 1, atHour(i), i === 0 ? 99_000 : -1000 * i));
    expect(clockSkewSeconds(after(events.slice(0, 24)))).toBe(99);
    expect(clockSkewSeconds(after(events))).toBe(-1);
  });

  it('looks at the last 24 by receipt, then boot and seq, in whatever order the history has them', () => {
    const arrival = fc.record({
      receivedAt: fc.integer({ min: 0, max: 20 }).map(n => atHour(n)),
      ahead: fc.integer({ min: -50, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(arrival, { minLength: 1, maxLength: 60, size: 'max' }), all => {
        const events = all.map(({ receivedAt, ahead }, i) => heard(i + 1, receivedAt, ahead * 1000));
        const newest = events.toSorted((a, b) => a.receivedAt - b.receivedAt || a.seq - b.seq).slice(-24);
        expect(clockSkewSeconds(after(events))).toBe(Math.max(...newest.map(e => (e.at - e.receivedAt) / 1000)));
      }),
    );
  });
});

it('hears stretch by stretch what it hears at once', () => {
  const arrivals = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60, size: 'max' });
  fc.assert(
    fc.property(arrivals, fc.nat(60), (hours, cut) => {
      const events = hours.map((hour, i) => heard(i + 1, atHour(hour), 1000 * i));
      expect(hearEvents(after(events.slice(0, cut)), events.slice(cut))).toEqual(after(events));
    }),
  );
});

describe('silence', () => {
  const known = after([heard(1, atHour(2)), heard(2, atHour(1))]);

  it('begins two intervals and a minute after the pump was last heard', () => {
    expect(formatTime(silenceDeadline(known, 3600) ?? 0)).toBe('2026-01-01T04:01:00Z');
    expect(silenceDeadline(after([heard(1, atHour(2)), recorded(atHour(9))]), 3600)).toBe(silenceDeadline(known, 3600));
  });

  it('is unknown for a pump that was never heard, or has no known interval', () => {
    expect(silenceDeadline(after([recorded(atHour(1))]), 3600)).toBeNull();
    expect(silenceDeadline(known, null)).toBeNull();
  });

  it('never begins where the interval reaches beyond the calendar', () => {
    expect(silenceDeadline(known, Number.MAX_SAFE_INTEGER)).toBeNull();
  });

  it('counts from the registration’s receipt where that is later, by the first copy of any', () => {
    const registeredAt = (hours: number) => {
      const event = registration().at({ boot: 1, seq: 1, entry: 1, at: atHour(hours) });
      if (event.type !== 'pump.registered.v1') throw new TypeError(event.type);
      return event;
    };
    const late = [9, 7, 8].map(registeredAt).reduce(hearRegistration, known);
    expect(late.registeredAt).toBe(atHour(7) + 1000);
    expect(silenceDeadline(late, 60)).toBe(atHour(7) + 1000 + 180_000);
    expect(silenceDeadline(hearRegistration(known, registeredAt(0)), 60)).toBe(atHour(2) + 180_000);
  });
});

describe('connectivity', () => {
  it('is left alone by what an event says', () => {
    const events = [report(1), revision()].map((fact, i) => fact.at({ boot: 1, seq: i + 1, entry: 0, at: atHour(i) }));
    expect(after(events)).toEqual(after(events.map((e, i) => heard(i + 1, e.receivedAt, -1000))));
  });
});
