import { formatTime, type PumpEvent } from '@cisterna/contract';
import { atHour, cleared, mri, report, revision } from './facts.ts';
import { inBoot, lost, record, restart, times, wait, written } from './written.ts';

const placeOf = ({ boot, seq, entry, at }: PumpEvent): string =>
  `${boot}:${seq}:${entry} at ${(at - atHour(0)) / 3_600_000}`;

describe('a written history', () => {
  it('counts the pump’s events, one an hour, and leaves out what was lost', () => {
    expect(written(report(1), lost(2), report(2)).map(placeOf)).toEqual(['1:1:0 at 1', '1:4:0 at 4']);
  });

  it('puts people’s records behind the event before them', () => {
    expect(
      written(record(revision()), report(1), record(revision()), record(mri(1, 2)), report(2)).map(placeOf),
    ).toEqual(['1:0:1 at 0', '1:1:0 at 1', '1:1:1 at 1', '1:1:2 at 1', '1:2:0 at 2']);
  });

  it('restarts, with a word about the former boot or without one', () => {
    const events = written(report(1), report(2), restart(), inBoot(7, 3), report(3));
    expect(events.map(placeOf)).toEqual(['1:1:0 at 1', '1:2:0 at 2', '2:1:0 at 3', '7:3:0 at 4']);
    expect(events[2]?.data).toEqual({ previousBoot: 1, previousLastSeq: 2, reason: 'watchdog' });
  });

  it('lets time pass and repeats a line', () => {
    const events = written(wait(10), ...times(2, cleared('motor-stall')));
    expect(events.map(placeOf)).toEqual(['1:1:0 at 11', '1:2:0 at 12']);
    expect(events.map(e => e.receivedAt - e.at)).toEqual([1000, 1000]);
  });

  it('writes a report over the hour before its time', () => {
    expect(written(wait(3), report(5))[0]?.data).toMatchObject({ periodStart: formatTime(atHour(3)), deliveredNl: 5 });
  });
});
