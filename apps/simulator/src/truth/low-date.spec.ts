import type { TruthLine } from './truth.ts';
import { dayMs, hourMs } from '../time/periods.ts';
import { crossing, LowDateWatch, type Outlook } from './low-date.ts';

const startAt = Date.UTC(2026, 0, 5);
const at = (days: number): number => startAt + days * dayMs;
const outlook = (days: number, volumeNl: number, perDay = 300_000): Outlook => ({
  at: at(days),
  volumeNl,
  expelledPerDay: () => perDay,
});

describe('the date of a crossing', () => {
  it('is when the volume above the mark has been expelled', () => {
    expect(crossing(outlook(0, 5_000_000), 2_000_000)).toBeCloseTo(at(10), -1);
  });

  it('follows a flow that changes', () => {
    const rising: Outlook = {
      at: startAt,
      volumeNl: 3_000_000,
      expelledPerDay: moment => (moment < at(5) ? 200_000 : 400_000),
    };
    expect(crossing(rising, 0)).toBeCloseTo(at(10), -1);
  });

  it('is now when the mark is passed already, and never when nothing flows', () => {
    expect(crossing(outlook(3, 1_000_000), 2_000_000)).toBe(at(3));
    expect(crossing(outlook(0, 5_000_000, 0), 2_000_000)).toBeNull();
    expect(crossing(outlook(0, 500_000_000, 1000), 2_000_000)).toBeNull();
  });
});

describe('LowDateWatch', () => {
  const watching = () => {
    const truth: TruthLine[] = [];
    const watch = new LowDateWatch({ pumpId: 'P-1', lowReservoirNl: 2_000_000 }, line => truth.push(line), {
      at: startAt,
      volumeNl: 5_000_000,
    });
    return { watch, truth };
  };

  it('tells when it would have been low had no refill come', () => {
    const { watch, truth } = watching();
    watch.look(at(5), 3_500_000);
    watch.close(outlook(6, 3_200_000), 'refill');
    expect(truth).toEqual([
      {
        kind: 'cycle',
        pumpId: 'P-1',
        from: '2026-01-05T00:00:00Z',
        to: '2026-01-11T00:00:00Z',
        endedBy: 'refill',
        lowAt: '2026-01-15T00:00:00Z',
        emptyAt: expect.stringMatching(/^2026-01-21T1[56]/) as string,
        crossed: false,
      },
    ]);
  });

  it('tells when it was low, between two looks, where no refill came in time', () => {
    const { watch, truth } = watching();
    watch.look(at(9), 2_300_000);
    watch.look(at(11), 1_700_000);
    watch.look(at(12), 1_400_000);
    watch.close(outlook(12, 1_400_000), 'refill');
    expect(truth).toEqual([expect.objectContaining({ lowAt: '2026-01-15T00:00:00Z', crossed: true })]);
  });

  it('keeps a crossing over a change of therapy and forgets it at a refill', () => {
    const { watch, truth } = watching();
    watch.look(at(11), 1_700_000);
    watch.close(outlook(12, 1_400_000), 'therapy');
    watch.open(at(12), 1_400_000, false);
    watch.close(outlook(13, 1_100_000), 'refill');
    watch.open(at(13), 18_000_000, true);
    watch.close(outlook(20, 16_000_000), 'end');
    expect(truth.map(line => (line.kind === 'cycle' ? [line.endedBy, line.crossed] : []))).toEqual([
      ['therapy', true],
      ['refill', true],
      ['end', false],
    ]);
  });

  it('says nothing about a stretch of no length', () => {
    const { watch, truth } = watching();
    watch.close(outlook(0, 5_000_000), 'therapy');
    expect(truth).toEqual([]);
  });

  it('does not take a loss and a gain within the stretch for a crossing before it', () => {
    const { watch, truth } = watching();
    watch.look(startAt + hourMs, 5_000_100);
    watch.look(startAt + 2 * hourMs, 1_900_000);
    watch.close(outlook(1, 1_800_000), 'end');
    const [line] = truth;
    expect(line?.kind === 'cycle' && Date.parse(line.lowAt!)).toBeGreaterThanOrEqual(startAt + hourMs);
    expect(line?.kind === 'cycle' && Date.parse(line.lowAt!)).toBeLessThanOrEqual(startAt + 2 * hourMs);
  });
});
