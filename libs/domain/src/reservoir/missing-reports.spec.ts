import { formatTime } from '@cisterna/contract';
import { atHour, alarm, mL, programme, refill, registration, report } from '../testing/facts.ts';
import { folded } from '../testing/projection.ts';
import { inBoot, lost, record, restart, wait, type Line } from '../testing/written.ts';

const unreported = (...lines: readonly Line[]): number => folded(...lines).reservoir.missing.unreportedNl;
/** Programmed with 1 000 nL/h from hour 1, filled at hour 2. */
const running = [programme(1000), refill(0, 20 * mL)];

describe('volume that falls into missing reports', () => {
  it('is none while reports follow each other, whatever pauses they leave', () => {
    expect(unreported(...running, report(1), report(1))).toBe(0);
    expect(unreported(...running, wait(5), report(1))).toBe(0);
  });

  it('is what the programme asked from the last report’s end to the next one’s start', () => {
    expect(unreported(...running, report(1), lost(2), report(1))).toBe(2000);
    expect(unreported(...running, report(1), lost(), report(1), lost(3), report(1))).toBe(4000);
  });

  it('begins at the refill where no report of its cycle came yet', () => {
    expect(unreported(...running, lost(3), report(1))).toBe(3000);
  });

  it('is counted where the tail of a boot is missing', () => {
    expect(unreported(...running, report(1), lost(2), restart(), report(1))).toBe(3000);
    expect(unreported(...running, report(1), inBoot(4), report(1))).toBe(0);
  });

  it('is none where the periods touch: what is missing was no report', () => {
    expect(
      unreported(...running, report(1), lost(), report(1, { periodStart: formatTime(atHour(3)), periodSeconds: 7200 })),
    ).toBe(0);
  });

  it('is not counted before a report has closed the stretch', () => {
    expect(unreported(...running, report(1), lost(2), alarm('over-pressure'))).toBe(0);
    expect(unreported(...running, report(1), lost(2), alarm('over-pressure'), report(1))).toBe(3000);
  });

  it('is gone with the refill that ends the cycle', () => {
    expect(unreported(...running, report(1), lost(2), report(1), refill(0, mL))).toBe(0);
    expect(unreported(...running, report(1), lost(2), refill(0, mL), report(1))).toBe(0);
  });

  it('begins at a person’s refill inside the stretch', () => {
    expect(unreported(...running, report(1), wait(1), record(refill(0, mL)), lost(2), report(1))).toBe(2000);
  });

  it('is none without a programme, or under one that stops the pump', () => {
    expect(unreported(refill(0, mL), lost(3), report(1))).toBe(0);
    expect(unreported(programme(0), refill(0, mL), lost(3), report(1))).toBe(0);
  });

  it('is none before the first refill', () => {
    expect(unreported(programme(1000), lost(3), report(1))).toBe(0);
  });

  it('is not made by events missing from before the history’s start', () => {
    const start = registration({ historyStartsAt: { boot: 1, seq: 7 } });
    expect(unreported(start, ...running, lost(3), report(1))).toBe(0);
    expect(unreported(start, ...running, lost(5), report(1))).toBe(5000);
  });
});

describe('a programme changed inside the stretch', () => {
  it('asks its own rate from then on', () => {
    expect(unreported(...running, lost(), programme(10_000), lost(2), report(1))).toBe(1000 * 2 + 10_000 * 2);
  });

  it('counts from its change also where the events went missing only after it', () => {
    expect(unreported(...running, report(1), programme(10_000), lost(2), report(1))).toBe(1000 + 10_000 * 2);
  });

  it('counts its former share alone where a report reaches back behind the change', () => {
    const reachesBack = report(1, { periodStart: formatTime(atHour(3)) });
    expect(unreported(...running, lost(), programme(10_000), reachesBack)).toBe(1000);
    expect(unreported(...running, lost(), programme(10_000), report(1, { periodStart: formatTime(atHour(1)) }))).toBe(
      0,
    );
  });

  it('is forgotten once a report has covered it', () => {
    expect(unreported(...running, programme(10_000), report(1), lost(), report(1))).toBe(10_000);
  });
});
