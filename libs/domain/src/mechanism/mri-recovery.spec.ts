import { formatTime } from '@cisterna/contract';
import { alarm, atHour, cleared, hour, mri, report, voiding } from '../testing/facts.ts';
import { folded } from '../testing/projection.ts';
import { record, times, wait, type Line } from '../testing/written.ts';
import type { MriRecovery } from './mri-recovery.ts';

const after = (...lines: readonly Line[]): MriRecovery => folded(...lines).mriRecovery;
const doubts = (...lines: readonly Line[]): readonly unknown[] => after(...lines).awaited.map(w => [w.passed, w.doubt]);
/** An hourly report of a period that the pump says it delivered nothing in, though it was asked. */
const nothing = report(0);
const delivered = report(400_000);

describe('what MRI windows await', () => {
  it('is nothing without one', () => {
    expect(after(delivered, alarm('motor-stall'), nothing)).toEqual({
      reportedFrom: atHour(2),
      deliveredFrom: atHour(0),
      awaited: [],
    });
  });

  it('is a report of delivery in a period that starts at or behind the end', () => {
    const planned = [delivered, record(mri(2, 3))];
    expect(after(...planned).awaited).toEqual([
      { order: { boot: 1, seq: 1, entry: 1 }, endsAt: atHour(3), passed: false, doubt: null },
    ]);
    expect(doubts(...planned, delivered, delivered)).toEqual([[false, null]]);
    expect(doubts(...planned, delivered, delivered, delivered)).toEqual([]);
  });

  it('is kept for windows that lie ahead', () => {
    expect(doubts(record(mri(50, 51)), ...times(9, delivered))).toEqual([[false, null]]);
  });

  it('is not asked of a window that a person takes back', () => {
    expect(
      doubts(
        delivered,
        record(mri(2, 3)),
        record(voiding({ boot: 1, seq: 1, entry: 1 })),
        alarm('motor-stall'),
        nothing,
        nothing,
      ),
    ).toEqual([]);
  });

  it('is bounded: of more than 16 the oldest that nobody doubts is let go', () => {
    const many = Array.from({ length: 20 }, (_, i) => record(mri(90 + i, 100 + i)));
    expect(after(...many).awaited.map(w => w.endsAt)).toEqual(Array.from({ length: 16 }, (_, i) => atHour(104 + i)));
  });
});

describe('delivery after an MRI is doubted', () => {
  const window = [delivered, record(mri(2, 4))];

  it('when the motor stands still at the end, whatever the first event behind it says', () => {
    expect(doubts(...window, alarm('motor-stall'), delivered, wait(1), cleared('motor-stall'))).toEqual([
      [true, 'stall'],
    ]);
    expect(doubts(...window, alarm('motor-stall'), cleared('motor-stall'), delivered, delivered)).toEqual([]);
  });

  it('at the end itself by what happened until then, that moment included', () => {
    expect(doubts(...window, ...times(3, delivered), alarm('motor-stall'))).toEqual([[true, null]]);
    expect(doubts(...window, delivered, delivered)).toEqual([[false, null]]);
    expect(doubts(delivered, record(mri(2, 3)), delivered, alarm('motor-stall'))).toEqual([[true, 'stall']]);
  });

  it('when the first report that could show delivery shows none', () => {
    expect(doubts(...window, ...times(3, delivered), nothing)).toEqual([[true, 'report']]);
    const unasked = report(0, { programmedNl: 0 });
    expect(doubts(...window, ...times(3, delivered), unasked, unasked)).toEqual([[true, null]]);
  });

  it('of a window recorded later, from there on: by a stall that lasted since, or by what comes', () => {
    const late = record(mri(1, 3));
    expect(doubts(alarm('motor-stall'), ...times(5, nothing), late)).toEqual([[true, 'stall']]);
    expect(doubts(...times(4, nothing), alarm('motor-stall'), late)).toEqual([[true, null]]);
    expect(doubts(...times(4, nothing), late, nothing)).toEqual([[true, 'report']]);
    expect(doubts(...times(4, delivered), late, nothing)).toEqual([]);
  });

  it('no more once delivery is shown, though the alarm is still open', () => {
    const half = report(7, { periodStart: formatTime(atHour(4) + hour / 2) });
    expect(doubts(...window, alarm('motor-stall'), nothing, nothing, half)).toEqual([]);
  });
});
