import { formatTime } from '@cisterna/contract';
import { alarm, atHour, mL, programme, refill, registration, report } from '../testing/facts.ts';
import { folded } from '../testing/projection.ts';
import type { Line } from '../testing/written.ts';
import { refillViewOf } from './refill-view.ts';

const day = 24;
const view = (now: number, ...lines: readonly Line[]) => refillViewOf(folded(...lines), atHour(now));
const expiring = [registration(), refill(0, 18 * mL, { drugExpiresAt: formatTime(atHour(30 * day)) })];

describe('the refill as read', () => {
  it('has dates as at the last event and its status as at the clock', () => {
    const slow = [...expiring, programme(10_000)];
    const { lowAt, emptyAt, ...rest } = view(20 * day, ...slow);
    expect(rest).toEqual({
      drugExpiresAt: '2026-01-31T00:00:00Z',
      refillBy: '2026-01-31T00:00:00Z',
      because: 'drug-expiry',
      status: 'ok',
    });
    const dates = [lowAt?.p10, lowAt?.p50, lowAt?.p90, emptyAt?.p90];
    expect(dates.map(Boolean)).toEqual([true, true, true, true]);
    expect(dates.toSorted()).toEqual(dates);
    expect([25, 28, 30, 31].map(at => view(at * day, ...slow).status)).toEqual(['due-soon', 'due', 'due', 'overdue']);
    expect(view(31 * day, ...slow).lowAt).toEqual(lowAt);
  });

  it('is by the low mark where that comes first', () => {
    const fast = view(0, ...expiring, programme(40_000));
    expect([fast.because, fast.refillBy]).toEqual(['low-reservoir', fast.lowAt?.p10]);
  });

  it('knows no dates of a level while nothing is delivered', () => {
    for (const nothing of [programme(0), alarm('motor-stall')]) {
      expect(view(0, ...expiring, programme(40_000), nothing)).toMatchObject({
        lowAt: null,
        emptyAt: null,
        because: 'drug-expiry',
      });
    }
  });

  it('is by the longest that the drug may stay, of the fill’s drugs before the registration’s', () => {
    expect(view(0, registration(), refill(0, mL)).refillBy).toBe('2026-06-30T02:00:00Z');
    const morphine = [{ code: 'morphine' as const, concentrationMicrogramsPerMl: 1 }];
    expect(view(0, registration(), refill(0, mL, { drugs: morphine }))).toMatchObject({
      refillBy: '2026-04-01T02:00:00Z',
      because: 'maximum-interval',
    });
  });

  it('is unknown before the first refill', () => {
    expect(view(0, registration(), programme(10), report(1))).toEqual({
      lowAt: null,
      emptyAt: null,
      drugExpiresAt: null,
      refillBy: null,
      because: null,
      status: 'unknown',
    });
  });
});
