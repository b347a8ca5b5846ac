import { formatTime, type EpochMs } from '@cisterna/contract';
import { alarm, atHour, explantation, mL, mri, refill, registration, report } from '../testing/facts.ts';
import { folded } from '../testing/projection.ts';
import { lost, record, type Line } from '../testing/written.ts';
import { decideCalendar, emptyCalendar, type Calendar, type CalendarDecision } from './calendar.ts';
import { clockAlone } from './deadlines/occasion.ts';

const asked = (now: EpochMs, lines: readonly Line[], calendar: Calendar = emptyCalendar): CalendarDecision =>
  decideCalendar(folded(...lines), calendar, clockAlone(folded(...lines), now));
const told = ({ transitions }: CalendarDecision): readonly string[] =>
  transitions.map(t => `${t.change} ${t.episode.kind}`);

/** Of everything the clock may decide, something: a drug near its end, a gap, a stall in an MRI window, and then silence. */
const eventful = [
  registration(),
  refill(0, 20 * mL, { drugExpiresAt: formatTime(atHour(24 * 9)) }),
  lost(2),
  report(400_000),
  record(mri(4, 7)),
  alarm('motor-stall'),
];

describe('the calendar of a pump', () => {
  it('is asked again at the earliest time that any kind waits for, silence told apart', () => {
    const { dueAt, silenceDueAt, transitions } = asked(atHour(6) + 1000, eventful);
    expect(transitions).toEqual([]);
    expect([formatTime(dueAt ?? 0), formatTime(silenceDueAt ?? 0)]).toEqual([
      '2026-01-01T07:00:00Z',
      '2026-01-01T08:01:01.001Z',
    ]);
  });

  it('tells all that has fallen due meanwhile', () => {
    expect(told(asked(atHour(50), eventful))).toEqual([
      'raised refill-due',
      'raised drug-expiry',
      'raised pump-silent',
      'raised data-gap',
      'raised no-recovery-after-mri',
      'updated no-recovery-after-mri',
    ]);
  });

  it('decides nothing when it is asked again', () => {
    for (const now of [atHour(6), atHour(7), atHour(10), atHour(50), atHour(999)]) {
      const first = asked(now, eventful);
      expect(asked(now, eventful, first.calendar)).toEqual({ ...first, transitions: [] });
    }
  });

  it('ends with the pump, but for what the fold ends itself', () => {
    const { calendar } = asked(atHour(50), eventful);
    const after = asked(atHour(51), [...eventful, explantation()], calendar);
    expect(told(after)).toEqual(['ended refill-due', 'ended drug-expiry', 'ended pump-silent', 'ended data-gap']);
    expect(after.calendar).toMatchObject({ refillDue: null, drugExpiry: null, silent: null, recoveries: [] });
    expect(after.silenceDueAt).toBeNull();
  });

  it('of a healthy pump is short: it is written with every batch', () => {
    const { calendar, dueAt } = asked(atHour(3), [registration(), refill(0, 20 * mL), report(400_000)]);
    expect([JSON.stringify(calendar).length < 200, dueAt]).toEqual([true, expect.any(Number)]);
  });

  it('is none before the first refill, and none of a pump that nobody registered', () => {
    expect(asked(atHour(3), [registration(), report(5)])).toMatchObject({
      calendar: emptyCalendar,
      transitions: [],
      dueAt: null,
    });
    expect(asked(atHour(999), [lost(), report(5), record(mri(1, 2))])).toMatchObject({
      transitions: [],
      silenceDueAt: null,
    });
  });
});
